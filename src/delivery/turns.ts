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

/** Hands out turns as the rates in the store allow them. */
export function createTurns({ store, clock }: { readonly store: Store; readonly clock: () => number }): Turns {
  const waiting = new Set<() => void>();
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

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.ceil(ms));
      waiting.add(wake);
    });
  }

  async function wait(channel: Channel, tariff: Tariff, at: number): Promise<Turn> {
    for (;;) {
      if (closed) return { notBefore: clock() };
      const ready = Math.max(
        at,
        counted((budget) => budget.readyAt(channel, tariff)),
      );
      const ms = ready - clock();
      if (ms > PATIENCE_MS) return { notBefore: ready };
      if (ms <= 0) break;
      await sleep(ms);
    }
    counted((budget) => budget.take(channel, tariff));
    return 'go';
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
      for (const wake of [...waiting]) wake();
    },
    open: () => {
      closed = false;
    },
  };
}
