import { createWindow, type Limit, type Window } from '../limit.ts';
import type { Args } from './web-api.ts';

/**
 * What is enforced: `channel` over the posts to one channel, `workspace` over all posts, `lookUps` over each of
 * `conversations.history` and `conversations.replies`, `edits` over `chat.update`.
 */
export interface RateLimits {
  readonly channel?: Limit;
  readonly workspace?: Limit;
  readonly lookUps?: Limit;
  readonly edits?: Limit;
}

const lookUpMethods = ['conversations.history', 'conversations.replies'];

/** Counts calls as docs.slack.dev/apis/web-api/rate-limits has it: each method by itself. */
export function createRateLimits(clock: () => number = Date.now) {
  let limits: RateLimits = {};
  const windows = new Map<string, Window>();
  const windowOf = (name: string): Window => {
    const window = windows.get(name) ?? createWindow();
    windows.set(name, window);
    return window;
  };

  /** The limits that a call counts towards. */
  function over(method: string, args: Args): readonly (readonly [Window, Limit])[] {
    const { channel, workspace, lookUps, edits } = limits;
    if (method === 'chat.update') return edits === undefined ? [] : [[windowOf(method), edits]];
    if (lookUpMethods.includes(method)) return lookUps === undefined ? [] : [[windowOf(method), lookUps]];
    if (method !== 'chat.postMessage') return [];
    return [
      ...(channel === undefined ? [] : [[windowOf(`${method} ${args.channel}`), channel] as const]),
      ...(workspace === undefined ? [] : [[windowOf(method), workspace] as const]),
    ];
  }

  return {
    enforce: (given: RateLimits): void => {
      limits = given;
    },
    /** Whole seconds until a call may be made; null where it may be made now, which counts it. */
    retryAfter: (method: string, args: Args): number | null => {
      const now = clock();
      const counted = over(method, args);
      const waits = counted.filter(([window, limit]) => window.left(limit, now) === 0);
      if (waits.length > 0)
        return Math.max(1, ...waits.map(([window, limit]) => Math.ceil(window.wait(limit, now) / 1_000)));
      for (const [window] of counted) window.count(now);
      return null;
    },
  };
}
