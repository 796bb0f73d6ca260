const DAY = 86_400_000;

/**
 * A clock on a wall somewhere. What it shows is written as epoch milliseconds as if the place kept UTC, so that it can be
 * compared and reckoned with like any other time.
 */
export interface WallClock {
  /** What the clock shows at an instant. */
  shows(at: number): number;
  /**
   * The first instant at which the clock shows `wall` or has passed it: the first of two where it shows it twice, and the
   * end of the gap where it jumps over it.
   */
  reaches(wall: number): number;
}

/** A formatter takes 50 µs to make, and there are no more zones than Intl knows. */
const clocks = new Map<string, WallClock>();

/** The wall clock of an IANA zone. Throws `RangeError` for what is no zone. */
export function wallClock(zone: string): WallClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(zone);
  clocks.set(zone, clock);
  return clock;
}

function makeClock(timeZone: string): WallClock {
  const two = '2-digit';
  // Swedes write 2026-03-29 02:30:00, which is all but ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  });
  const shows = (at: number): number => {
    const second = Math.floor(at / 1000) * 1000;
    return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) + at - second;
  };
  return { shows, reaches: (wall) => firstInstant(shows, wall) };
}

function firstInstant(shows: WallClock['shows'], wall: number): number {
  // No zone is a whole day away from UTC: of these two offsets one holds, and they differ only about a clock change.
  const offsets = [wall - DAY, wall + DAY].map((at) => shows(at) - at);
  let before = wall - Math.max(...offsets);
  if (shows(before) >= wall) return before;
  // Past a clock set back, or within a gap: in between the clock only goes forward.
  let reached = wall - Math.min(...offsets);
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (shows(middle) < wall) before = middle;
    else reached = middle;
  }
  return reached;
}
