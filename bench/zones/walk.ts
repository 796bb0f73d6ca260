import { slotsOf, type Timetable } from '../../src/news/timetable.ts';
import { type LocalDay, localDays, localTimes } from './local-days.ts';

/** Six times of a day, most of which some zone skips and some zone has twice. */
export const hardTimes: readonly string[] = ['00:00', '00:30', '01:30', '02:30', '03:00', '23:30'];

/** The editions of one daily digest, compared with the days that its zone has. */
export interface ZoneWalk {
  readonly days: number;
  readonly editions: number;
  /** How many of the days did not have the digest's time. */
  readonly skipped: number;
  /** How many had it twice. */
  readonly repeated: number;
  /** What is wrong, each a sentence. */
  readonly wrong: readonly string[];
}

/** How the slots of a timetable are found: given an instant, the next. */
export type SlotsOf = (timetable: Timetable) => (after: number) => number | null;

/**
 * Walks a daily digest at each of `times` through a zone's years, from `from` to before `until`, and expects one edition on
 * each local day: at its time where the day has it, the first time where twice, else at the first minute that exists, or
 * at the last one of a day that ends before.
 */
export function walkZone({
  zone,
  from,
  until,
  times = hardTimes,
  slots = slotsOf,
}: {
  readonly zone: string;
  readonly from: number;
  readonly until: number;
  readonly times?: readonly string[];
  readonly slots?: SlotsOf;
}): readonly ZoneWalk[] {
  const days = localDays(zone, from, until);
  const end = Date.UTC(until, 0, 2);
  return times.map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    const next = slots({ cron: `${minute} ${hour} * * *`, zone });
    const editions = editionsOf(zone, upTo(next, Date.UTC(from, 0, 1) - 86_400_000, end), days);
    const clocks = [...days.values()].map(({ minutes }) => minutes?.filter((shown) => shown.time === time).length);
    return {
      days: days.size,
      editions: [...editions.values()].reduce((sum, { length }) => sum + length, 0),
      skipped: clocks.filter((count) => count === 0).length,
      repeated: clocks.filter((count) => count === 2).length,
      wrong: [...days.values()].flatMap((day) => mistakes(`${zone} ${day.date} ${time}`, day, time, editions)),
    };
  });
}

interface Edition {
  readonly at: number;
  readonly time: string;
}

type Editions = ReadonlyMap<string, readonly Edition[]>;

function* upTo(next: (after: number) => number | null, start: number, end: number): Generator<number> {
  for (let at = next(start); at !== null && at < end; ) {
    yield at;
    const later: number | null = next(at);
    if (later !== null && later <= at) throw new Error(`zones: a slot is followed by none that is later (${at})`);
    at = later;
  }
}

/** The editions by their local day. */
function editionsOf(zone: string, slots: Iterable<number>, days: ReadonlyMap<string, LocalDay>): Editions {
  const local = localTimes(zone);
  const editions = new Map<string, Edition[]>();
  for (const at of slots) {
    const [date, time] = local(at);
    if (!days.has(date)) continue;
    editions.set(date, [...(editions.get(date) ?? []), { at, time }]);
  }
  return editions;
}

function mistakes(what: string, day: LocalDay, time: string, editions: Editions): readonly string[] {
  const [edition, ...more] = editions.get(day.date) ?? [];
  if (edition === undefined) return [`${what}: no edition`];
  if (more.length > 0) return [`${what}: ${more.length + 1} editions`];
  const due = day.minutes?.find((shown) => shown.time >= time) ?? day.minutes?.at(-1) ?? { at: edition.at, time };
  return due.at === edition.at && due.time === edition.time
    ? []
    : [`${what}: came at ${edition.time}, not ${due.time}`];
}
