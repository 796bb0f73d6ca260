/**
 * The times that feeds write: RFC 822 with its obsolete and its invented zones, W3CDTF and looser ISO forms, month names in
 * several languages. A time without a zone is UTC, never the machine's. Returns epoch milliseconds, or null for what is no
 * date or an impossible one (30 February, 25 o'clock).
 */
export function parseDate(written: string): number | null {
  const text = written
    .slice(0, 100)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return isoDate(text) ?? namedDate(text);
}

const iso =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ,]+(\d{1,2}):?(\d{2})(?::?(\d{1,2})(?:[.,](\d+))?)?)? ?([a-z]{1,5}|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$/i;

function isoDate(text: string): number | null {
  const match = iso.exec(text.replace(/^(\d{4})[/.](\d{2})[/.](\d{2})/, '$1-$2-$3'));
  if (match === null) return null;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone = ''] = match;
  return instant({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    milliseconds: Math.floor(Number(`0.${fraction}`) * 1_000),
    offset: zoneOffset(zone),
  });
}

const clockTime = /(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\b\.?)?/i;
const dayFirst =
  /(?:^|[^\d:])(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -]*(?:de |of )?(?<name>\p{L}{3,})\.?,?[ -]*(?:de )?(?<year>\d{4}|\d{2})(?!\d|:)/iu;
const monthFirst = /(?<name>\p{L}{3,})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?:.*?\b)?(?<year>\d{4})(?!\d|:)/iu;

function namedDate(text: string): number | null {
  const time = clockTime.exec(text);
  const [clock = '', hour = '0', minute = '0', second = '0', half] = time ?? [];
  // The date may stand around its time: "Sun Nov 22 08:05:09 MSK 2026".
  const dateOnly = text.replace(clock, ' ');
  const date = calendarDay(dayFirst.exec(dateOnly)?.groups) ?? calendarDay(monthFirst.exec(dateOnly)?.groups);
  if (date === null) return null;
  const zone = time === null ? '' : text.slice(time.index + clock.length).replace(date.written, '');
  return instant({
    ...date,
    hour: half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    milliseconds: 0,
    offset: zoneOffset(zone),
  });
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
  /** Minutes east of UTC. */
  readonly offset: number;
}

function instant({ year, month, day, hour, minute, second, milliseconds, offset }: Parts): number | null {
  // Software that has no date writes the year 0, 1 or 1970.
  if (year < 1971 || year > 9_000) return null;
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60 || Math.abs(offset) > 15 * 60)
    return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const minutes = hour * 60 + minute - offset;
  return midnight.getTime() + minutes * 60_000 + Math.min(second, 59) * 1_000 + milliseconds;
}

/** Minutes east of UTC: `+0300`, `GMT+3`, `-05:30`, a name. Unknown names and none are UTC, as RFC 2822 reads them. */
function zoneOffset(zone: string): number {
  const numeric = /([+-])(\d{1,2})(?::?(\d{2}))?/.exec(zone);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  const name = /\p{L}+/u.exec(zone)?.[0].toUpperCase() ?? '';
  return (zoneHours.get(name) ?? 0) * 60;
}

/** Hours east of UTC. BST is British, IST Indian, CST American: what newsrooms mean who write them. */
const zoneHours: ReadonlyMap<string, number> = new Map(
  `EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7, ET -5, PT -8, AKST -9, AKDT -8, HST -10, AST -4, ADT -3,
   NST -3.5, NDT -2.5, BRT -3, ART -3, WEST 1, BST 1, CET 1, CEST 2, MEZ 1, MESZ 2, MET 1, MEST 2, EET 2, EEST 3, SAST 2,
   TRT 3, MSK 3, MSD 4, МСК 3, SAMT 4, GST 4, AZT 4, GET 4, AMT 4, IRST 3.5, YEKT 5, UZT 5, PKT 5, IST 5.5, NPT 5.75, OMST 6,
   ICT 7, KRAT 7, WIB 7, HKT 8, SGT 8, PHT 8, IRKT 8, AWST 8, JST 9, KST 9, YAKT 9, ACST 9.5, ACDT 10.5, AEST 10, AEDT 11,
   VLAT 10, MAGT 11, PETT 12, NZST 12, NZDT 13`
    .split(',')
    .map((zone) => zone.trim().split(' '))
    .map(([name = '', hours]) => [name, Number(hours)]),
);

function monthNumber(name: string): number | null {
  const lower = name.toLowerCase();
  for (const [month, beginnings] of monthBeginnings.entries()) {
    if (beginnings.some((beginning) => lower.startsWith(beginning))) return month + 1;
  }
  return null;
}

/** How months begin in English, German, French, Spanish, Italian, Polish, Russian and Ukrainian. */
const monthBeginnings: readonly (readonly string[])[] = [
  'jan jän ene gen sty янв січ',
  'feb fév fev lut фев лют',
  'mar mär mrz мар бер',
  'apr avr abr kwi апр кві',
  'may mai maj mag май мая тра',
  'jun juin giu cze июн чер',
  'jul juil lug lip июл лип',
  'aug aoû aou ago sie авг сер',
  'sep set wrz сен вер',
  'oct okt ott paź paz окт жов',
  'nov lis ноя лис',
  'dec dez déc dic gru дек гру',
].map((line) => line.split(' '));
