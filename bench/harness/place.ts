import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';

/** An empty place for a store, which nothing else uses. */
export interface StorePlace {
  readonly dataDir: string;
  /** null for the embedded store. */
  readonly url: string | null;
  clean(): Promise<void>;
}

/** A folder of its own, or a schema of its own where a PostgreSQL is named. */
export async function emptyPlace(server: string | undefined): Promise<StorePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  if (server === undefined) return { dataDir, url: null, clean: removeFolder };
  const schema = `sitrep_bench_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    dataDir,
    // pg reads a plus sign as itself.
    url: url.href.replaceAll('+', '%20'),
    async clean() {
      await onServer(server, `drop schema ${schema} cascade`);
      await removeFolder();
    },
  };
}

/** Brings the planner's figures up to date, as a server in use does by itself (autovacuum). */
export const analyze = async (url: string): Promise<void> => void (await onServer(url, 'analyze'));

/** What a query finds at a place, past the store: a judge's view. Numbers may be text. */
export async function rowsAt({ dataDir, url }: StorePlace, query: string): Promise<readonly Row[]> {
  if (url !== null) return onServer(url, query);
  const database = new Database(join(dataDir, 'sitrep.db'), { readonly: true });
  try {
    // Little memory of its own, in KiB: this may be the process whose memory is measured.
    database.pragma('cache_size = -1000');
    return database.prepare<unknown[], Row>(query).all();
  } finally {
    database.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

async function onServer(url: string, statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
