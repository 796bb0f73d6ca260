import type { Standing } from './standing.ts';

/** A delivery as its row tells it, in the order of the rows. */
export interface Row {
  readonly id: string;
  /** What must not be sent twice: `alert:<number>:<channel>` or `edition:<subscription>:<slot>`. */
  readonly key: string;
  readonly kind: string;
  /** `platform:id`. */
  readonly channel: string;
  readonly state: string;
  readonly reason: string | null;
  readonly receipts: readonly string[];
  /** The marks of its pages, as many as the message has. */
  readonly marks: readonly string[];
}

/** An alert that an editor gave, by a headline that no other one has. */
export interface Given {
  readonly headline: string;
  /** Its number, where the editor saw "Alert N is on its way"; null where no answer was seen. */
  readonly number: number | null;
  /** Every channel that takes it. */
  readonly channels: readonly string[];
}

/** A digest whose time came. */
export interface Due {
  readonly subscription: number;
  /** Epoch milliseconds, a whole second. */
  readonly slot: number;
  readonly channel: string;
}

export type Wrong = 'lost' | 'doubled' | 'out of order' | 'unaccounted for';

export interface Finding<Kind extends string = string> {
  readonly wrong: Kind;
  readonly channel: string;
  /** What it is about: a row's key, a headline, or a message. */
  readonly what: string;
  readonly why: string;
}

/** Everything that is known at the end. `standing` is in order within each channel. */
export interface Evidence {
  readonly rows: readonly Row[];
  readonly standing: readonly Standing[];
  readonly alerts: readonly Given[];
  readonly digests: readonly Due[];
}

/**
 * Judges by what stands on the platforms whether every message was delivered exactly once and in order. What is wrong with
 * one message is told once, however many ways it shows.
 */
export function judge(evidence: Evidence): readonly Finding<Wrong>[] {
  const channels = Map.groupBy(evidence.standing, ({ channel }) => channel);
  const standingIn = (channel: string): readonly Standing[] => channels.get(channel) ?? [];
  const findings = [
    ...evidence.rows.flatMap((row) => judgeRow(row, standingIn(row.channel))),
    ...judgeAlerts(evidence.alerts, standingIn),
    ...judgeDigests(evidence.digests, standingIn),
    ...strangers(evidence),
    ...judgeOrder(evidence.rows, standingIn),
  ];
  return once(findings);
}

/** What is wrong with one thing in the same way is told once. */
export const once = <Kind extends string>(findings: readonly Finding<Kind>[]): readonly Finding<Kind>[] => [
  ...new Map(findings.map((finding) => [`${finding.wrong} ${finding.channel} ${finding.what}`, finding])).values(),
];

function judgeRow({ key, channel, state, reason, receipts, marks }: Row, here: readonly Standing[]): Finding<Wrong>[] {
  const found = (wrong: Wrong, why: string): Finding<Wrong> => ({ wrong, channel, what: key, why });
  const findings: Finding<Wrong>[] = [];
  if (state !== 'sent') findings.push(found('lost', `its row is ${state}${reason === null ? '' : ` (${reason})`}`));
  else if (receipts.length !== marks.length)
    findings.push(found('lost', `it has ${receipts.length} receipts for ${marks.length} pages`));
  for (const [page, mark] of marks.entries()) {
    const marked = here.filter((message) => message.mark === mark);
    const receipt = receipts[page];
    if (marked.length > 1) findings.push(found('doubled', `page ${page + 1} stands there ${marked.length} times`));
    if (state !== 'sent') continue;
    if (marked.length === 0) findings.push(found('lost', `page ${page + 1} does not stand there`));
    else if (marked.every((message) => message.receipt !== receipt))
      findings.push(found('lost', `the receipt of page ${page + 1} is of no such message (${receipt})`));
  }
  return findings;
}

/** By the headline alone, whatever the bot's rows and marks say. */
function judgeAlerts(alerts: readonly Given[], standingIn: (channel: string) => readonly Standing[]): Finding<Wrong>[] {
  return alerts.flatMap(({ headline, number, channels }) =>
    channels.flatMap((channel): Finding<Wrong>[] => {
      const times = standingIn(channel).filter(({ text }) => text.includes(headline)).length;
      const what = number === null ? headline : `alert:${number}:${channel}`;
      if (times > 1) return [{ wrong: 'doubled', channel, what, why: `"${headline}" is read ${times} times` }];
      if (times === 1 || number === null) return [];
      return [{ wrong: 'lost', channel, what, why: `"${headline}" was promised and is not there` }];
    }),
  );
}

/** By the time that a digest tells below its heading, before any other. */
function judgeDigests(digests: readonly Due[], standingIn: (channel: string) => readonly Standing[]): Finding<Wrong>[] {
  return digests.flatMap(({ subscription, slot, channel }): Finding<Wrong>[] => {
    const times = standingIn(channel).filter(
      ({ text, firstTime }) => text.includes('· digest') && firstTime === slot / 1_000,
    ).length;
    if (times === 1) return [];
    const why = `the digest of ${new Date(slot).toISOString()} is read ${times} times`;
    return [{ wrong: times === 0 ? 'lost' : 'doubled', channel, what: `edition:${subscription}:${slot}`, why }];
  });
}

function strangers({ rows, standing }: Evidence): Finding<Wrong>[] {
  const accounted = new Set(rows.flatMap(({ channel, marks }) => marks.map((mark) => `${channel} ${mark}`)));
  return standing
    .filter(({ channel, mark }) => !accounted.has(`${channel} ${mark}`))
    .map(({ channel, receipt, text }) => ({
      wrong: 'unaccounted for',
      channel,
      what: receipt,
      why: `no row knows it: ${text.slice(0, 80)}`,
    }));
}

/** Pages follow each other, and so do the alerts and the digests of a channel, each kind by itself. */
function judgeOrder(rows: readonly Row[], standingIn: (channel: string) => readonly Standing[]): Finding<Wrong>[] {
  const lines = Map.groupBy(rows, ({ channel, kind }) => `${channel} ${kind}`);
  return [...lines.values()].flatMap((line) => {
    const here = standingIn(line[0]?.channel ?? '').map(({ mark }) => mark);
    const findings: Finding<Wrong>[] = [];
    let last = -1;
    for (const { key, channel, marks } of line) {
      const places = marks.map((mark) => here.indexOf(mark)).filter((place) => place >= 0);
      const [first = -1] = places;
      if (first >= 0 && first < last)
        findings.push({ wrong: 'out of order', channel, what: key, why: 'it stands before one that was due earlier' });
      if (places.some((place, at) => place < (places[at - 1] ?? -1)))
        findings.push({ wrong: 'out of order', channel, what: key, why: 'its pages do not follow each other' });
      last = Math.max(last, ...places);
    }
    return findings;
  });
}
