import { minuteOfDay, writeMinuteOfDay } from './time-of-day.ts';
import { UserError } from './user-error.ts';
import { wallClock } from './wall-clock.ts';

/** Hours of every local day in which a channel is left alone, as `HH:MM`: `from` is within, `to` is not. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Reads quiet hours as people write them: `22:00-07:00`, `22-7`, `10pm-7am`, `22:00 to 07:00`. Throws `UserError` for
 * anything else, and for hours that end as they begin.
 */
export function parseQuietHours(typed: string): QuietHours {
  const [, first = '', second = ''] = /^(?:from )?(.+?) ?(?:-|–|—| to | until ) ?(.+)$/.exec(plain(typed)) ?? [];
  const [from, to] = [first, second].map((time) => minuteOfDay(time) ?? minuteOfDay(`${time}:00`));
  if (from === undefined || to === undefined || from === null || to === null)
    throw new UserError(`I do not understand “${typed}” as quiet hours. Write them as 22:00-07:00, or 10pm-7am.`);
  if (from === to)
    throw new UserError(
      'Quiet hours that end as they begin would be no time or all day. Write two different times, such as 22:00-07:00.',
    );
  return { from: writeMinuteOfDay(from), to: writeMinuteOfDay(to) };
}

const plain = (typed: string): string => typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** Quiet hours as `22:00-07:00`, which `parseQuietHours` reads again. */
export const writeQuietHours = ({ from, to }: QuietHours): string => `${from}-${to}`;

/**
 * When the quiet hours that hold at an instant end, in epoch milliseconds; null where none hold. They begin and end when
 * the clock of the zone first shows or passes their times, as digests do: a clock that is set back opens them no second
 * time.
 */
export function quietUntil({ from, to }: QuietHours, zone: string, at: number): number | null {
  const clock = wallClock(zone);
  const [begins, ends] = [msOfDay(from), msOfDay(to)];
  const midnight = Math.floor(clock.shows(at) / DAY) * DAY;
  // The day before for hours that pass midnight, the day after for a clock that was set back past midnight.
  for (const day of [midnight - DAY, midnight, midnight + DAY]) {
    const end = clock.reaches(day + ends + (ends < begins ? DAY : 0));
    if (clock.reaches(day + begins) <= at && at < end) return end;
  }
  return null;
}

const msOfDay = (time: string): number => (minuteOfDay(time) ?? 0) * MINUTE;
