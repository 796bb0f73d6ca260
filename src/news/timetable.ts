import { cronMistake, looksLikeCron, namesEveryHour, passingTimes, wallTimes } from './cron.ts';
import { cronOfWords, wordsOfCron } from './time-words.ts';
import { UserError } from './user-error.ts';
import { type WallClock, wallClock } from './wall-clock.ts';
import { isZone, zoneCure } from './zones.ts';

/** When a digest is due: a cron expression read in an IANA zone. */
export interface Timetable {
  readonly cron: string;
  readonly zone: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Two slots of one timetable that are used are at least so far apart. */
export const LEAST_GAP_MS = 5 * MINUTE;

/**
 * The first time after `after` at which the timetable is due, in epoch milliseconds; null when there is none. Every local
 * day has each of its times once, whatever the clocks do (see `slotOf`); a timetable of every hour goes on by the hour.
 */
export function nextSlot(timetable: Timetable, after: number): number | null {
  return slotsOf(timetable)(after);
}

/** `nextSlot` for who asks one timetable many times: it is read once. */
export function slotsOf({ cron, zone }: Timetable): (after: number) => number | null {
  if (namesEveryHour(cron)) return passingTimes(cron, zone);
  const clock = wallClock(zone);
  const next = wallTimes(cron);
  return (after) => {
    for (let wall = next(clock.shows(after)); wall !== null; wall = next(wall)) {
      const slot = slotOf(clock, wall);
      // A clock that was set back shows times again whose slot has been.
      if (slot !== null && slot > after) return slot;
    }
    return null;
  };
}

/**
 * The instant at which what is due at a time on the wall is due. A time that comes twice is due the first time; one that
 * a clock change skips, at the first minute that exists. Where the change skips the rest of the day, that is the day's last
 * minute, so that the day keeps its edition; of a day that is skipped altogether, nothing is due (null).
 */
export function slotOf(clock: WallClock, wall: number): number | null {
  const dayOf = (time: number): number => Math.floor(time / DAY);
  const reached = clock.reaches(wall);
  if (dayOf(clock.shows(reached)) === dayOf(wall)) return reached;
  return dayOf(clock.shows(reached - MINUTE)) === dayOf(wall) ? reached - MINUTE : null;
}

/** The slot to use after `slot`: later than `now`, and `LEAST_GAP_MS` or more after `slot`; null when there is none. */
export function slotAfter(timetable: Timetable, slot: number, now: number): number | null {
  return nextSlot(timetable, Math.max(now, slot + LEAST_GAP_MS - 1));
}

/** How many digests come on a day on which any come: `LEAST_GAP_MS` apart, and clock changes aside. */
export function runsPerDay({ cron }: Timetable, now: number): number {
  const next = wallTimes(cron);
  const first = next(now);
  if (first === null) return 0;
  const midnight = first - (first % DAY);
  let runs = 0;
  for (let wall = next(midnight - 1); wall !== null && wall < midnight + DAY; wall = next(wall + LEAST_GAP_MS - 1))
    runs += 1;
  return runs;
}

/**
 * Reads how people write a time: `08:00`, `8am`, `noon`, `weekdays 08:00 and 18:00`, `mon,wed,fri 09:00`, `every 4 hours`,
 * or a cron expression of five fields, and what `describeTimetable` says, its zone included. Throws `UserError` for
 * anything else, for a time that never comes, and for a zone that does not exist.
 */
export function parseTimetable(typed: string, zone: string, now: number): Timetable {
  const plain = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const described = /^(.*) \((?:cron, )?([^()]+)\)$/.exec(typed.trim());
  if (described !== null) return parseTimetable(described[1] ?? '', described[2] ?? '', now);
  checkZone(zone);
  const timetable = { cron: cronOfWords(plain) ?? cronTyped(plain, typed), zone };
  if (nextSlot(timetable, now) === null)
    throw new UserError('This time never comes: no such date exists. Choose another one, for example weekdays 08:00.');
  return timetable;
}

function checkZone(zone: string): void {
  if (!isZone(zone)) throw new UserError(`I do not know the time zone “${zone}”. ${zoneCure(zone)}`);
}

function cronTyped(plain: string, typed: string): string {
  const cron = plain.replace(/^at /, '');
  if (!looksLikeCron(cron))
    throw new UserError(
      `I do not understand “${typed}” as a time. Write it as 08:00, weekdays 08:00, mon 09:00, every 4 hours, or as five cron fields such as 0 8 * * 1-5.`,
    );
  const mistake = cronMistake(cron);
  if (mistake !== null) throw new UserError(`${mistake} Words are easier: weekdays 08:00, or every 4 hours.`);
  return cron;
}

/** Says a timetable in words where it is a plain one, else shows the expression. `parseTimetable` reads both again. */
export function describeTimetable({ cron, zone }: Timetable): string {
  const words = wordsOfCron(cron);
  return words === null ? `at ${cron} (cron, ${zone})` : `${words} (${zone})`;
}
