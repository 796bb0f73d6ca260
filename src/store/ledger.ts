import type { Db } from './engine.ts';

/** One thing that somebody did, for the record. */
export interface LedgerEntry {
  readonly at: number;
  /** `platform:user id`, or `desk`. */
  readonly actor: string;
  /** For example `alert.sent`, `subscription.created`. */
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface LedgerTable {
  append(entry: LedgerEntry): Promise<void>;
  /** The same for up to 1,000 at once. */
  appendAll(entries: readonly LedgerEntry[]): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<readonly LedgerEntry[]>;
}

/** Who did what, for the record: rows are added and never changed. */
export function ledgerTable(db: Db): LedgerTable {
  async function appendAll(entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await db
      .insertInto('ledger')
      .values(entries.map(({ details, ...entry }) => ({ ...entry, details: JSON.stringify(details) })))
      .execute();
  }

  return {
    append: (entry) => appendAll([entry]),
    appendAll,

    async recent(limit) {
      const rows = await db
        .selectFrom('ledger')
        .select(['at', 'actor', 'action', 'subject', 'details'])
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, details: JSON.parse(row.details) }));
    },
  };
}
