import { type Finding, once, type Row } from '../oracle.ts';
import type { Standing } from '../standing.ts';
import type { Told } from './editors.ts';
import { type Entry, keysIn, type Reading, readingsOf } from './history.ts';
import { judgePlace, placesOf } from './place.ts';

export const wrongs = [
  'without its keys',
  'not in the ledger',
  'uncorrected',
  'without its note',
  'groundless',
  'sent after it was withdrawn',
  'lost',
  'doubled',
  'stuck',
  'unaccounted for',
] as const;
export type Wrong = (typeof wrongs)[number];

/** Everything that is known at the end. */
export interface Evidence {
  /** Of alerts, their notes and their edits. */
  readonly rows: readonly Row[];
  /** In order within each channel. */
  readonly standing: readonly Standing[];
  /** In their order. */
  readonly entries: readonly Entry[];
  /** Whose keys the store has, by the number of the alert. */
  readonly keys: ReadonlyMap<number, readonly string[]>;
  /** What editors were told is done. */
  readonly told: readonly Told[];
  /** Channels whose messages cannot be edited. */
  readonly fixed: ReadonlySet<string>;
}

/** How many editors have to agree to every alert of a run. */
export const keysNeeded = 2;

/** What the ledger tells of one alert. */
export interface History {
  readonly readings: readonly Reading[];
  /** Where it was sent. */
  readonly channels: ReadonlySet<string>;
  /** It had its keys, by the ledger and by the store. */
  readonly keyed: boolean;
}

/**
 * Judges by what stands on the platforms, and by the ledger, whether each alert went out with its keys, once, and reads as
 * its editors said last wherever it stands. What is wrong with one thing is told once.
 */
export function judgeAlerts(evidence: Evidence): readonly Finding<Wrong>[] {
  const { rows, standing, entries, fixed } = evidence;
  const histories = historiesOf(evidence);
  const { places, strangers } = placesOf({ rows, standing });
  return once([
    ...[...places.values()].flatMap((place) =>
      judgePlace(place, histories.get(place.alert) ?? nothing, fixed.has(place.channel)),
    ),
    ...strangers.map(({ channel, receipt, text }) => ({
      wrong: 'unaccounted for' as const,
      channel,
      what: receipt,
      why: `no row knows it: ${text.slice(0, 80)}`,
    })),
    ...missing(histories, places),
    ...judgeRows(rows, standing),
    ...judgeEntries(entries),
    ...judgeTold(evidence),
  ]);
}

const nothing: History = { readings: [], channels: new Set(), keyed: false };

function historiesOf({ entries, keys }: Evidence): ReadonlyMap<number, History> {
  const alerts = Map.groupBy(entries, ({ alert }) => alert);
  return new Map(
    [...alerts].map(([alert, own]) => [
      alert,
      {
        readings: readingsOf(own),
        channels: new Set(own.flatMap(({ channels }) => channels)),
        keyed: keysIn(own).length >= keysNeeded && new Set(keys.get(alert)).size >= keysNeeded,
      },
    ]),
  );
}

/** Where an alert was sent and nothing of it stands, nor was its copy taken back with the alert. */
function missing(
  histories: ReadonlyMap<number, History>,
  places: ReturnType<typeof placesOf>['places'],
): readonly Finding<Wrong>[] {
  return [...histories].flatMap(([alert, { channels, readings }]) =>
    [...channels]
      .filter((channel) => {
        const place = places.get(`${alert} ${channel}`);
        const stays = place?.row?.state === 'recalled' && readings.at(-1)?.withdrawn === true;
        return !stays && (place === undefined || place.originals.length === 0);
      })
      .map((channel) => ({
        wrong: 'lost' as const,
        channel,
        what: `alert:${alert}`,
        why: 'it was sent there, and no copy stands',
      })),
  );
}

/** Every row came to its end, and what it says that it posted is there. What was taken back is not. */
function judgeRows(rows: readonly Row[], standing: readonly Standing[]): readonly Finding<Wrong>[] {
  const there = new Set(standing.map(({ channel, receipt }) => `${channel} ${receipt}`));
  const marks = new Set(standing.map(({ channel, mark }) => `${channel} ${mark}`));
  return rows.flatMap(({ key, channel, state, reason, receipts, marks: own }): Finding<Wrong>[] => {
    if (state === 'recalled')
      return own.some((mark) => marks.has(`${channel} ${mark}`))
        ? [{ wrong: 'unaccounted for', channel, what: key, why: `it stands, and its row was taken back (${reason})` }]
        : [];
    if (state !== 'sent')
      return [
        { wrong: 'stuck', channel, what: key, why: `its row is ${state}${reason === null ? '' : ` (${reason})`}` },
      ];
    const gone = receipts.filter((receipt) => !there.has(`${channel} ${receipt}`));
    if (receipts.length > 0 && gone.length === 0) return [];
    return [{ wrong: 'lost', channel, what: key, why: `its receipts are of no message (${gone.join(', ')})` }];
  });
}

/** Nothing was done twice. */
function judgeEntries(entries: readonly Entry[]): readonly Finding<Wrong>[] {
  const acts = Map.groupBy(entries, ({ alert, action, actor, reason }) => {
    const who = action === 'alert.approved' ? actor : '';
    return `alert:${alert} ${action} ${who}${reason ?? ''}`;
  });
  return [...acts]
    .filter(([, same]) => same.length > 1)
    .map(([what, same]) => ({
      wrong: 'doubled',
      channel: 'the ledger',
      what,
      why: `it was done ${same.length} times`,
    }));
}

function judgeTold({ told, entries }: Evidence): readonly Finding<Wrong>[] {
  const same = (act: Told, entry: Entry): boolean =>
    entry.alert === act.alert &&
    entry.action === act.action &&
    entry.actor === act.actor &&
    (act.reason === null || entry.reason === act.reason);
  return told
    .filter((act) => !entries.some((entry) => same(act, entry)))
    .map(({ alert, action, actor }) => ({
      wrong: 'not in the ledger',
      channel: 'the ledger',
      what: `alert:${alert} ${action}`,
      why: `${actor} was told that it is done`,
    }));
}
