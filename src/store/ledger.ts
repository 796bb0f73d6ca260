import type { Db } from './engine.ts';
import type { LedgerTable } from './store.ts';

/** Who did what, for the record: rows are added and never changed. */
export function ledgerTable(db: Db): LedgerTable {
  return {
    async append({ details, ...entry }) {
      await db
        .insertInto('ledger')
        .values({ ...entry, details: JSON.stringify(details) })
        .execute();
    },

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
