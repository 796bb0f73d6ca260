import { wallTimes } from './cron.ts';
import { writeMinuteOfDay } from './time-of-day.ts';
import { runsPerDay, slotOf, type Timetable } from './timetable.ts';
import { wallClock } from './wall-clock.ts';

/** A digest whose time a clock change skips or repeats. */
export interface ClockChange {
  readonly kind: 'skipped' | 'repeated';
  /** The time on the wall that is skipped or repeated, for example `02:30`. */
  readonly wall: string;
  /** When the digest comes, in epoch milliseconds. */
  readonly at: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Over a year, so that summer time begins and ends once in every zone that has it. */
const FAR = 400 * DAY;

/**
 * The digests between `after` and `until` whose time a clock change skips or repeats, at most one for each change. None
 * for a timetable that comes more than once a day: there the next one is near.
 */
export function clockChanges(timetable: Timetable, after: number, until: number = after + FAR): readonly ClockChange[] {
  if (runsPerDay(timetable, after) > 1) return [];
  const clock = wallClock(timetable.zone);
  const next = wallTimes(timetable.cron);
  return changesOf(timetable.zone, after, until).flatMap(({ from, to }) => {
    const [first, end] = [Math.min(from, to), Math.max(from, to)];
    const wall = next(first - 1);
    const at = wall === null || wall >= end ? null : slotOf(clock, wall);
    if (wall === null || at === null || at <= after) return [];
    return [{ kind: from < to ? 'skipped' : 'repeated', wall: writeMinuteOfDay((wall % DAY) / MINUTE), at }];
  });
}

/** The moments at which a zone's clocks are set: what they would have shown, and what they show. */
function changesOf(zone: string, after: number, until: number) {
  const { shows } = wallClock(zone);
  const offset = (at: number): number => shows(at) - at;
  const changes: { readonly from: number; readonly to: number }[] = [];
  for (let day = after; day < until; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    const at = firstWith(offset, day, day + DAY);
    if (at <= until) changes.push({ from: at + offset(at - 1), to: shows(at) });
  }
  return changes;
}

/** The first instant after `before` that has the offset of `changed`. */
function firstWith(offset: (at: number) => number, before: number, changed: number): number {
  let [low, high] = [before, changed];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === offset(before)) low = middle;
    else high = middle;
  }
  return high;
}
