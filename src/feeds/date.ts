import { monthNumber } from './month.ts';
import { zoneOffset } from './zone.ts';

/**
 * The times that feeds write: RFC 822 with its obsolete and its invented zones, W3CDTF and looser ISO forms, month names in
 * many languages. `zone` is what a time without one is read in, in minutes east of UTC; never the machine's. Returns epoch
 * milliseconds, or null for what is no date or an impossible one (30 February, 25 o'clock).
 */
export function parseDate(written: string, zone = 0): number | null {
  const parts = dateParts(written);
  return parts === null ? null : instant(parts, zone);
}

/** The zone that a time names, in minutes east of UTC; null where it names none, or is no date. */
export function namedZone(written: string): number | null {
  const parts = dateParts(written);
  return parts === null || instant(parts, 0) === null ? null : parts.offset;
}

function dateParts(written: string): Parts | null {
  const text = written
    .slice(0, 100)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return isoDate(text) ?? namedDate(text);
}

const iso =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ,]+(\d{1,2}):?(\d{2})(?::?(\d{1,2})(?:[.,](\d+))?)?)? ?([a-z]{1,5}|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$/i;

function isoDate(text: string): Parts | null {
  const match = iso.exec(inIsoOrder(text));
  if (match === null) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone = ''] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    milliseconds: Math.floor(Number(`0.${fraction}`) * 1_000),
    offset: zoneOffset(zone),
  };
}

/** Dates in figures with the year first (`Fri, 2026/9/5`, `2026年9月5日`) or behind points (`5.9.2026`), as ISO writes them. */
function inIsoOrder(text: string): string {
  const iso = (year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const dated = text.replace(/^\p{L}{2,12}\.?,? (?=\d{4}[-/.])/u, '');
  if (!/^\d+[-/. 年년]/.test(dated)) return dated;
  return dated
    .replace(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, (_, year, month, day) => iso(year, month, day))
    .replace(/^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/, (_, year, month, day) => iso(year, month, day))
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, (_, day, month, year) => iso(year, month, day));
}

const clockTime = /(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?/i;
const dayFirst =
  /(?:^|[^\d:])(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -]*(?:de |of )?(?<name>\p{L}{3,})\.?,?[ -]*(?:de )?(?<year>\d{4}|\d{2})(?!\d|:)/iu;
const monthFirst = /(?<name>\p{L}{3,})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? .*?(?<![\d+-])(?<year>\d{4})(?!\d|:)/iu;

function namedDate(text: string): Parts | null {
  const time = clockTime.exec(text);
  const [clock = '', hour = '0', minute = '0', second = '0', half] = time ?? [];
  // The date may stand around its time: "Sun Nov 22 08:05:09 MSK 2026".
  const dateOnly = text.replace(clock, ' ');
  const date = calendarDay(dayFirst.exec(dateOnly)?.groups) ?? calendarDay(monthFirst.exec(dateOnly)?.groups);
  if (date === null) return null;
  const zone = time === null ? '' : text.slice(time.index + clock.length).replace(date.written, '');
  return {
    ...date,
    hour: half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    milliseconds: 0,
    offset: zoneOffset(zone),
  };
}

function calendarDay(parts: Readonly<Record<string, string>> | undefined) {
  const { day, name, year } = parts ?? {};
  const month = monthNumber(name ?? '');
  if (day === undefined || year === undefined || month === null) return null;
  // Two digits as RFC 2822, section 4.3 reads them.
  const century = year.length > 2 ? 0 : Number(year) < 50 ? 2_000 : 1_900;
  return { year: Number(year) + century, month, day: Number(day), written: year };
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milliseconds: number;
  /** Minutes east of UTC; null where none is named. */
  readonly offset: number | null;
}

function instant({ year, month, day, hour, minute, second, milliseconds, offset: named }: Parts, zone: number) {
  const offset = named ?? zone;
  // Software that has no date writes the year 0, 1 or 1970.
  if (year < 1971 || year > 9_000) return null;
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60 || Math.abs(offset) > 15 * 60)
    return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const minutes = hour * 60 + minute - offset;
  return midnight.getTime() + minutes * 60_000 + Math.min(second, 59) * 1_000 + milliseconds;
}
