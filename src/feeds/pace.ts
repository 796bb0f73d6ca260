import type { Rhythm } from '../news/rhythm.ts';
import type { Source } from '../news/source.ts';
import type { Fetched } from './fetch.ts';

/** Minutes between which the pace of a feed may move by its rhythm. */
export interface PaceBounds {
  readonly shortest: number;
  readonly longest: number;
}

export interface PaceOptions {
  readonly source: Pick<Source, 'every'>;
  readonly bounds: PaceBounds;
  /** What the feed showed when it was last read; null where it never was. */
  readonly rhythm: Rhythm | null;
  readonly outcome:
    | { readonly kind: 'good'; readonly freshFor: number | null }
    | Pick<Extract<Fetched, { kind: 'failed' }>, 'kind' | 'status' | 'retryAfter'>;
  /** Failures in a row, this one included. */
  readonly failures: number;
  readonly now: number;
  /** 0 to 1, like `Math.random`. */
  readonly random: () => number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Where neither an editor nor the feed says how often, in minutes. */
const USUAL = 15;
const LONGEST_BACKOFF = 6 * HOUR;
/** Where nothing answers it is often our own network that is away, and asking costs the publisher nothing. */
const LONGEST_WHILE_UNREACHABLE = 30 * MINUTE;
/** Whoever asks to be left alone for longer without an end means something else. */
const LONGEST_SKIP = 3 * DAY;

/**
 * When a source is to be polled next, in epoch milliseconds.
 *
 * After a good poll: after `every`, where an editor fixed it; else after half the time that lies between its pieces as a
 * rule, within the bounds. Where its answer stays fresh for longer, or its `ttl` says so, then, but no later than the
 * longest bound; and not in hours or on days that it asks to skip.
 *
 * After failures the pause doubles, up to six hours, and is spread by a quarter so that a server that comes back is not met
 * by all its readers at once. What a server itself asks for is kept, up to a day.
 */
export function nextPoll(options: PaceOptions): number {
  const { rhythm, outcome, failures, now, random } = options;
  const pace = paceOf(options);
  if (outcome.kind === 'good') {
    const wish = Math.max(outcome.freshFor ?? 0, (rhythm?.ttl ?? 0) * MINUTE);
    return outOfSkips(now + Math.max(pace, Math.min(wish, options.bounds.longest * MINUTE)), rhythm);
  }
  const longest = Math.max(pace, outcome.status === null ? LONGEST_WHILE_UNREACHABLE : LONGEST_BACKOFF);
  const pause = pace * 2 ** (failures - 1) * (0.75 + random() / 2);
  return now + Math.round(Math.max(Math.min(pause, longest), Math.min(outcome.retryAfter ?? 0, DAY)));
}

function paceOf({ source, bounds, rhythm }: PaceOptions): number {
  const gap = rhythm?.gap ?? null;
  if (source.every !== null) return source.every * MINUTE;
  if (gap === null) return USUAL * MINUTE;
  return Math.min(Math.max(gap / 2, bounds.shortest * MINUTE), bounds.longest * MINUTE);
}

/** The first moment from `time` on at which the feed does not ask to be left alone. */
function outOfSkips(time: number, rhythm: Rhythm | null): number {
  if (rhythm === null) return time;
  const skipped = (at: number): boolean => {
    const date = new Date(at);
    return rhythm.skipHours.includes(date.getUTCHours()) || rhythm.skipDays.includes(date.getUTCDay());
  };
  let at = time;
  while (skipped(at) && at - time < LONGEST_SKIP) at = Math.floor(at / HOUR + 1) * HOUR;
  return skipped(at) ? time : at;
}
