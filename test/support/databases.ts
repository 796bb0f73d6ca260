import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

/** A fresh, empty place for a store. Several stores may be opened on it, as several processes would. */
export interface Place {
  readonly dataDir: string;
  readonly url: string | null;
  open(): Promise<Store>;
  /** Runs a statement past the store. */
  raw(statement: string): Promise<readonly Record<string, unknown>[]>;
}

export interface Engine {
  readonly name: Store['engine'];
  place(): Promise<Place>;
  /** A store in a place of its own. */
  open(): Promise<Store>;
}

const server = process.env.SITREP_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

async function postgresAnswers(): Promise<boolean> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function onServer(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

type Cleanup = () => Promise<unknown> | unknown;

async function sqlitePlace(later: (cleanup: Cleanup) => void): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  later(() => rmSync(dataDir, { recursive: true, force: true }));
  return {
    dataDir,
    url: null,
    open: () => opened({ dataDir, url: null }, later),
    async raw(statement) {
      const database = new Database(join(dataDir, 'sitrep.db'));
      try {
        const prepared = database.prepare<[], Record<string, unknown>>(statement);
        if (prepared.reader) return prepared.all();
        prepared.run();
        return [];
      } finally {
        database.close();
      }
    },
  };
}

async function postgresPlace(later: (cleanup: Cleanup) => void): Promise<Place> {
  const schema = `sitrep_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create schema ${schema}`);
  later(() => onServer(server, `drop schema ${schema} cascade`));
  const address = new URL(server);
  address.searchParams.set('options', `-c search_path=${schema}`);
  const url = address.href.replaceAll('+', '%20');
  const dataDir = join(tmpdir(), schema);
  return {
    dataDir,
    url,
    open: () => opened({ dataDir, url }, later),
    raw: (statement) => onServer(url, statement),
  };
}

async function opened(place: { dataDir: string; url: string | null }, later: (cleanup: Cleanup) => void) {
  const store = await openStore(place);
  later(() => store.close());
  return store;
}

const answers = await postgresAnswers();

/** The server of the tests; null where none answers, in CI never. */
export const testServer: string | null = answers || process.env.CI ? server : null;

const kinds = [
  { name: 'sqlite', make: sqlitePlace, answers: true },
  { name: 'postgres', make: postgresPlace, answers },
] as const;

/**
 * Describes the same behaviour on every engine. Stores and places are cleaned away after the test, or after the suite
 * where `beforeAll` made them. Where no PostgreSQL answers, its tests are reported as skipped; in CI they fail.
 */
export function describeEngines(title: string, suite: (engine: Engine) => void): void {
  for (const { name, make, answers } of kinds) {
    describe.skipIf(!answers && !process.env.CI)(`${title} (${name})`, () => {
      const forTest: Cleanup[] = [];
      const forSuite: Cleanup[] = [];
      let cleanups = forSuite;
      const clean = async (those: Cleanup[]) => {
        for (const cleanup of those.splice(0).reverse()) await cleanup();
      };
      beforeEach(() => {
        cleanups = forTest;
      });
      afterEach(() => clean(forTest));
      afterAll(() => clean(forSuite));

      const place = () => {
        const mine = cleanups;
        return make((cleanup) => mine.push(cleanup));
      };
      suite({ name, place, open: async () => (await place()).open() });
    });
  }
}
