import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** What a channel may ask for, what it was told, and what a digest looks for. */
export async function editionsAndTerms(db: Db, { columns: { text } }: Engine): Promise<void> {
  const { schema } = db;
  const table = (name: string) => schema.alterTable(name);

  await table('subscriptions').addColumn('leastGrade', text).execute();
  await table('subscriptions')
    .addColumn('languages', text, (column) => column.notNull().defaultTo('[]'))
    .execute();
  await table('subscriptions').addColumn('alertLevel', text).execute();
  await sql`update subscriptions set alert_level = 'update' where alerts = 1`.execute(db);
  await table('subscriptions').dropColumn('alerts').execute();
  await table('subscriptions').addColumn('quiet', text).execute();
  await table('subscriptions')
    .addColumn('whenEmpty', text, (column) => column.notNull().defaultTo('line'))
    .execute();
  await table('subscriptions').addColumn('coveredTo', 'bigint').execute();
  await sql`update subscriptions set covered_to =
    (select max(made_at) from editions where editions.subscription = subscriptions.id)`.execute(db);
  await table('subscriptions').addColumn('pausedAt', 'bigint').execute();

  await table('editions')
    .addColumn('left', text, (column) => column.notNull().defaultTo('[]'))
    .execute();

  await schema
    .createTable('told')
    .addColumn('channel', text, (column) => column.primaryKey().references('channels.key'))
    .addColumn('stories', text, (column) => column.notNull())
    .execute();

  await table('stories')
    .addColumn('changed', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update stories set changed =
    coalesce((select max(seen) from updates where updates.story = stories.id), arrived)`.execute(db);
  // `stories.changed`, one topic after the other.
  await schema.createIndex('storiesChanged').on('stories').columns(['topic', 'changed desc', 'id desc']).execute();
  await table('updates').addColumn('corrected', 'bigint').execute();

  await schema
    .createTable('pins')
    .addColumn('story', 'bigint', (column) => column.primaryKey().references('stories.id'))
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('visits')
    .addColumn('person', text, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();

  // `waiting`, word for word, with what waits for the end of quiet hours.
  await schema.dropIndex('deliveriesWaiting').execute();
  await schema
    .createIndex('deliveriesWaiting')
    .on('deliveries')
    .columns(['seq', 'channel', 'state'])
    .where(sql<boolean>`state in ('pending', 'sending', 'uncertain', 'held', 'quiet')`)
    .execute();
  // `deliveries.quiet`.
  await schema
    .createIndex('deliveriesQuiet')
    .on('deliveries')
    .columns(['channel', 'seq'])
    .where(sql<boolean>`state = 'quiet'`)
    .execute();
}
