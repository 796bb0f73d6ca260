import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../news/user-error.ts';
import { ensureDataDir } from './data-dir.ts';

export interface DataDirLock {
  release(): void;
}

/**
 * Holds the data directory for this process, so that no second bot works in it; a terminal command does not ask. The
 * lock is an open transaction on a file of its own: the system ends it with the process, however that dies. Throws
 * `UserError` when another process holds it.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  ensureDataDir(dataDir);
  const note = join(dataDir, 'lock.pid');
  const file = new Database(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (cause) {
    file.close();
    throw new UserError(
      `store: the data directory is in use by ${holder(note)} (${dataDir}). Stop that one, set SITREP_DATA_DIR to ` +
        'another directory, or set DATABASE_URL: a PostgreSQL serves several processes.',
      { cause },
    );
  }
  writeFileSync(note, `${process.pid}\n`);
  return {
    release() {
      rmSync(note, { force: true });
      file.close();
    },
  };
}

/** The file tells people whom to look for; whether the lock is held, the lock alone says. */
function holder(note: string): string {
  try {
    return `process ${Number.parseInt(readFileSync(note, 'utf8'), 10)}`;
  } catch {
    return 'another process';
  }
}
