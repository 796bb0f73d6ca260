import type { Db, Engine } from '../engine.ts';

/** What holds deliveries back: rates that all bots share, and channels that cannot be posted to. */
export async function pausesAndMeters(db: Db, { columns: { text } }: Engine): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('meters')
    .addColumn('key', text, (column) => column.primaryKey())
    // Rates count in fractions of a millisecond.
    .addColumn('readyAt', 'double precision', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('pauses')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull().references('channels.key'))
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('nextLook', 'bigint', (column) => column.notNull())
    .addColumn('looks', 'integer', (column) => column.notNull())
    .addColumn('relapses', 'integer', (column) => column.notNull())
    .addColumn('endedAt', 'bigint')
    .execute();

  await schema
    .alterTable('deliveries')
    .addColumn('mayRepeat', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('deliveries')
    .addColumn('waitsSince', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
