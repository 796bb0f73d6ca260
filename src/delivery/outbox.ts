import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createCourier } from './courier.ts';
import type { Sender } from './sender.ts';

/** Takes waiting deliveries out of the store and sees them to their receipts. */
export interface Outbox {
  start(): void;
  /** Deliveries wait: look now instead of at the next round. */
  wake(): void;
  /** Delivers what is due now, and returns how many deliveries were taken up. */
  drain(): Promise<number>;
  /** Takes up nothing more, and waits some seconds for what is in flight. What is left waits in the store. */
  stop(): Promise<void>;
}

/** Longer than any single post may take. */
const LEASE_MS = 60_000;

/** How long an idle outbox waits before it looks again: other processes queue deliveries too. */
const IDLE_MS = 500;

/** At a stop, a post that hangs is waited for no longer. */
const GRACE_MS = 10_000;

/** Posts in flight at once: one platform that hangs must not take every place. */
const PLACES = 100;

/**
 * Several outboxes, in one process or in many, may work on one store: a delivery is leased to one of them, and a channel
 * has at most one delivery in flight, so that order is kept within it.
 */
export function createOutbox(options: {
  readonly store: Store;
  readonly senders: () => readonly Sender[];
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock?: () => number;
}): Outbox {
  const { store, senders, log, clock = Date.now } = options;
  const courier = createCourier({ store, senders, log, clock });
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let wakeUp = (): void => {};
  const inFlight = new Set<Promise<void>>();

  /** Takes up as many deliveries as there are free places, and does not wait for them. */
  async function takeUp(): Promise<number> {
    const platforms = senders().map((sender) => sender.platform);
    const limit = PLACES - inFlight.size;
    if (platforms.length === 0 || limit === 0) return 0;
    const now = clock();
    const claimed = await store.deliveries.claim({ now, leaseUntil: now + LEASE_MS, limit, platforms });
    for (const one of claimed) {
      const carried = courier(one).finally(() => {
        inFlight.delete(carried);
        // The next delivery of this channel may go now.
        wakeUp();
      });
      inFlight.add(carried);
    }
    return claimed.length;
  }

  async function drain(): Promise<number> {
    for (let taken = 0; ; ) {
      const more = await takeUp();
      if (more === 0 && inFlight.size === 0) return taken;
      taken += more;
      await Promise.all(inFlight);
    }
  }

  async function work(): Promise<void> {
    while (running) {
      // Made before the look at the store, so that a call to `wake` meanwhile is not lost.
      const paused = pause();
      const taken = await takeUp().catch((error: unknown) => {
        log.error({ err: error }, 'delivery: the store gave no deliveries');
        return 0;
      });
      if (taken > 0) wakeUp();
      await paused;
    }
    await Promise.all(inFlight);
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, running ? IDLE_MS : 0);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      if (running) return;
      running = true;
      loop = work();
    },
    wake: () => wakeUp(),
    drain,
    async stop() {
      running = false;
      wakeUp();
      await Promise.race([loop, sleep(GRACE_MS, undefined, { ref: false })]);
    },
  };
}
