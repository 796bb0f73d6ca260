import type { Db, Engine } from './engine.ts';

/** When something may be asked of a platform again, as its rate has it. */
export interface Meter {
  /** Names what is counted: a `scopeKey`, or one with a word before it. */
  readonly key: string;
  /** Epoch milliseconds, with fractions. */
  readonly readyAt: number;
  /** When it was last counted. A later time than now means that the clock was set back: the meter is void then. */
  readonly at: number;
}

export interface MeterTable {
  /** Only inside a transaction: keeps every other process from counting, until it ends. */
  hold(): Promise<void>;
  /** Those of these keys that were ever counted. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Meter>>;
  /** Those whose key begins so and that were not ready yet at `since`. */
  busy(prefix: string, since: number): Promise<ReadonlyMap<string, Meter>>;
  save(meters: readonly Meter[]): Promise<void>;
}

/** What all bots of one store have used of the platforms' rates. */
export function meterTable(db: Db, engine: Engine): MeterTable {
  return {
    async hold() {
      if (!db.isTransaction) throw new Error('store: meters are held inside a transaction alone');
      await engine.alone(db, 'claims');
    },

    async read(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db.selectFrom('meters').selectAll().where('key', 'in', keys).execute();
      return new Map(rows.map((row) => [row.key, row]));
    },

    async busy(prefix, since) {
      const rows = await db
        .selectFrom('meters')
        .selectAll()
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\u{10ffff}`)
        .where('readyAt', '>', since)
        .execute();
      return new Map(rows.map((row) => [row.key, row]));
    },

    async save(meters) {
      if (meters.length === 0) return;
      await db
        .insertInto('meters')
        .values(meters)
        .onConflict((known) =>
          known
            .column('key')
            .doUpdateSet((row) => ({ readyAt: row.ref('excluded.readyAt'), at: row.ref('excluded.at') })),
        )
        .execute();
    },
  };
}
