import type { Rhythm } from '../news/rhythm.ts';
import type { Source } from '../news/source.ts';
import type { PollState } from '../store/sources.ts';
import type { Advice, Fetched } from './fetch.ts';
import { believedMove, moveAfter } from './move.ts';
import { nextPoll, type PaceBounds } from './pace.ts';

export type PollFailure = Extract<Fetched, { kind: 'failed' }>;

/** How one poll ended. */
export type PollOutcome =
  | (Advice & {
      readonly kind: 'fresh';
      /** Updates that were not known before. */
      readonly added: number;
      readonly rhythm: Rhythm;
      readonly etag: string | null;
      readonly lastModified: string | null;
    })
  | (Advice & { readonly kind: 'unchanged' })
  | PollFailure;

export interface PollEnd {
  readonly source: Pick<Source, 'every'>;
  readonly before: PollState;
  readonly outcome: PollOutcome;
  readonly bounds: PaceBounds;
  readonly now: number;
  /** 0 to 1, like `Math.random`. */
  readonly random: () => number;
}

/** What is known of a source once a poll has ended. Pure. */
export function stateAfter({ before, outcome, ...pace }: PollEnd): PollState {
  const { now } = pace;
  if (outcome.kind === 'failed') {
    const failures = before.failures + 1;
    return {
      ...before,
      ...moveAfter(before, 'failed'),
      lastTried: now,
      failures,
      failingSince: before.failingSince ?? now,
      problem: outcome.problem,
      goneAt: isGone(before, outcome) ? now : null,
      nextPoll: nextPoll({ ...pace, outcome, rhythm: before.rhythm, failures }),
    };
  }
  const { etag, lastModified, rhythm } = outcome.kind === 'fresh' ? outcome : before;
  const brought = outcome.kind === 'fresh' && outcome.added > 0;
  return {
    source: before.source,
    ...moveAfter(before, { seen: outcome.movedTo }),
    etag,
    lastModified,
    rhythm,
    lastTried: now,
    lastGood: now,
    lastNews: brought ? now : (before.lastNews ?? now),
    failures: 0,
    failingSince: null,
    problem: null,
    goneAt: null,
    nextPoll: nextPoll({ ...pace, outcome: { kind: 'good', freshFor: outcome.freshFor }, rhythm, failures: 0 }),
  };
}

/** Only the address of the desk file can be given up; one that it moved to is forgotten first. */
const isGone = (before: PollState, { gone }: PollFailure): boolean => gone && believedMove(before) === null;
