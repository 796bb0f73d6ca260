import type { Json, World } from './world.ts';

/** At most `requests` in any `perMs` milliseconds. */
export interface Limit {
  readonly requests: number;
  readonly perMs: number;
}

/** What is enforced: `global` over all that the bot asks, `channel` over the posts to one channel. */
export interface RateLimits {
  readonly global?: Limit;
  readonly channel?: Limit;
}

/** A verdict on one request: the headers of its answer, and the body of a 429 where it is one too many. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: Json | null;
}

/** Counts requests as topics/rate-limits has it. Windows slide, which is stricter than Discord's own. */
export function createRateLimits(world: World, clock: () => number = Date.now) {
  let limits: RateLimits = {};
  const requests: number[] = [];
  const posts = new Map<string, number[]>();

  function verdict(method: string, path: string): Verdict {
    // "Interaction endpoints are not bound to the bot's Global Rate Limit."
    if (/^\/(interactions|webhooks)\//.test(path)) return { headers: {}, refusal: null };
    const now = clock();
    const { global, channel } = limits;
    if (global !== undefined && count(requests, global, now) === null) {
      const wait = waitFor(requests, global, now);
      return refused(wait, { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, true);
    }
    const id = method === 'POST' ? /^\/channels\/(\d+)\/messages$/.exec(path)?.[1] : undefined;
    if (channel === undefined || id === undefined) return { headers: {}, refusal: null };
    const times = posts.get(id) ?? [];
    posts.set(id, times);
    const left = count(times, channel, now);
    const wait = waitFor(times, channel, now);
    const headers = {
      'x-ratelimit-bucket': 'stand-in-messages',
      'x-ratelimit-limit': String(channel.requests),
      'x-ratelimit-remaining': String(left ?? 0),
      'x-ratelimit-reset-after': String(wait / 1_000),
    };
    return left === null
      ? refused(wait, { ...headers, 'x-ratelimit-scope': 'user' }, false)
      : { headers, refusal: null };
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

/** How many more there may be now; null where this is one too many, which is not counted. */
function count(times: number[], { requests, perMs }: Limit, now: number): number | null {
  while ((times[0] ?? now) <= now - perMs) times.shift();
  if (times.length >= requests) return null;
  times.push(now);
  return requests - times.length;
}

const waitFor = (times: readonly number[], { perMs }: Limit, now: number): number => (times[0] ?? now) + perMs - now;
