import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** What is said about an alert after it was sent, and the messages that say it. */
export async function amendments(db: Db, { columns: { text } }: Engine): Promise<void> {
  const { schema } = db;
  const deliveries = () => schema.alterTable('deliveries');
  await deliveries()
    .addColumn('act', text, (column) => column.notNull().defaultTo('post'))
    .execute();
  await deliveries().addColumn('target', text).execute();
  // `deliveries.editsOf`.
  await schema
    .createIndex('deliveriesTarget')
    .on('deliveries')
    .columns(['target', 'seq'])
    .where(sql<boolean>`target is not null`)
    .execute();

  const alerts = () => schema.alterTable('alerts');
  await alerts().addColumn('follows', 'bigint').execute();
  await alerts().addColumn('resolvedAt', 'bigint').execute();

  await schema
    .createTable('alertChanges')
    .addColumn('alert', 'bigint', (column) => column.notNull().references('alerts.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('headline', text, (column) => column.notNull())
    .addColumn('known', text)
    .addColumn('unknown', text)
    .addColumn('gate', text, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alertChangesKey', ['alert', 'number'])
    .execute();
  // `alertChanges.since`.
  await schema.createIndex('alertChangesByTime').on('alertChanges').columns(['at', 'alert']).execute();
}
