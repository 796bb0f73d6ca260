import type { Channel } from '../news/channel.ts';
import type { Pace } from './pace.ts';

/** `go`: the post may go now, and is counted. Otherwise its turn is far off: when to ask again, in epoch milliseconds. */
export type Turn = 'go' | { readonly notBefore: number };

/** Where deliveries that were taken up wait for their turn. */
export interface Turns {
  /** Smaller priorities go first; those that wait for another channel or workspace hold up nobody. */
  take(channel: Channel, priority: number): Promise<Turn>;
  /** How many wait, by workspace of this platform. */
  waiting(platform: string): ReadonlyMap<string, number>;
  /** From now on nothing waits: what does is told to come back. */
  close(): void;
  open(): void;
}

/** Who must wait longer gives its place back to the store, so that no lease is held meanwhile. */
const PATIENCE_MS = 5_000;

interface Waiter {
  readonly channel: Channel;
  readonly priority: number;
  readonly tell: (turn: Turn) => void;
}

/** Hands out turns as the pace allows them. */
export function createTurns({ pace, clock }: { readonly pace: Pace; readonly clock: () => number }): Turns {
  let waiters: readonly Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function serve(): void {
    clearTimeout(timer);
    const now = clock();
    let next = Number.POSITIVE_INFINITY;
    waiters = waiters.filter(({ channel, tell }) => {
      const at = pace.readyAt(channel);
      if (at <= now) {
        pace.count(channel);
        tell('go');
        return false;
      }
      if (closed || at > now + PATIENCE_MS) {
        tell({ notBefore: closed ? now : at });
        return false;
      }
      next = Math.min(next, at);
      return true;
    });
    if (waiters.length > 0) timer = setTimeout(serve, Math.ceil(next - now));
  }

  return {
    take: (channel, priority) =>
      new Promise((tell) => {
        const behind = waiters.findIndex((waiter) => waiter.priority > priority);
        waiters = waiters.toSpliced(behind === -1 ? waiters.length : behind, 0, { channel, priority, tell });
        serve();
      }),
    waiting: (platform) => {
      const counts = new Map<string, number>();
      for (const { channel } of waiters)
        if (channel.platform === platform) counts.set(channel.workspace, (counts.get(channel.workspace) ?? 0) + 1);
      return counts;
    },
    close: () => {
      closed = true;
      serve();
    },
    open: () => {
      closed = false;
    },
  };
}
