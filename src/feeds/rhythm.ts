import type { Rhythm } from '../news/rhythm.ts';
import type { ParsedFeed } from './entry.ts';

/** So many of the newest pieces show a feed's rhythm of these days; fewer than `LEAST` show none. */
const NEWEST = 30;
const LEAST = 5;

/** The rhythm that a feed shows at `now` (epoch milliseconds). Dates that lie ahead, or in two pieces alike, count for nothing. */
export function rhythmOf({ entries, ttl, skipHours = [], skipDays = [] }: ParsedFeed, now: number): Rhythm {
  const dates = entries.flatMap(({ published, updated }) => published ?? updated ?? []);
  const newest = [...new Set(dates.filter((date) => date <= now))].sort((one, other) => other - one).slice(0, NEWEST);
  const gaps = newest.slice(1).map((date, index) => (newest[index] ?? date) - date);
  const sorted = gaps.sort((one, other) => one - other);
  const known = newest.length >= LEAST;
  return {
    gap: known ? (sorted[Math.floor(sorted.length / 2)] ?? null) : null,
    longestGap: known ? (sorted.at(-1) ?? null) : null,
    ttl,
    skipHours,
    skipDays,
  };
}
