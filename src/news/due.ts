import { quietUntil } from './quiet-hours.ts';
import type { Terms } from './terms.ts';
import { LEAST_GAP_MS, nextSlot } from './timetable.ts';

/** When a digest is posted, as far as its terms say. */
export type DueTerms = Pick<Terms, 'cron' | 'zone' | 'quiet'>;

/**
 * When the first digest after `after` is posted, in epoch milliseconds: at its time, or where that lies in quiet hours, at
 * their end; null where none comes.
 */
export function nextDue(terms: DueTerms, after: number): number | null {
  const slot = nextSlot(terms, after);
  if (slot === null || terms.quiet === null) return slot;
  return quietUntil(terms.quiet, terms.zone, slot) ?? slot;
}

/** The next few times at which a digest is posted, `LEAST_GAP_MS` or more apart. */
export function nextDues(terms: DueTerms, after: number, count: number): readonly number[] {
  const found: number[] = [];
  for (let at = nextDue(terms, after); at !== null && found.length < count; at = nextDue(terms, at + LEAST_GAP_MS - 1))
    found.push(at);
  return found;
}
