import type { PollState } from '../store/sources.ts';

/** Where a feed moved for good, and how many good polls in a row have said so. */
export type Move = Pick<PollState, 'movedTo' | 'movedTimes'>;

/** A server that is set up wrongly for an hour says it once or twice. */
const BELIEVED = 3;

const none: Move = { movedTo: null, movedTimes: 0 };

/** The new address of a feed, once it is believed; null until then. */
export const believedMove = ({ movedTo, movedTimes }: Move): string | null => (movedTimes >= BELIEVED ? movedTo : null);

/**
 * What is known of a move after another poll: `seen` is where a good one said that the feed moved for good, null where it
 * said nothing; a failed poll has seen nothing. A believed address that fails, or moves on, is forgotten: the next poll asks
 * the desk file's, which leads there again or elsewhere.
 */
export function moveAfter(before: Move, outcome: 'failed' | { readonly seen: string | null }): Move {
  if (outcome === 'failed') return none;
  const { seen } = outcome;
  if (seen === null) return believedMove(before) === null ? none : before;
  return { movedTo: seen, movedTimes: seen === before.movedTo ? before.movedTimes + 1 : 1 };
}
