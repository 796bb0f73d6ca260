import { spanOf } from './span.ts';
import { minuteOfDay } from './time-of-day.ts';
import { dayOf } from './time-words.ts';
import { UserError } from './user-error.ts';
import { type WallClock, wallClock } from './wall-clock.ts';
import { isZone } from './zones.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What `parsePastMoment` takes, in a few words. */
export const momentWords = '20:15, yesterday 20:15, 15 Nov 20:15, 2026-11-15 20:15, or 2h ago';

const cure = `Write it as ${momentWords}. A zone may stand behind it, such as UTC or Europe/Kyiv.`;

/**
 * Reads a moment that has passed, as people type it: `2h ago`, `20:15`, `yesterday 8:15 pm`, `sunday 20:15`, `15 Nov 20:15`,
 * `2026-11-15 20:15`, or as programs write it, `2026-11-15T20:15:00+02:00`. Of several that it may mean it is the last one; a
 * day alone is its end. The clock is that of `zone`, unless another is named behind the time (`UTC`, `Europe/Kyiv`, `+02:00`).
 * Returns epoch milliseconds; throws `UserError` for what is yet to come, and for anything else.
 */
export function parsePastMoment(typed: string, { now, zone }: { readonly now: number; readonly zone: string }): number {
  const words = plain(typed);
  const span = spanOf(words.replace(/ ago$/, ''));
  const meant = span === null ? momentsMeant(clockBehind(words, zone), now) : [now - span];
  if (meant.length === 0) throw new UserError(`I do not understand “${typed}” as a time. ${cure}`);
  const past = meant.find((at) => at <= now);
  if (past === undefined) throw new UserError(`“${typed}” is yet to come, so nothing is known of it. ${cure}`);
  return past;
}

/** A moment to the minute before it with its zone, as `parsePastMoment` reads it again. */
export const writeMoment = (at: number, zone: string): string =>
  `${new Date(wallClock(zone).shows(at)).toISOString().slice(0, 16).replace('T', ' ')} ${zone}`;

const plain = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll(/,|\bat\b/g, ' ')
    .replaceAll(/(\d)t(\d)/g, '$1 $2')
    .replaceAll(/(\d) ([ap]m)\b/g, '$1$2')
    .replaceAll(/\s+/g, ' ')
    .trim();

interface Clocked {
  readonly words: string;
  readonly clock: WallClock;
}

/** Takes the zone or offset off that stands behind a time; the clock is that of `zone` where none does. */
function clockBehind(words: string, zone: string): Clocked {
  const [, time, offset] = /^(.*:\d{2}(?:\.\d+)?) ?(z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/.exec(words) ?? [];
  if (time !== undefined && offset !== undefined) return { words: time, clock: clockAt(offset) };
  const last = words.lastIndexOf(' ');
  const named = words.slice(last + 1);
  if (last > 0 && isZone(named)) return { words: words.slice(0, last), clock: wallClock(named) };
  return { words, clock: wallClock(zone) };
}

/** The clock that keeps an offset from UTC: `+02:00`, `-0330`, or `z` for none. */
function clockAt(offset: string): WallClock {
  const midnight = Date.parse(`1970-01-01T00:00${offset.toUpperCase().replace(/(\d{2})(\d{2})/, '$1:$2')}`);
  return { shows: (at) => at - midnight, reaches: (wall) => wall + midnight };
}

/** The moments that a day, a time of day or both may mean, the latest first; none where they are not understood. */
function momentsMeant({ words, clock }: Clocked, now: number): readonly number[] {
  const parts = words.split(' ');
  const [time, ...more] = parts.map(msOfDay).filter((read) => read !== null);
  const day = parts.filter((part) => msOfDay(part) === null).join(' ');
  if (more.length > 0 || words === '') return [];
  const days = daysMeant(day, clock.shows(now));
  if (time !== undefined) return days.map((midnight) => clock.reaches(midnight + time));
  return days.map((midnight) => Math.max(clock.reaches(midnight), Math.min(clock.reaches(midnight + DAY) - 1, now)));
}

/** A time of day in milliseconds since midnight, with seconds where a program wrote it; null for anything else. */
function msOfDay(word: string): number | null {
  const [, time = word, seconds = '0'] = /^(\d{1,2}:\d{2}):([0-5]\d(?:\.\d+)?)$/.exec(word) ?? [];
  const minute = minuteOfDay(time);
  return minute === null ? null : minute * MINUTE + Math.floor(Number(seconds) * 1_000);
}

/** Midnights of the days that words may mean where the clock shows `wallNow`, by that clock and the latest first. */
function daysMeant(words: string, wallNow: number): readonly number[] {
  const today = Math.floor(wallNow / DAY) * DAY;
  if (words === '') return [today, today - DAY];
  if (words === 'today') return [today];
  if (words === 'yesterday') return [today - DAY];
  const weekday = dayOf(words);
  if (weekday < 0) return datesMeant(words, new Date(today).getUTCFullYear());
  const last = today - ((new Date(today).getUTCDay() - weekday + 7) % 7) * DAY;
  return [last, last - 7 * DAY];
}

const months = 'january february march april may june july august september october november december'.split(' ');

/** `2026-11-15`, `15 Nov 2026`, `Nov 15`; without a year it is in this one or the one before. */
function datesMeant(words: string, thisYear: number): readonly number[] {
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(words);
  const named =
    /^(?<day>\d{1,2})\.? (?<month>[a-z]{3,})(?: (?<year>\d{4}))?$/.exec(words) ??
    /^(?<month>[a-z]{3,}) (?<day>\d{1,2})(?: (?<year>\d{4}))?$/.exec(words);
  const { year, month = '', day } = iso?.groups ?? named?.groups ?? {};
  const at = iso === null ? months.findIndex((name) => name.startsWith(month)) : Number(month) - 1;
  const years = year === undefined ? [thisYear, thisYear - 1] : [Number(year)];
  return years
    .map((one) => new Date(Date.UTC(one, at, Number(day))))
    .filter((date) => date.getUTCMonth() === at && date.getUTCDate() === Number(day))
    .map((date) => date.getTime());
}
