import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** What polling remembers of a feed: its rhythm, where it moved, since when it fails or brings nothing, that it is gone. */
export async function polling(db: Db, { columns: { text } }: Engine): Promise<void> {
  const sources = () => db.schema.alterTable('sources');
  await sources().addColumn('rhythm', text).execute();
  await sources().addColumn('movedTo', text).execute();
  await sources()
    .addColumn('movedTimes', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sources().addColumn('goneAt', 'bigint').execute();
  await sources().addColumn('lastNews', 'bigint').execute();
  await sources().addColumn('failingSince', 'bigint').execute();
  await sources().addColumn('troubleTold', 'bigint').execute();
  // `updates.arrivals`.
  await db.schema.createIndex('updatesByArrival').on('updates').columns(['seen', 'source']).execute();
  await sql`update sources set failing_since = last_tried where failures > 0`.execute(db);
}
