/** A day on the calendar of a zone, found by asking Intl what its clocks show, and nothing else. */
export interface LocalDay {
  /** `2026-03-29` */
  readonly date: string;
  /** The instant of each of its minutes and the time it shows, in order; null for a day of 24 plain hours. */
  readonly minutes: readonly LocalMinute[] | null;
}

export interface LocalMinute {
  readonly at: number;
  /** `02:30` */
  readonly time: string;
}

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const DAY = 48 * HALF_HOUR;

/** What the clocks of a zone show at an instant, as `['2026-03-29', '02:30']`. */
export function localTimes(timeZone: string): (at: number) => readonly [date: string, time: string] {
  const two = '2-digit';
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...fields });
  return (at) => {
    const shown = format.format(at);
    return [shown.slice(0, 10), shown.slice(11)];
  };
}

/** Every day that a zone has from the first day of the year `from` to the last of the year before `until`, by its date. */
export function localDays(zone: string, from: number, until: number): ReadonlyMap<string, LocalDay> {
  const local = localTimes(zone);
  const found = new Map<string, number[]>();
  for (let at = Date.UTC(from, 0, 1) - DAY; at < Date.UTC(until, 0, 1) + DAY; at += HALF_HOUR) {
    const [date] = local(at);
    const year = Number(date.slice(0, 4));
    if (year < from || year >= until) continue;
    const seen = found.get(date);
    if (seen === undefined) found.set(date, [at]);
    else seen.push(at);
  }
  return new Map(
    [...found].map(([date, seen]) => [date, { date, minutes: isPlain(seen) ? null : minutesOf(date, seen, local) }]),
  );
}

const isPlain = (halfHours: readonly number[]): boolean => halfHours.length === DAY / HALF_HOUR;

function minutesOf(
  date: string,
  halfHours: readonly number[],
  local: ReturnType<typeof localTimes>,
): readonly LocalMinute[] {
  const minutes: LocalMinute[] = [];
  const last = (halfHours.at(-1) ?? 0) + HALF_HOUR;
  for (let at = (halfHours[0] ?? 0) - HALF_HOUR; at < last; at += MINUTE) {
    const [day, time] = local(at);
    if (day === date) minutes.push({ at, time });
  }
  return minutes;
}
