import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

/** A post that was on its way when its process died may still be at work on the platform. */
const SETTLE_MS = 3_000;

/**
 * Takes back what a process that died held, so that nothing waits for its leases to end. Only for the one bot of a store
 * that is locked: the others share it with bots that live.
 */
export async function freeOrphans(
  store: Pick<Store, 'deliveries'>,
  now: number,
  log: Pick<Log, 'warn'>,
): Promise<void> {
  const freed = await store.deliveries.orphan(now, now + SETTLE_MS);
  if (freed > 0)
    log.warn({ deliveries: freed }, 'delivery: the last run ended in the middle of deliveries; they go on');
}
