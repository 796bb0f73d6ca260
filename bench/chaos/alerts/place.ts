import type { Finding, Row } from '../oracle.ts';
import type { Standing } from '../standing.ts';
import type { Reading } from './history.ts';
import type { History, Wrong } from './oracle.ts';

/** An alert in a channel: all that stands there of it, in order. */
export interface Place {
  readonly alert: number;
  readonly channel: string;
  /** The row of its copy. */
  readonly row: Row | null;
  /** What was posted as its copy: one message. */
  readonly originals: readonly Standing[];
  /** Messages that say anew what could not be edited. */
  readonly renewals: readonly Standing[];
  /** With the number of the change that each tells, from 1. */
  readonly notes: readonly { readonly change: number; readonly message: Standing }[];
}

/** What a row posts, by its key. */
function roleOf(key: string): {
  readonly kind: 'copy' | 'note' | 'edit';
  readonly alert: number;
  readonly change: number;
} {
  const copy = /^alert:(\d+):/.exec(key);
  if (copy !== null) return { kind: 'copy', alert: Number(copy[1]), change: 0 };
  const [, alert, kind, change] = /^amend:(\d+):(note|edit):(\d+):/.exec(key) ?? [];
  return { kind: kind === 'note' ? 'note' : 'edit', alert: Number(alert), change: Number(change) };
}

/** What stands, and the rows of copies, by alert and channel (`7 slack:C1`); apart from what no row accounts for. */
export function placesOf({
  rows,
  standing,
}: {
  readonly rows: readonly Row[];
  readonly standing: readonly Standing[];
}): {
  readonly places: ReadonlyMap<string, Place>;
  readonly strangers: readonly Standing[];
} {
  const byMark = new Map(rows.flatMap((row) => row.marks.map((mark) => [`${row.channel} ${mark}`, row] as const)));
  const rowOf = ({ channel, mark }: Standing): Row | undefined => byMark.get(`${channel} ${mark}`);
  const placeKey = ({ key, channel }: Row): string => `${roleOf(key).alert} ${channel}`;
  const known = standing.flatMap((message) => {
    const row = rowOf(message);
    return row === undefined ? [] : [{ message, row, ...roleOf(row.key) }];
  });
  const messages = Map.groupBy(known, ({ row }) => placeKey(row));
  const places = [...Map.groupBy(rows, placeKey)].map(([key, own]): [string, Place] => {
    const here = messages.get(key) ?? [];
    const posted = (wanted: 'copy' | 'edit') =>
      here.filter(({ kind }) => kind === wanted).map(({ message }) => message);
    const [{ key: first, channel }] = own as [Row, ...Row[]];
    return [
      key,
      {
        alert: roleOf(first).alert,
        channel,
        row: own.find((row) => roleOf(row.key).kind === 'copy') ?? null,
        originals: posted('copy'),
        renewals: posted('edit'),
        notes: here.filter(({ kind }) => kind === 'note'),
      },
    ];
  });
  return { places: new Map(places), strangers: standing.filter((message) => rowOf(message) === undefined) };
}

/** Judges an alert in a channel, whose messages may be `fixed`: they cannot be edited. */
export function judgePlace(place: Place, history: History, fixed: boolean): readonly Finding<Wrong>[] {
  const { alert, channel, originals, renewals, notes } = place;
  const found = (wrong: Wrong, why: string): Finding<Wrong> => ({ wrong, channel, what: `alert:${alert}`, why });
  const [original] = originals;
  if (original === undefined)
    return notes.length + renewals.length === 0
      ? []
      : [found('groundless', 'something is said about it where it does not stand')];
  const { readings, keyed, channels } = history;
  const findings: Finding<Wrong>[] = [];
  if (!keyed) findings.push(found('without its keys', 'it stands there'));
  if (!channels.has(channel)) findings.push(found('not in the ledger', 'no entry says that it was sent there'));
  if (originals.length > 1) findings.push(found('doubled', `its copy stands there ${originals.length} times`));
  if (!fixed && renewals.length > 0) findings.push(found('doubled', 'it was posted anew where it could be edited'));
  if (renewals.length > new Set(renewals.map(({ mark }) => mark)).size)
    findings.push(found('doubled', 'it was posted anew more than once'));
  if (readings[readingAt(original.posted, readings)]?.withdrawn)
    findings.push(found('sent after it was withdrawn', 'its copy was posted as a withdrawn alert'));
  const last = renewals.at(-1) ?? original;
  if (!reads(last.text, readings)) findings.push(found('uncorrected', `it reads: ${last.text.slice(0, 200)}`));
  return [...findings, ...judgeNotes(place, history, original)];
}

/** Which of these readings a text has: the last of which it tells the reason. */
const readingAt = (text: string, readings: readonly Reading[]): number =>
  Math.max(
    0,
    readings.findLastIndex(({ reason }) => reason !== null && text.includes(reason)),
  );

/** A text reads as the last of these. */
function reads(text: string, readings: readonly Reading[]): boolean {
  const last = readings.at(-1);
  if (last === undefined || readingAt(text, readings) !== readings.length - 1) return false;
  return text.includes(last.headline) && /\bWithdrawn\b/.test(text) === last.withdrawn;
}

/** Below the copy, one note for each change since it was posted, and for an earlier one at most one. */
function judgeNotes(
  { alert, channel, originals, renewals, notes }: Place,
  { readings }: History,
  original: Standing,
): readonly Finding<Wrong>[] {
  const found = (wrong: Wrong, change: number, why: string): Finding<Wrong> => ({
    wrong,
    channel,
    what: `alert:${alert} note ${change}`,
    why,
  });
  const copies = [...originals, ...renewals].map(({ receipt }) => receipt);
  const posted = readingAt(original.posted, readings);
  const each = readings.slice(1).flatMap((_, at): Finding<Wrong>[] => {
    const change = at + 1;
    const { length } = notes.filter((note) => note.change === change);
    if (length > 1) return [found('doubled', change, `it stands there ${length} times`)];
    return length === 0 && change > posted ? [found('without its note', change, 'nothing tells of the change')] : [];
  });
  const wrongNotes = notes.flatMap(({ change, message: { text, above } }): Finding<Wrong>[] => {
    const reason = readings[change]?.reason;
    if (reason === undefined || reason === null || !text.includes(reason))
      return [found('not in the ledger', change, `no entry says so: ${text.slice(0, 200)}`)];
    return above !== null && copies.includes(above) ? [] : [found('without its note', change, 'it stands elsewhere')];
  });
  return [...each, ...wrongNotes];
}
