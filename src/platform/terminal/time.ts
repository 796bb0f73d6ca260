import type { TimeStyle } from '../../message/message.ts';

const minute = 60_000;
/** Largest first; a month and a year are those of the calendar on average. */
const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 525_949 * minute],
  ['month', 43_829 * minute],
  ['day', 1_440 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
];

/**
 * Writes a time for people: `08:10 Kyiv`, `22 November 2026`, both, or `14 minutes ago`.
 * `zone` is an IANA zone; its city names it, because abbreviations such as IST mean several zones.
 */
export function formatTime(at: number, style: TimeStyle, { zone, now }: { zone: string; now: number }): string {
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(at);
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const clock = (): string => `${write({ hour: '2-digit', minute: '2-digit' })} ${city}`;
  const day = (): string => write({ day: 'numeric', month: 'long', year: 'numeric' });
  switch (style) {
    case 'time':
      return clock();
    case 'date':
      return day();
    case 'moment':
      return `${day()}, ${clock()}`;
    case 'ago':
      return ago(at - now);
  }
}

function ago(distance: number): string {
  const [unit, length] = units.find(([, size]) => Math.abs(distance) >= size) ?? [null, 1];
  if (unit === null) return 'just now';
  return new Intl.RelativeTimeFormat('en-GB').format(Math.trunc(distance / length), unit);
}
