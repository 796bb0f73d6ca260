import type { Channel, Scope } from '../news/channel.ts';
import type { Meter } from '../store/meters.ts';
import type { Store } from '../store/store.ts';
import { type Budget, meterKeys, openBudget, type Tariff } from './budget.ts';

/** `go`: the request may go now. Otherwise its turn is far off: when to ask again, in epoch milliseconds. */
export type Turn = 'go' | { readonly notBefore: number };

/** Where deliveries that were taken up wait for their turn. */
export interface Turns {
  /** Counts one more request, and waits until it may go. */
  take(channel: Channel, tariff: Tariff): Promise<Turn>;
  /** Waits until a request that was counted before may go. */
  await(channel: Channel, tariff: Tariff, at: number): Promise<Turn>;
  /** Lets nothing go until then where the channel's scope reaches, in every process. */
  pause(channel: Channel, scope: Scope, tariff: Tariff, until: number): Promise<void>;
  /** From now on nothing waits: what does is told to come back. */
  close(): void;
  open(): void;
}

/** Who must wait longer gives its place back to the store, so that no lease is held meanwhile. */
export const PATIENCE_MS = 5_000;

interface Waiter {
  readonly channel: Channel;
  readonly tariff: Tariff;
  /** Its turn, in epoch milliseconds. */
  readonly at: number;
  readonly leave: (turn: Turn) => void;
}

/**
 * Hands out turns as the rates in the store allow them. Where a turn is missed, because the machine was busy or a refusal
 * stopped everything for a while, who had it goes before those whose turns come later.
 */
export function createTurns({ store, clock }: { readonly store: Store; readonly clock: () => number }): Turns {
  /** In the order of their turns. */
  const waiting: Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;
  /**
   * What this process sent, counted when it went. A turn that comes late, because the machine was busy, would meet the next
   * ones, which are on time; and what waits since before a refusal learns of it here.
   */
  const sent = new Map<string, Meter>();
  let closed = false;

  function counted<Result>(use: (budget: Budget) => Result): Result {
    const budget = openBudget({ known: sent, now: clock() });
    const result = use(budget);
    for (const meter of budget.changed()) sent.set(meter.key, meter);
    return result;
  }

  /** Lets everybody go who may, and comes back when the next one may. */
  function call(): void {
    clearTimeout(timer);
    let next = Number.POSITIVE_INFINITY;
    for (const waiter of [...waiting]) {
      const { channel, tariff, at } = waiter;
      const ready = Math.max(
        at,
        counted((budget) => budget.readyAt(channel, tariff)),
      );
      const ms = ready - clock();
      if (ms > PATIENCE_MS) leave(waiter, { notBefore: ready });
      else if (ms > 0) next = Math.min(next, ms);
      else {
        counted((budget) => budget.take(channel, tariff));
        leave(waiter, 'go');
      }
    }
    if (waiting.length > 0) timer = setTimeout(call, Math.ceil(next));
  }

  function leave(waiter: Waiter, turn: Turn): void {
    waiting.splice(waiting.indexOf(waiter), 1);
    waiter.leave(turn);
  }

  async function wait(channel: Channel, tariff: Tariff, at: number): Promise<Turn> {
    if (closed) return { notBefore: clock() };
    return new Promise((resolve) => {
      const later = waiting.findIndex((other) => other.at > at);
      waiting.splice(later < 0 ? waiting.length : later, 0, { channel, tariff, at, leave: resolve });
      call();
    });
  }

  return {
    await: wait,
    async take(channel, tariff) {
      const now = clock();
      const at = await store.transaction(async ({ meters }) => {
        await meters.hold();
        const budget = openBudget({ known: await meters.read(meterKeys(channel, tariff)), now });
        const ready = budget.readyAt(channel, tariff);
        // What is far off is counted when it comes back.
        if (ready - now > PATIENCE_MS) return ready;
        budget.take(channel, tariff);
        await meters.save(budget.changed());
        return ready;
      });
      return at - now > PATIENCE_MS ? { notBefore: at } : wait(channel, tariff, at);
    },
    async pause(channel, scope, tariff, until) {
      counted((budget) => budget.pause(channel, scope, tariff, until));
      await store.transaction(async ({ meters }) => {
        await meters.hold();
        const budget = openBudget({ known: await meters.read(meterKeys(channel, tariff)), now: clock() });
        budget.pause(channel, scope, tariff, until);
        await meters.save(budget.changed());
      });
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      for (const waiter of [...waiting]) leave(waiter, { notBefore: clock() });
    },
    open: () => {
      closed = false;
    },
  };
}
