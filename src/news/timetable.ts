import { namesEveryHour, passingTimes, wallTimes } from './cron.ts';
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
 * Reads how people write a time: `08:00`, `8am`, `weekdays 08:00`, `Mon 09:00`, `every 4 hours`, or a cron expression of
 * five fields, and what `describeTimetable` says. Throws `UserError` for anything else, for a time that never comes, and
 * for a zone that does not exist.
 */
export function parseTimetable(typed: string, zone: string, now: number): Timetable {
  checkZone(zone);
  const cron = toCron(typed.trim().toLowerCase());
  if (cron === null || !comes({ cron, zone }, now))
    throw new UserError(
      `I do not understand “${typed}” as a time. Write it as 08:00, weekdays 08:00, mon 09:00, every 4 hours, or as five cron fields such as 0 8 * * 1-5.`,
    );
  return { cron, zone };
}

function checkZone(zone: string): void {
  if (!isZone(zone)) throw new UserError(`I do not know the time zone “${zone}”. ${zoneCure(zone)}`);
}

function comes(timetable: Timetable, now: number): boolean {
  try {
    return nextSlot(timetable, now) !== null;
  } catch {
    return false;
  }
}

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function toCron(typed: string): string | null {
  const hours = typed === 'every hour' ? '1' : /^every (\d{1,2}) hours?$/.exec(typed)?.[1];
  if (hours !== undefined) return Number(hours) >= 1 && Number(hours) <= 23 ? `0 */${Number(hours)} * * *` : null;
  const at = /^(?:(?:on |every )?([a-z]{3,9}) )?(?:at )?(\d{1,2})(?:(?::(\d{2}))? ?([ap]m)|:(\d{2}))$/.exec(typed);
  if (at === null) return /^\S+( \S+){4}$/.test(typed) ? typed : null;
  const [, when = 'daily', hour, minute = '0', half, minuteOf24 = minute] = at;
  const onDays = dayField(when);
  const hours24 = half === undefined ? Number(hour) : hourOf24(Number(hour), half);
  return onDays === null || hours24 === null ? null : `${Number(minuteOf24)} ${hours24} * * ${onDays}`;
}

/** The hour of a twelve-hour clock; 12 am is midnight. */
const hourOf24 = (hour: number, half: string): number | null =>
  hour < 1 || hour > 12 ? null : (hour % 12) + (half === 'pm' ? 12 : 0);

function dayField(when: string): string | null {
  if (when === 'daily' || when === 'day') return '*';
  if (when === 'weekdays') return '1-5';
  if (when === 'weekends') return '0,6';
  const day = days.indexOf(when.slice(0, 3));
  return day < 0 ? null : String(day);
}

/** Says a timetable in words where it is a plain one, else shows the expression. */
export function describeTimetable({ cron, zone }: Timetable): string {
  const [minute, hour, dayOfMonth, month, weekday] = cron.split(' ');
  const everyHours = /^\*\/(\d+)$/.exec(hour ?? '')?.[1];
  if (minute === '0' && everyHours !== undefined && cron.endsWith('* * *'))
    return `every ${everyHours === '1' ? 'hour' : `${everyHours} hours`} (${zone})`;
  const plain = /^\d+$/.test(minute ?? '') && /^\d+$/.test(hour ?? '') && dayOfMonth === '*' && month === '*';
  const on = plain ? dayWords(weekday ?? '*') : null;
  return on === null
    ? `at ${cron} (cron, ${zone})`
    : `${on} at ${hour?.padStart(2, '0')}:${minute?.padStart(2, '0')} (${zone})`;
}

function dayWords(field: string): string | null {
  if (field === '*') return 'every day';
  if (field === '1-5') return 'on weekdays';
  if (field === '0,6') return 'on weekends';
  const name = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][Number(field)];
  return name === undefined ? null : `every ${name}`;
}
