import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Subscription } from '../store/subscriptions.ts';
import { type Decided, type DigestLayout, keepEditions } from './edition.ts';
import { openBatch } from './edition-batch.ts';
import { openPress, type Press } from './press.ts';
import type { Room } from './room.ts';
import { type SilenceLayout, tellSilence } from './watch.ts';

/** Subscriptions of one transaction, and of one turn of the loop. */
const BATCH = 200;

/**
 * Makes the edition of every subscription whose slot has come, and puts it on its way. Slots that were missed become one
 * edition. Safe in several processes at once: an edition's key decides who makes it. A subscription that fails is logged,
 * stays due, and holds up no other. Returns how many were queued.
 */
export const publishDueOf =
  (room: Room, layout: DigestLayout, silenceLayout: SilenceLayout) => async (): Promise<number> => {
    const failed = new Set<number>();
    // What becomes due meanwhile is for the next beat, whose press knows what is new by then.
    const now = room.clock();
    let missed = 0;
    let missedSince = now;
    let press: Press | null = null;
    let queued = 0;
    for (;;) {
      const due = await room.store.subscriptions.due(now, BATCH + failed.size);
      const open = due.filter(({ id }) => !failed.has(id));
      if (open.length === 0) break;
      press ??= await openPress(room);
      const fail = (ids: readonly Subscription[], err: unknown): void => {
        for (const { id } of ids) failed.add(id);
        room.log.error({ err, subscriptions: ids.map(({ id }) => id) }, 'desk: editions could not be made');
      };
      const kept = await publish(room, layout, press, open, fail);
      const made = kept.filter(({ decision }) => decision.kind === 'edition' && decision.message !== null).length;
      for (const { slot, decision } of kept) {
        if (decision.kind !== 'skipped' || decision.why !== 'missed') continue;
        missed += 1;
        missedSince = Math.min(missedSince, slot);
      }
      queued += made;
      if (made > 0) room.onQueued();
      if (open.length < BATCH) break;
      // The embedded store answers without a turn of the loop: a person's question gets its turn between two batches.
      await nextTurn();
    }
    if (missed > 0) await tellSilence(room, silenceLayout, { kind: 'missed', since: missedSince, count: missed });
    return queued;
  };

async function publish(
  room: Room,
  layout: DigestLayout,
  press: Press,
  due: readonly Subscription[],
  fail: (subscriptions: readonly Subscription[], error: unknown) => void,
): Promise<readonly Decided[]> {
  try {
    const batch = await openBatch(room, layout, press, due);
    const decided: Decided[] = [];
    for (const subscription of due) {
      try {
        decided.push(await batch.decide(subscription));
      } catch (error) {
        fail([subscription], error);
      }
    }
    // As between two batches: deciding and storing take about as long.
    await nextTurn();
    return await room.store.transaction((tables) => keepEditions(tables, press.now, decided, batch.memories));
  } catch (error) {
    fail(due, error);
    return [];
  }
}
