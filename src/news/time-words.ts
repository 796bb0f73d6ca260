import { minuteOfDay, writeMinuteOfDay } from './time-of-day.ts';
import { UserError } from './user-error.ts';

/**
 * The cron expression for a time in words, in lower case: `08:00`, `weekdays 08:00 and 18:00`, `mon-thu 9am`, `every 4
 * hours`. Null where the words are not understood; throws `UserError` where they are, but no single expression says them.
 */
export function cronOfWords(words: string): string | null {
  return rhythm(words) ?? timesOnDays(words);
}

/** A cron expression in the plainest words for it, which `cronOfWords` reads again; null where there are none. */
export function wordsOfCron(cron: string): string | null {
  const words = rhythmWords(cron) ?? timesOnDaysWords(cron);
  // Several expressions mean the same. Only one of them comes back out of the words, and no other may go in.
  return words !== null && cronOfWords(words.toLowerCase()) === cron ? words : null;
}

function rhythm(words: string): string | null {
  const read = /^(?:every (?:(\d{1,3}) )?(hour|min(?:ute)?)s?|hourly)$/.exec(words);
  if (read === null) return null;
  const [, count = '1', unit = 'hour'] = read;
  const every = Number(count);
  if (unit === 'hour') return every >= 1 && every <= 23 ? `0 */${every} * * *` : null;
  if (every === 60) return '0 */1 * * *';
  if (every >= 5 && 60 % every === 0) return `*/${every} * * * *`;
  throw new UserError(
    `A digest cannot come ${words}. Choose a part of an hour (every 5, 6, 10, 12, 15, 20 or 30 minutes) or whole hours, such as every 2 hours.`,
  );
}

function rhythmWords(cron: string): string | null {
  const [, minutes, hours] = /^(?:\*\/(\d+) \*|0 \*\/(\d+)) \* \* \*$/.exec(cron) ?? [];
  if (minutes !== undefined)
    return Number(minutes) >= 5 && 60 % Number(minutes) === 0 ? `every ${minutes} minutes` : null;
  if (hours !== undefined) return hours === '1' ? 'every hour' : `every ${hours} hours`;
  return null;
}

/** Names of days and times of day in any order, with whatever people put between them. */
function timesOnDays(words: string): string | null {
  const names = words
    .replaceAll(/\b(?:on|at|every|and)\b|[,&]/g, ' ')
    .replaceAll(/(\d) ([ap]m)\b/g, '$1$2')
    .replaceAll(/\b([a-z]{3,}) ?(?:-|–|\bto\b) ?([a-z]{3,})\b/g, '$1-$2')
    .split(' ')
    .filter((name) => name !== '');
  const times = names.map(minuteOfDay).filter((minute) => minute !== null);
  const days = names.filter((name) => minuteOfDay(name) === null).map(daysOf);
  if (times.length === 0 || days.includes(null)) return null;
  return `${clockFields(times)} * * ${dayField(days.flatMap((named) => named ?? []))}`;
}

/** Minute and hour. One expression combines every minute of it with every hour of it. */
function clockFields(times: readonly number[]): string {
  const minutes = inOrder(times.map((time) => time % 60));
  const hours = inOrder(times.map((time) => Math.floor(time / 60)));
  if (minutes.length * hours.length === new Set(times).size) return `${minutes.join()} ${hours.join()}`;
  throw new UserError(
    `One digest cannot come at ${together(inOrder(times).map(writeMinuteOfDay))}: its times need the same minute, as 08:00 and 18:00 have. Subscribe once for each time instead.`,
  );
}

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The days that a word names, 0 for Sunday; null for a word that names none. */
function daysOf(word: string): readonly number[] | null {
  if (word === 'daily' || word === 'day') return [0, 1, 2, 3, 4, 5, 6];
  if (word === 'weekdays' || word === 'weekday') return [1, 2, 3, 4, 5];
  if (word === 'weekends' || word === 'weekend') return [0, 6];
  const [from = -1, to = from, ...more] = word.split('-').map(dayOf);
  if (from === -1 || to === -1 || more.length > 0) return null;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, after) => (from + after) % 7);
}

/** The day of the week that a word in lower case names, at least by three letters: 0 for Sunday; -1 where it names none. */
export const dayOf = (name: string): number =>
  name.length < 3 ? -1 : dayNames.findIndex((day) => `${day.toLowerCase()}s`.startsWith(name));

function dayField(named: readonly number[]): string {
  const days = inOrder(named);
  const [first = 0] = days;
  const last = days.at(-1) ?? 0;
  if (days.length % 7 === 0) return '*';
  return days.length > 2 && last - first === days.length - 1 ? `${first}-${last}` : days.join();
}

/** More times than this are no words any more. */
const MOST_TIMES = 6;

function timesOnDaysWords(cron: string): string | null {
  const [, minutes, hours, field = '*'] = /^([\d,]+) ([\d,]+) \* \* (\S+)$/.exec(cron) ?? [];
  const days = dayWords(field);
  if (minutes === undefined || hours === undefined || days === null) return null;
  const times = hours
    .split(',')
    .flatMap((hour) => minutes.split(',').map((minute) => Number(hour) * 60 + Number(minute)));
  return times.length > MOST_TIMES ? null : `${days} at ${together(times.map(writeMinuteOfDay))}`;
}

function dayWords(field: string): string | null {
  if (field === '*') return 'every day';
  if (field === '1-5') return 'on weekdays';
  if (field === '0,6') return 'on weekends';
  const [, from, to] = /^([0-6])-([0-6])$/.exec(field) ?? [];
  const range = dayNames.slice(Number(from), Number(to) + 1);
  const names = from === undefined ? field.split(',').map((day) => dayNames[Number(day)]) : range;
  return names.includes(undefined) ? null : `every ${together(names.filter((name) => name !== undefined))}`;
}

const inOrder = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((one, other) => one - other);

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const together = (names: readonly string[]): string => list.format(names);
