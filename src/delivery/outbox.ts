import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createCourier, type Pausing } from './courier.ts';
import type { Sender } from './sender.ts';
import { takeUp } from './take-up.ts';
import { createTurns } from './turns.ts';

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

/**
 * While deliveries flow, the store is asked for the next ones no more often: several in one question. Where many thousand
 * channels make that question long, it takes a fifth of the time at most.
 */
const ASK_MS = 40;
const ASK_SHARE = 5;

/** How long an idle outbox waits before it looks again: other processes queue deliveries too. */
const IDLE_MS = 500;

/** At a stop, a post that hangs is waited for no longer. */
const GRACE_MS = 10_000;

/** Deliveries of one platform that are taken up at once. */
const PLACES = 100;

/**
 * Several outboxes, in one process or in many, may work on one store: they share the rates, a delivery is leased to one of
 * them, and a channel has at most one delivery in flight, so that order is kept within it.
 */
export function createOutbox(options: {
  readonly store: Store;
  readonly senders: () => readonly Sender[];
  readonly pausing: Pausing;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock?: () => number;
}): Outbox {
  const { store, senders, pausing, log, clock = Date.now } = options;
  const turns = createTurns({ store, clock });
  const courier = createCourier({ store, log, clock, turns, pausing });
  let running = false;
  let stopped = false;
  let loop: Promise<void> = Promise.resolve();
  let wakeUp = (): void => {};
  /** How long the longest question of this round to the store took. */
  let questionMs = 0;
  const inFlight = new Map<string, { readonly platform: string; readonly done: Promise<void> }>();

  /** Takes up what may go soon, and does not wait for it. */
  async function takeUpAll(): Promise<number> {
    if (stopped) return 0;
    const platforms = Map.groupBy(senders(), ({ platform }) => platform);
    const counts = await Promise.all([...platforms].map(([platform, own]) => takeUpOf(platform, own)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async function takeUpOf(platform: string, own: readonly Sender[]): Promise<number> {
    const busy = [...inFlight.values()].filter((other) => other.platform === platform).length;
    const began = performance.now();
    const taken = await takeUp({ store, senders: own, now: clock(), places: PLACES - busy });
    questionMs = Math.max(questionMs, performance.now() - began);
    for (const one of taken) {
      const { id } = one.claimed.delivery;
      // Its lease ran out because the clock was set forward: it is looked up when this one has run out too.
      if (inFlight.has(id)) continue;
      const done = courier(one).finally(() => {
        inFlight.delete(id);
        // The next delivery of this channel may go now.
        wakeUp();
      });
      inFlight.set(id, { platform, done });
      // The embedded store answers without a turn of the loop: a hundred first steps in a row would hold up all answers.
      await nextTurn();
    }
    return taken.length;
  }

  const landed = () => Promise.all([...inFlight.values()].map(({ done }) => done));

  async function drain(): Promise<number> {
    for (let taken = 0; ; ) {
      const more = await takeUpAll();
      if (more === 0 && inFlight.size === 0) return taken;
      taken += more;
      await landed();
    }
  }

  async function work(): Promise<void> {
    while (running) {
      // Made before the look at the store, so that a call to `wake` meanwhile is not lost.
      const paused = pause();
      questionMs = 0;
      const taken = await takeUpAll().catch((error: unknown) => {
        log.error({ err: error }, 'delivery: the store gave no deliveries');
        return 0;
      });
      if (taken > 0) {
        wakeUp();
        await sleep(Math.max(ASK_MS, (ASK_SHARE - 1) * questionMs));
      }
      await paused;
    }
    await landed();
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
      stopped = false;
      turns.open();
      loop = work();
    },
    wake: () => wakeUp(),
    drain,
    async stop() {
      running = false;
      stopped = true;
      turns.close();
      wakeUp();
      await Promise.race([loop, sleep(GRACE_MS, undefined, { ref: false })]);
    },
  };
}
