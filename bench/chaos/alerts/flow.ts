import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../../src/store/store.ts';
import type { Editors } from './editors.ts';
import { leadLife } from './life.ts';

/** The alerts of a run, several at once, until it is stopped. */
export interface AlertFlow {
  /** No alert is begun any more; resolves when each has come to its end. */
  stop(): Promise<void>;
}

/** Alerts that are under way at once. */
const atOnce = 3;
/** So many deliveries may wait for each channel before another alert is begun: platforms take few edits. */
const mostWaiting = 5;
const lookMs = 500;

export function startAlertFlow({
  store,
  editors,
  channels,
  random,
}: {
  readonly store: Store;
  readonly editors: Editors;
  /** How many there are. */
  readonly channels: number;
  readonly random: () => number;
}): AlertFlow {
  let drills = 0;
  let running = true;

  async function busy(): Promise<boolean> {
    const states = ['pending', 'sending', 'uncertain'] as const;
    const limit = channels * mostWaiting;
    return (await store.deliveries.recent({ states, limit })).length === limit;
  }

  async function keep(): Promise<void> {
    for (; running; await sleep(random() * lookMs)) {
      if (await busy()) continue;
      drills += 1;
      await leadLife({ drill: drills, store, editors, random });
    }
  }

  const done = Promise.all(Array.from({ length: atOnce }, keep));
  return {
    stop: async () => {
      running = false;
      await done;
    },
  };
}
