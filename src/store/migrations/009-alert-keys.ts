import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** What stands behind an alert, by when it needs its keys, and who turned one. */
export async function alertKeys(db: Db, { columns: { text } }: Engine): Promise<void> {
  const { schema } = db;
  const alerts = () => schema.alterTable('alerts');
  await alerts()
    .addColumn('links', text, (column) => column.notNull().defaultTo('[]'))
    .execute();
  const { rows } = await sql<{ id: number; link: string }>`select id, link from alerts where link is not null`.execute(
    db,
  );
  for (const { id, link } of rows)
    await sql`update alerts set links = ${JSON.stringify([link])} where id = ${id}`.execute(db);
  await alerts().dropColumn('link').execute();
  await alerts().addColumn('story', 'bigint').execute();
  // What stood behind an alert that was sent before anybody asked is not known.
  await alerts()
    .addColumn('gate', text, (column) =>
      column.notNull().defaultTo('{"owners":[],"blocs":[],"grade":{"reliability":"F","credibility":6,"reason":""}}'),
    )
    .execute();
  await alerts().addColumn('override', text).execute();
  await alerts()
    .addColumn('expiresAt', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await alerts().addColumn('sentAt', 'bigint').execute();
  await sql`update alerts set sent_at = created_at, expires_at = created_at`.execute(db);

  await schema
    .createTable('alertKeys')
    .addColumn('alert', 'bigint', (column) => column.notNull().references('alerts.id'))
    .addColumn('person', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alertKeysKey', ['alert', 'person'])
    .execute();
}
