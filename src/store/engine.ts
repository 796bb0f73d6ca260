import {
  type ColumnBuilderCallback,
  type ColumnDataType,
  type Dialect,
  type Expression,
  type Kysely,
  sql,
} from 'kysely';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';
import type { Term } from './words.ts';

/** The store's handle, or a transaction's. */
export type Db = Kysely<Schema>;

/** What only one process at a time may decide. */
export type Matter = 'migrations' | 'arrivals' | 'polls' | 'claims' | 'editions' | 'ledger';

/** All that differs between the databases. Everything else in this room is written once. */
export interface Engine {
  readonly name: Store['engine'];
  readonly place: string;
  readonly dialect: Dialect;
  readonly columns: ColumnKinds;
  /** Makes the table behind `index` and `search`. */
  createIndex(db: Db): Promise<void>;
  /** Makes an update findable under these words, and no longer under those it had. */
  index(db: Db, seq: number, words: readonly string[]): Promise<void>;
  /** `seq` of the newest updates in which every term occurs, newest first; at least one term. */
  search(db: Db, terms: readonly Term[], limit: number): Promise<readonly number[]>;
  /** Keeps every other process out of a matter until the transaction ends, and sees all that they did in it before. */
  alone(transaction: Db, matter: Matter): Promise<void>;
  /** Lets the database refuse, for everybody, what would change or remove rows of a table. */
  protect(db: Db, table: keyof Schema): Promise<void>;
  /** Waits for the queries under way and ends what the engine runs beside its connections. */
  settle(db: Db): Promise<void>;
}

export interface ColumnKinds {
  /** Text that sorts and compares by code point, on every engine alike. */
  readonly text: ColumnDataType | Expression<unknown>;
  /** A primary key that the database hands out in rising order, no number twice. */
  readonly numbered: { readonly type: ColumnDataType; readonly build: ColumnBuilderCallback };
}

/**
 * Runs `work` in the transaction that `db` is, or in a new one. Its isolation is named because `Engine.alone` rests on
 * it, and a server's default may be another.
 */
export async function together<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  // Where the store's own handle may not query, its guard says so now; a transaction would wait before its first query.
  sql`begin`.compile(db);
  return db.transaction().setIsolationLevel('read committed').execute(work);
}
