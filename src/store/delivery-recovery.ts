import type { Db } from './engine.ts';
import { released } from './lease.ts';

/** Takes up what nobody works on any more. */
export interface DeliveryRecovery {
  /**
   * Takes every row out of the hands that hold it: only for a process that knows that all others are dead. What may have
   * been posted is looked up, not before `lookAt`. Returns how many there were.
   */
  orphan(now: number, lookAt: number): Promise<number>;
  /**
   * Puts a failed or uncertain row back to be posted, by a person's decision: the page that is missing is tried anew, and
   * is not looked up before. False for a row in any other state.
   */
  requeue(id: string, now: number): Promise<boolean>;
}

/** Puts deliveries back after the processes that had them died, and those that a person wants tried again. */
export function deliveryRecovery(db: Db): DeliveryRecovery {
  return {
    async orphan(now, lookAt) {
      const orphans = () => db.updateTable('deliveries').where('state', '=', 'sending');
      const tried = await orphans()
        .where('triedAt', 'is not', null)
        .set({ state: 'uncertain', nextTry: lookAt, waitsSince: now, ...released })
        .executeTakeFirst();
      const untried = await orphans()
        .set({ state: 'pending', nextTry: now, waitsSince: now, ...released })
        .executeTakeFirst();
      return Number(tried.numUpdatedRows + untried.numUpdatedRows);
    },

    async requeue(id, now) {
      const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return false;
      const { numUpdatedRows } = await db
        .updateTable('deliveries')
        .set({
          state: 'pending',
          nextTry: now,
          waitsSince: now,
          triedAt: null,
          reason: null,
          // Every posted page took a try; those that failed no longer count against it.
          attempts: JSON.parse(row.receipts).length,
          ...released,
        })
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'uncertain'])
        .where('attempts', '=', row.attempts)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
