import { quietUntil } from './quiet-hours.ts';
import type { Terms } from './terms.ts';
import { nextSlot, slotAfter } from './timetable.ts';

/** When a digest is posted, as far as its terms say. */
export type DueTerms = Pick<Terms, 'cron' | 'zone' | 'quiet'>;

/**
 * When the first digest after `after` is posted, in epoch milliseconds: at its time, or where that lies in quiet hours, at
 * their end; null where none comes.
 */
export const nextDue = (terms: DueTerms, after: number): number | null => outOfQuiet(terms, nextSlot(terms, after));

/** When the digest after the one of `slot` is posted: later than `now`, and `LEAST_GAP_MS` or more after `slot`. */
export const dueAfter = (terms: DueTerms, slot: number, now: number): number | null =>
  outOfQuiet(terms, slotAfter(terms, slot, now));

const outOfQuiet = ({ quiet, zone }: DueTerms, slot: number | null): number | null =>
  slot === null || quiet === null ? slot : (quietUntil(quiet, zone, slot) ?? slot);

/** The next few times at which a digest is posted, `LEAST_GAP_MS` or more apart. */
export function nextDues(terms: DueTerms, after: number, count: number): readonly number[] {
  const found: number[] = [];
  for (let at = nextDue(terms, after); at !== null && found.length < count; at = dueAfter(terms, at, at))
    found.push(at);
  return found;
}
