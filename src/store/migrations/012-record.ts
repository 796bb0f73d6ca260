import { sql } from 'kysely';
import type { Db } from '../engine.ts';

/** What had been posted by a time. */
export async function record(db: Db): Promise<void> {
  const { schema } = db;
  // `deliveries.postedIn` and `lastOfEach`. It holds only what was posted, so that it is in the way of no query of what waits.
  await schema
    .createIndex('deliveriesPosted')
    .on('deliveries')
    .columns(['channel', 'kind', 'sentAt'])
    .where(sql<boolean>`sent_at is not null`)
    .execute();
  // `alerts.sentBy`.
  await schema.createIndex('alertsSent').on('alerts').columns(['sentAt', 'id']).execute();
}
