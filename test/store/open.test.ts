import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/news/user-error.ts';
import { lockDataDir } from '../../src/store/lock.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { sqliteDialect } from '../../src/store/sqlite/driver.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { describeEngines } from '../support/databases.ts';
import { publish, update } from '../support/store-samples.ts';

describeEngines('opening a store', ({ place }) => {
  it('finds what was kept before and changes nothing', async () => {
    const home = await place();
    const store = await home.open();
    await publish(store, update('kept'));
    const before = await home.raw('select * from migrations');
    await store.close();
    await store.close();
    expect(await (await home.open()).updates.count()).toBe(1);
    expect(await home.raw('select * from migrations')).toEqual(before);
    expect(before).toMatchObject(Object.keys(migrations).map((name) => ({ name })));
  });

  it('learns the pages of what was kept before pages were', async () => {
    const home = await place();
    const store = await home.open();
    const pieces = Array.from({ length: 1_001 }, (_, n) => update(`kept-${n}`));
    await store.transaction((tables) => publish(tables, ...pieces, update('unlinked', { url: null })));
    await store.close();
    await home.raw('drop index updates_of_page');
    await home.raw('alter table updates drop column page');
    await home.raw(`delete from migrations where name = '006-pages'`);
    const later = await home.open();
    for (const one of [pieces[0], pieces.at(-1)])
      expect(await later.updates.ofPages([one ?? update('none')], 9)).toMatchObject([{ id: one?.id }]);
  });

  it('refuses what a newer program wrote', async () => {
    const home = await place();
    await (await home.open()).close();
    await home.raw(`insert into migrations (name, applied_at) values ('999-from-the-future', 0)`);
    const refusal = home.open();
    await expect(refusal).rejects.toThrow(UserError);
    await expect(refusal).rejects.toThrow(/^store: .* was written by a newer Sitrep \(it has 999-from-the-future\)/);
  });

  it('leaves nothing behind when a migration fails', async () => {
    const home = await place();
    // The last table of the schema is in the way.
    await home.raw('create table ledger (obstacle integer)');
    await expect(home.open()).rejects.toThrow();
    await home.raw('drop table ledger');
    expect(await (await home.open()).updates.count()).toBe(0);
  });
});

describe('opening SQLite', () => {
  const directory = () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-open-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    return dataDir;
  };
  const refused = async (dataDir: string, message: RegExp) => {
    const refusal = openStore({ dataDir, url: null });
    await expect(refusal).rejects.toThrow(UserError);
    await expect(refusal).rejects.toThrow(message);
  };

  it('makes the data directory', async () => {
    const store = await openStore({ dataDir: join(directory(), 'deep', 'data'), url: null });
    expect(store.place).toMatch(/deep.data.sitrep\.db$/);
    await store.close();
  });

  it('says what to do where there can be no data directory', async () => {
    const file = join(directory(), 'file');
    writeFileSync(file, '');
    await refused(
      join(file, 'data'),
      /^store: cannot write to the data directory \(.*data, ENOTDIR\)\. .*SITREP_DATA_DIR/,
    );
    expect(() => lockDataDir(join(file, 'data'))).toThrow('store: cannot write to the data directory');
  });

  it('says what to do where the file is no database', async () => {
    const dataDir = directory();
    writeFileSync(join(dataDir, 'sitrep.db'), 'Dear diary, '.repeat(1000));
    await refused(dataDir, /^store: cannot open the database \(.*sitrep\.db\): it is not a database, .*Move it away/);
  });

  it('says what to do where the file cannot be opened', async () => {
    const dataDir = directory();
    mkdirSync(join(dataDir, 'sitrep.db'));
    await refused(dataDir, /^store: cannot open the database \(.*sitrep\.db\): it cannot be written\. /);
  });

  it('acknowledges a write when it is on the disk', async () => {
    const db = new Kysely({ dialect: openSqlite({ dataDir: directory() }).dialect });
    const full = 2; // https://sqlite.org/pragma.html#pragma_synchronous
    expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: full }]);
    expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma foreign_keys`.execute(db)).rows).toEqual([{ foreign_keys: 1 }]);
    await db.destroy();
  });

  it('waits for the lock of another process without holding up the event loop', async () => {
    const dataDir = directory();
    const store = await openStore({ dataDir, url: null });
    const other = new Database(join(dataDir, 'sitrep.db'));
    other.exec('begin immediate');
    const writes = [publish(store, update('one')), store.transaction((tables) => publish(tables, update('two')))];
    // Were the loop held up, the other could never let go.
    await setTimeout(200);
    other.exec('commit');
    other.close();
    await Promise.all(writes);
    expect(await store.updates.count()).toBe(2);
    await store.close();
  });

  it('gives up when another process never lets go', async () => {
    const dataDir = directory();
    await (await openStore({ dataDir, url: null })).close();
    const connect = () => new Database(join(dataDir, 'sitrep.db'), { timeout: 1 });
    const other = connect();
    other.exec('begin immediate');
    const db = new Kysely({ dialect: sqliteDialect({ database: connect(), patience: 20 }) });
    await expect(sql`delete from ledger`.execute(db)).rejects.toThrow(
      'store: another process keeps the database locked',
    );
    await db.destroy();
    other.close();
  });
});

describe('opening PostgreSQL', () => {
  const refused = async (url: string, message: RegExp) => {
    const refusal = openStore({ dataDir: '', url });
    await expect(refusal).rejects.toThrow(UserError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/secret/);
  };

  it.each(['', 'nonsense secret', 'mysql://user:secret@localhost/x', 'http://secret'])(
    'refuses %j as an address without showing it',
    (url) => refused(url, /^store: DATABASE_URL is not an address of a PostgreSQL/),
  );

  it('says what to do where nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => server.close(resolve));
    await refused(
      `postgres://user:secret@127.0.0.1:${port}/news`,
      new RegExp(
        `^store: cannot use PostgreSQL at 127.0.0.1:${port}/news: it does not answer \\(ECONNREFUSED\\)\\. Start it`,
      ),
    );
  });
});
