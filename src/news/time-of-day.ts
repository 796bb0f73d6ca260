/**
 * Reads a time of day: `08:00`, `7:05`, `8am`, `8:30 pm`, `noon`, `midnight`. Returns the minutes since midnight; null for
 * anything else.
 */
export function minuteOfDay(typed: string): number | null {
  if (typed === 'noon') return 12 * 60;
  if (typed === 'midnight') return 0;
  const read = /^(\d{1,2})(?:(?::(\d{2}))? ?([ap]m)|:(\d{2}))$/.exec(typed);
  if (read === null) return null;
  const [, typedHour, minuteOf12 = '0', half, minuteOf24 = minuteOf12] = read;
  const hour = half === undefined ? Number(typedHour) : hourOf24(Number(typedHour), half);
  const minute = Number(minuteOf24);
  return hour > 23 || minute > 59 ? null : hour * 60 + minute;
}

/** The hour of a twelve-hour clock; 12 am is midnight. There is no hour for 0 or 13 on such a clock. */
const hourOf24 = (hour: number, half: string): number =>
  hour < 1 || hour > 12 ? Number.POSITIVE_INFINITY : (hour % 12) + (half === 'pm' ? 12 : 0);

/** Minutes since midnight as `08:00`. */
export const writeMinuteOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
