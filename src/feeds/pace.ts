import type { Source } from '../news/source.ts';
import type { Fetched } from './fetch.ts';

export interface PaceOptions {
  readonly source: Pick<Source, 'every'>;
  readonly outcome:
    | { readonly kind: 'good' }
    | Pick<Extract<Fetched, { kind: 'failed' }>, 'kind' | 'status' | 'retryAfter' | 'gone'>;
  /** Failures in a row, this one included. */
  readonly failures: number;
  readonly now: number;
  /** 0 to 1, like `Math.random`. */
  readonly random: () => number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LONGEST_BACKOFF = 6 * 60 * MINUTE;
/** Where nothing answers it is often our own network that is away, and asking costs the publisher nothing. */
const LONGEST_WHILE_UNREACHABLE = 30 * MINUTE;

/**
 * When a source is to be polled next, in epoch milliseconds. After failures the pause doubles, up to six hours, and is
 * spread by a quarter so that a server that comes back is not met by all its readers at once. What a server itself asks
 * for is kept, up to a day.
 */
export function nextPoll({ source, outcome, failures, now, random }: PaceOptions): number {
  const every = source.every * MINUTE;
  if (outcome.kind === 'good') return now + every;
  if (outcome.gone) return now + DAY;
  const longest = Math.max(every, outcome.status === null ? LONGEST_WHILE_UNREACHABLE : LONGEST_BACKOFF);
  const pause = every * 2 ** (failures - 1) * (0.75 + random() / 2);
  return now + Math.round(Math.max(Math.min(pause, longest), Math.min(outcome.retryAfter ?? 0, DAY)));
}
