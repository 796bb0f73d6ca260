import type { Message } from '../message/message.ts';
import type { Delivery } from './delivery.ts';
import { keyStarts } from './delivery-query.ts';
import { fromRow } from './delivery-reports.ts';
import type { Db } from './engine.ts';

/** What becomes of messages that were queued or posted, when there is something else to say. */
export interface DeliveryAmendments {
  /**
   * Gives other words to every row whose key starts so and of which nothing was posted. A try that is under way still has
   * the words from before.
   */
  reword(prefix: string, message: Message): Promise<void>;
  /**
   * Takes back every row whose key starts so and that nobody has tried to post; out of the hands of a worker that is about
   * to. `reason` is for people.
   */
  recallAll(prefix: string, reason: string): Promise<void>;
  /**
   * Ends the row as recalled, surely not posted, and what a digest was to tell of it; only while `token` holds its lease, and
   * false where it does not.
   */
  recall(id: string, token: string, reason: string): Promise<boolean>;
  /** Where the pages of a message stand, now that some had to be posted anew. */
  moved(id: string, receipts: readonly string[]): Promise<void>;
  /** The last edit that reached its channel, by the id of the row that it edits. */
  editsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>>;
}

/** Changes what is queued, and reads what was changed. */
export function deliveryAmendments(db: Db): DeliveryAmendments {
  const recalled = (reason: string) => ({ state: 'recalled' as const, reason, token: null, leaseUntil: null });

  return {
    async reword(prefix, message) {
      await db
        .updateTable('deliveries')
        .set({ message: JSON.stringify(message) })
        .where(keyStarts(prefix))
        .where('state', 'in', ['pending', 'sending', 'uncertain', 'held', 'quiet', 'failed'])
        .where('receipts', '=', '[]')
        .execute();
    },

    async recallAll(prefix, reason) {
      await db
        .updateTable('deliveries')
        .set(recalled(reason))
        .where(keyStarts(prefix))
        .where('state', 'in', ['pending', 'sending', 'held', 'quiet'])
        .where('receipts', '=', '[]')
        .where('triedAt', 'is', null)
        .execute();
    },

    async recall(id, token, reason) {
      const { numUpdatedRows } = await db
        .updateTable('deliveries')
        .set({ ...recalled(reason), triedAt: null })
        .where('id', '=', id)
        .where('token', '=', token)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await db
        .updateTable('deliveries')
        .set(recalled(reason))
        .where('target', '=', id)
        .where('state', '=', 'quiet')
        .execute();
      return true;
    },

    async moved(id, receipts) {
      await db
        .updateTable('deliveries')
        .set({ receipts: JSON.stringify(receipts) })
        .where('id', '=', id)
        .execute();
    },

    async editsOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('target', 'in', [...ids])
        .where('act', '=', 'edit')
        .where('state', '=', 'sent')
        .orderBy('seq')
        .execute();
      return new Map(rows.map((row) => [row.target ?? '', fromRow(row)]));
    },
  };
}
