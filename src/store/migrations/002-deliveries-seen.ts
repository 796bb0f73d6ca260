import { sql } from 'kysely';
import type { Db } from '../engine.ts';

/**
 * What people see of the outbox. Each index holds only the rows of its condition, which its query repeats word for word:
 * none begins with the state, so that none is in the way of `deliveries.claim`.
 */
export async function deliveriesSeen(db: Db): Promise<void> {
  const { schema } = db;
  // `deliveries.oldestWaiting`, `recent` and `tally` of rows that wait.
  await schema
    .createIndex('deliveriesWaiting')
    .on('deliveries')
    .columns(['seq', 'channel', 'state'])
    .where(sql<boolean>`state in ('pending', 'sending', 'uncertain', 'held')`)
    .execute();
  // `deliveries.recent` of rows that failed.
  await schema
    .createIndex('deliveriesFailed')
    .on('deliveries')
    .columns(['seq', 'channel'])
    .where(sql<boolean>`state = 'failed'`)
    .execute();
  // `deliveries.tally` of the last day.
  await schema.createIndex('deliveriesByAge').on('deliveries').columns(['createdAt', 'channel', 'state']).execute();
}
