import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { ClaimedDelivery } from '../store/deliveries.ts';
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

const BATCH = 50;

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

  async function round(): Promise<readonly ClaimedDelivery[]> {
    const platforms = senders().map((sender) => sender.platform);
    if (platforms.length === 0) return [];
    const now = clock();
    const claimed = await store.deliveries.claim({ now, leaseUntil: now + LEASE_MS, limit: BATCH, platforms });
    await Promise.all(claimed.map((one) => courier(one)));
    return claimed;
  }

  async function drain(): Promise<number> {
    for (let taken = 0; ; ) {
      const claimed = await round();
      if (claimed.length === 0) return taken;
      taken += claimed.length;
    }
  }

  async function work(): Promise<void> {
    while (running) {
      const taken = await round().catch((error: unknown) => {
        log.error({ err: error }, 'delivery: the store gave no deliveries');
        return [];
      });
      if (taken.length === 0) await pause();
    }
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
