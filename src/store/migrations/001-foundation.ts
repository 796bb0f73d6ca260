import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** Every table of the first release. Indexes stand beside the query that needs them. */
export async function foundation(db: Db, engine: Engine): Promise<void> {
  const { text, numbered } = engine.columns;
  const { schema } = db;

  await schema
    .createTable('sources')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('country', text, (column) => column.notNull())
    .addColumn('bloc', text, (column) => column.notNull())
    .addColumn('stateMedia', 'integer', (column) => column.notNull())
    .addColumn('reliability', text, (column) => column.notNull())
    .addColumn('basis', text)
    .addColumn('language', text, (column) => column.notNull())
    .addColumn('feed', text)
    // Minutes, and a desk may write a fraction.
    .addColumn('every', 'double precision', (column) => column.notNull())
    .addColumn('etag', text)
    .addColumn('lastModified', text)
    .addColumn('lastTried', 'bigint')
    .addColumn('lastGood', 'bigint')
    .addColumn('nextPoll', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('problem', text)
    .execute();

  await schema
    .createTable('stories')
    .addColumn('id', numbered.type, numbered.build)
    .addColumn('topic', text, (column) => column.notNull())
    .addColumn('first', 'bigint', (column) => column.notNull())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .addColumn('arrived', 'bigint', (column) => column.notNull())
    .execute();
  // `stories.newest` without and with a topic.
  await schema.createIndex('storiesNewest').on('stories').columns(['last desc', 'id desc', 'arrived']).execute();
  await schema
    .createIndex('storiesOfTopic')
    .on('stories')
    .columns(['topic', 'last desc', 'id desc', 'arrived'])
    .execute();

  // Updates outlive their source's place in the desk file: no foreign key to it.
  await schema
    .createTable('updates')
    .addColumn('seq', numbered.type, numbered.build)
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('summary', text)
    .addColumn('url', text)
    .addColumn('language', text)
    .addColumn('author', text)
    .addColumn('wire', text)
    .addColumn('image', text)
    .addColumn('published', 'bigint', (column) => column.notNull())
    .addColumn('seen', 'bigint', (column) => column.notNull())
    .addColumn('topic', text, (column) => column.notNull())
    .addColumn('story', 'bigint', (column) => column.notNull().references('stories.id'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('updatesOfStory').on('updates').columns(['story', 'published']).execute();
  await engine.createIndex(db);

  await schema
    .createTable('revisions')
    .addColumn('update', 'bigint', (column) => column.notNull().references('updates.seq'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('summary', text)
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('revisionsKey', ['update', 'revision'])
    .execute();

  await schema
    .createTable('channels')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('platform', text, (column) => column.notNull())
    .addColumn('workspace', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .execute();

  await schema
    .createTable('subscriptions')
    .addColumn('id', numbered.type, numbered.build)
    .addColumn('channel', text, (column) => column.notNull().references('channels.key'))
    .addColumn('topics', text, (column) => column.notNull())
    .addColumn('cron', text, (column) => column.notNull())
    .addColumn('zone', text, (column) => column.notNull())
    .addColumn('maxStories', 'integer', (column) => column.notNull())
    .addColumn('alerts', 'integer', (column) => column.notNull())
    .addColumn('nextSlot', 'bigint', (column) => column.notNull())
    .addColumn('createdBy', text, (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('subscriptionsOfChannel').on('subscriptions').column('channel').execute();
  await schema.createIndex('subscriptionsDue').on('subscriptions').column('nextSlot').execute();

  // What a channel was told stays on record when its subscription ends: no foreign key to it.
  await schema
    .createTable('editions')
    .addColumn('subscription', 'bigint', (column) => column.notNull())
    .addColumn('slot', 'bigint', (column) => column.notNull())
    .addColumn('madeAt', 'bigint', (column) => column.notNull())
    .addColumn('stories', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('editionsKey', ['subscription', 'slot'])
    .execute();

  await schema
    .createTable('alerts')
    .addColumn('id', numbered.type, numbered.build)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('level', text, (column) => column.notNull())
    .addColumn('headline', text, (column) => column.notNull())
    .addColumn('known', text)
    .addColumn('unknown', text)
    .addColumn('link', text)
    .addColumn('topics', text, (column) => column.notNull())
    .addColumn('author', text, (column) => column.notNull())
    .addColumn('authorName', text, (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('deliveries')
    .addColumn('seq', numbered.type, numbered.build)
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('dedupeKey', text, (column) => column.notNull().unique())
    .addColumn('channel', text, (column) => column.notNull().references('channels.key'))
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('message', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('receipts', text, (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('triedAt', 'bigint')
    .addColumn('nextTry', 'bigint', (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('sentAt', 'bigint')
    .addColumn('token', text)
    .addColumn('leaseUntil', 'bigint')
    .execute();
  // `deliveries.claim`: the head of each channel's queue, and the rows that are out. SQLite uses them only for a query
  // with this very condition. No index begins with the state: SQLite would prefer it and read every waiting row.
  await schema
    .createIndex('deliveriesQueue')
    .on('deliveries')
    .columns(['channel', 'priority', 'seq'])
    .where(sql<boolean>`state in ('pending', 'sending', 'uncertain')`)
    .execute();
  await schema
    .createIndex('deliveriesOut')
    .on('deliveries')
    .columns(['channel', 'leaseUntil'])
    .where(sql<boolean>`state = 'sending'`)
    .execute();
  // `deliveries.recent`; `counts` reads the state out of it.
  await schema.createIndex('deliveriesOfChannel').on('deliveries').columns(['channel', 'seq', 'state']).execute();

  await schema
    .createTable('ledger')
    .addColumn('seq', numbered.type, numbered.build)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('details', text, (column) => column.notNull())
    .execute();
}
