import type { Channel, Scope } from '../news/channel.ts';
import type { Store } from '../store/store.ts';
import { meterKey, meterKeys, openBudget, type Tariff } from './budget.ts';

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
  /** Refusals that this process met, for what was counted before them and has not gone yet. */
  const pauses = new Map<string, { readonly from: number; readonly until: number }>();
  let closed = false;

  function pausedUntil(channel: Channel, tariff: Tariff): number {
    const now = clock();
    const found = meterKeys(channel, tariff).map((key) => pauses.get(key));
    return Math.max(0, ...found.map((pause) => (pause !== undefined && pause.from <= now ? pause.until : 0)));
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
    const ms = at - clock();
    if (ms > PATIENCE_MS) return { notBefore: at };
    if (!closed && ms > 0) await sleep(ms);
    if (closed) return { notBefore: clock() };
    const until = pausedUntil(channel, tariff);
    return until > clock() ? { notBefore: until } : 'go';
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
      pauses.set(meterKey(channel, scope, tariff), { from: clock(), until });
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
