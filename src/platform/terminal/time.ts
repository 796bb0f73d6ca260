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
export function formatTime(
  at: number,
  style: TimeStyle,
  { zone, now }: { readonly zone: string; readonly now: number },
): string {
  const { clock, day } = formatsIn(zone);
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  switch (style) {
    case 'time':
      return `${clock.format(at)} ${city}`;
    case 'date':
      return day.format(at);
    case 'moment':
      return `${day.format(at)}, ${clock.format(at)} ${city}`;
    case 'ago':
      return ago(at - now);
  }
}

interface Formats {
  readonly clock: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

/** By zone: making a format costs a hundred times what using it does. */
const made = new Map<string, Formats>();

function formatsIn(timeZone: string): Formats {
  const known = made.get(timeZone);
  if (known !== undefined) return known;
  const formats = {
    clock: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
    day: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
  };
  made.set(timeZone, formats);
  return formats;
}

const relative = new Intl.RelativeTimeFormat('en-GB');

function ago(distance: number): string {
  const [unit, length] = units.find(([, size]) => Math.abs(distance) >= size) ?? [null, 1];
  if (unit === null) return 'just now';
  return relative.format(Math.trunc(distance / length), unit);
}
