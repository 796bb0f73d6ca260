import { join } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../../news/user-error.ts';
import { ensureDataDir } from '../data-dir.ts';
import type { Engine } from '../engine.ts';
import { columns } from './columns.ts';
import { sqliteDialect } from './driver.ts';
import { alone } from './matter.ts';
import { protect } from './protect.ts';
import { createIndex, index, search } from './search.ts';
import { searchThread } from './search-thread.ts';

/** SQLite on `sitrep.db` in the data directory. Throws `UserError` where that cannot be written or is no database. */
export function openSqlite({ dataDir }: { readonly dataDir: string }): Engine {
  ensureDataDir(dataDir);
  const file = join(dataDir, 'sitrep.db');
  const database = connect(file);
  const thread = searchThread({ file });
  return {
    name: 'sqlite',
    place: file,
    dialect: sqliteDialect({ database }),
    columns,
    createIndex,
    index,
    search: (db, terms, limit) => search(db, thread, terms, limit),
    alone,
    protect,
    async settle(db) {
      // There is one connection: who gets it now stands behind all who waited for it.
      await db.connection().execute(async () => {});
      await thread.close();
    },
  };
}

function connect(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    // SQLite itself waits while the file is opened, beside other processes that open it; later the driver does.
    database = new Database(file, { timeout: 10_000 });
    const mode = database.pragma('journal_mode = wal', { simple: true });
    if (mode !== 'wal') throw new Error(`the file system allows no write-ahead log (journal mode ${mode})`);
    // An acknowledged write survives a loss of power; `normal` would keep the file sound but lose the last writes.
    database.pragma('synchronous = full');
    // macOS alone: there, a plain fsync leaves the write in the drive's cache.
    database.pragma('fullfsync = on');
    database.pragma('foreign_keys = on');
    database.pragma('busy_timeout = 10');
    return database;
  } catch (cause) {
    database?.close();
    throw new UserError(`store: cannot open the database (${file}): ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return 'it is not a database, or it is damaged. Move it away, bring back a copy, or set SITREP_DATA_DIR to another directory.';
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
    return 'it cannot be written. Give this user the right to write it, or set SITREP_DATA_DIR to another directory.';
  }
  if (code.startsWith('SQLITE_BUSY')) return 'another process keeps it locked. Stop that one and start again.';
  if (code.startsWith('SQLITE_FULL')) return 'the disk is full. Make room and start again.';
  const message = cause instanceof Error ? cause.message : String(cause);
  return `${message}. Set SITREP_DATA_DIR to a directory on a local disk.`;
}
