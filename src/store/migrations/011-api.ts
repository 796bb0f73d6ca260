import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** Which programs may ask something of the desk, and what they were answered. */
export async function api({ schema }: Db, { columns: { text, numbered } }: Engine): Promise<void> {
  await schema
    .createTable('tokens')
    .addColumn('id', numbered.type, numbered.build)
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.unique())
    .addColumn('publicKey', text)
    .addColumn('scopes', text, (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('createdBy', text, (column) => column.notNull())
    .addColumn('expiresAt', 'bigint')
    .addColumn('revokedAt', 'bigint')
    .addColumn('lastUsedAt', 'bigint')
    .execute();
  await schema
    .createIndex('tokensByName')
    .unique()
    .on('tokens')
    .column('name')
    .where(sql<boolean>`revoked_at is null`)
    .execute();

  await schema
    .createTable('requests')
    .addColumn('token', 'bigint', (column) => column.notNull().references('tokens.id'))
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('fingerprint', text, (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('requestsKey', ['token', 'key'])
    .execute();
  // `requests.keep` forgets the old ones.
  await schema.createIndex('requestsByAge').on('requests').columns(['token', 'at']).execute();
}
