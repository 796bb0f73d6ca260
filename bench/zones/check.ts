import { table } from '../harness/table.ts';
import { hardTimes, type SlotsOf, walkZone, type ZoneWalk } from './walk.ts';

/** A fault that shows at all shows in many zones. */
const mostTold = 20;
const SECOND = 1000;
const BETWEEN_REPORTS = 5 * SECOND;

/**
 * Walks daily digests through `years` years of every zone and prints a table, what is wrong, and last one line of JSON.
 * Returns how many editions were wrong.
 */
export function checkZones({
  from,
  years = 2,
  zones = Intl.supportedValuesOf('timeZone'),
  times = hardTimes,
  slots,
  out,
  progress,
}: {
  /** The first year. */
  readonly from: number;
  readonly years?: number;
  readonly zones?: readonly string[];
  readonly times?: readonly string[];
  readonly slots?: SlotsOf;
  readonly out: (text: string) => void;
  readonly progress: (text: string) => void;
}): number {
  const started = Date.now();
  let told = started;
  const walks = zones.map((zone, at) => {
    if (Date.now() - told >= BETWEEN_REPORTS) {
      told = Date.now();
      progress(`${at} of ${zones.length} zones, ${seconds(started)} s`);
    }
    return walkZone({ zone, from, until: from + years, times, slots });
  });
  const rows = times.map((time, column) => ({ time, walks: walks.flatMap((walk) => walk[column] ?? []) }));
  const all = walks.flat();
  const wrong = all.flatMap((walk) => walk.wrong);
  out(
    `One edition of a daily digest on each local day, from ${from} to ${from + years - 1}, in ${zones.length} zones.\n`,
  );
  out(`${tableOf(rows)}\n`);
  for (const sentence of wrong.slice(0, mostTold)) out(sentence);
  if (wrong.length > mostTold) out(`and ${wrong.length - mostTold} more`);
  // Every walk of a zone is through the same days.
  const days = sum(rows[0]?.walks ?? [], 'days');
  const figures = { zones: zones.length, days, editions: sum(all, 'editions'), wrong: wrong.length };
  out(JSON.stringify({ ...figures, from, years, tz: process.versions.tz, seconds: seconds(started) }));
  return wrong.length;
}

const seconds = (since: number): number => Math.round((Date.now() - since) / SECOND);

const sum = (walks: readonly ZoneWalk[], what: 'days' | 'editions' | 'skipped' | 'repeated'): number =>
  walks.reduce((total, walk) => total + walk[what], 0);

function tableOf(rows: readonly { readonly time: string; readonly walks: readonly ZoneWalk[] }[]): string {
  const head = ['daily at', 'local days', 'editions', 'time skipped', 'time repeated', 'wrong'];
  const lines = rows.map(({ time, walks }) => [
    time,
    ...(['days', 'editions', 'skipped', 'repeated'] as const).map((what) => sum(walks, what).toLocaleString('en')),
    String(walks.flatMap(({ wrong }) => wrong).length),
  ]);
  return table([head, ...lines], [1, 2, 3, 4, 5]);
}
