import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { sqliteDialect } from '../../../src/store/sqlite/driver.ts';

it('says that the disk is full where it is, undoes the transaction, and goes on', async () => {
  const database = new Database(':memory:');
  const db = new Kysely<{ notes: { text: string } }>({ dialect: sqliteDialect({ database }) });
  await db.schema.createTable('notes').addColumn('text', 'text').execute();
  database.pragma('max_page_count = 3');
  const write = (text: string) =>
    db.transaction().execute(async (transaction) => {
      await transaction.insertInto('notes').values({ text: 'short' }).execute();
      await transaction.insertInto('notes').values({ text }).execute();
    });
  await expect(write('x'.repeat(100_000))).rejects.toThrow('full');
  await write('fits');
  expect((await sql<{ text: string }>`select text from notes`.execute(db)).rows).toEqual([
    { text: 'short' },
    { text: 'fits' },
  ]);
  await db.destroy();
});

it('prepares the same query once, whatever its values', async () => {
  const database = new Database(':memory:');
  const prepare = vi.spyOn(database, 'prepare');
  const db = new Kysely<{ notes: { text: string } }>({ dialect: sqliteDialect({ database }) });
  await db.schema.createTable('notes').addColumn('text', 'text').execute();
  prepare.mockClear();
  for (const text of ['one', 'two', 'three']) await db.insertInto('notes').values({ text }).execute();
  expect(prepare).toHaveBeenCalledTimes(1);
  expect(await db.selectFrom('notes').select('text').execute()).toHaveLength(3);
  await db.destroy();
});
