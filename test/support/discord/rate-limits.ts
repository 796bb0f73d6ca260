import { createWindow, type Limit, type Window } from '../limit.ts';
import type { Json, World } from './world.ts';

/**
 * What is enforced: `global` over all that the bot asks, `channel` over the posts to one channel, `edits` over the edits in
 * one.
 */
export interface RateLimits {
  readonly global?: Limit;
  readonly channel?: Limit;
  readonly edits?: Limit;
}

/** The routes with a limit for each channel. */
const perChannel = [
  ['channel', /^POST \/channels\/(\d+)\/messages$/],
  ['edits', /^PATCH \/channels\/(\d+)\/messages\/\d+$/],
] as const;

/** A verdict on one request: the headers of its answer, and the body of a 429 where it is one too many. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: Json | null;
}

/** Counts requests as topics/rate-limits has it. */
export function createRateLimits(world: World, clock: () => number = Date.now) {
  let limits: RateLimits = {};
  const requests = createWindow();
  const windows = new Map<string, Window>();

  function verdict(method: string, path: string): Verdict {
    // "Interaction endpoints are not bound to the bot's Global Rate Limit."
    if (/^\/(interactions|webhooks)\//.test(path)) return { headers: {}, refusal: null };
    const now = clock();
    const { global } = limits;
    if (global !== undefined && requests.left(global, now) === 0) {
      const wait = requests.wait(global, now);
      return refused(wait, { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, true);
    }
    if (global !== undefined) requests.count(now);
    for (const [kind, route] of perChannel) {
      const id = route.exec(`${method} ${path}`)?.[1];
      const limit = limits[kind];
      if (id !== undefined && limit !== undefined) return inChannel(`${kind} ${id}`, limit, now);
    }
    return { headers: {}, refusal: null };
  }

  function inChannel(bucket: string, limit: Limit, now: number): Verdict {
    const window = windows.get(bucket) ?? createWindow();
    windows.set(bucket, window);
    const left = window.left(limit, now);
    if (left > 0) window.count(now);
    const wait = window.wait(limit, now);
    const headers = {
      'x-ratelimit-bucket': `stand-in-${bucket.split(' ')[0]}`,
      'x-ratelimit-limit': String(limit.requests),
      'x-ratelimit-remaining': String(Math.max(0, left - 1)),
      'x-ratelimit-reset-after': String(wait / 1_000),
    };
    return left === 0 ? refused(wait, { ...headers, 'x-ratelimit-scope': 'user' }, false) : { headers, refusal: null };
  }

  function refused(wait: number, headers: Readonly<Record<string, string>>, global: boolean): Verdict {
    world.rateLimited.push(global ? 'global' : 'channel');
    const seconds = wait / 1_000;
    return {
      headers: { ...headers, 'retry-after': String(Math.ceil(seconds)) },
      refusal: { message: 'You are being rate limited.', retry_after: seconds, global },
    };
  }

  return {
    verdict,
    enforce: (given: RateLimits): void => {
      limits = given;
    },
  };
}
