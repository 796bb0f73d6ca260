import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
export const analyze = (url: string): Promise<void> => onServer(url, 'analyze');

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
