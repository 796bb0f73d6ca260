import { type ChainedEntry, canonicalJson, chainEntries, GENESIS, type RecordedEntry } from '../news/ledger-chain.ts';
import { type Db, type Engine, together } from './engine.ts';

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

/** An entry as the ledger holds it; `seq` rises, and may leave numbers out. */
export interface LedgerRow extends ChainedEntry {
  readonly seq: number;
}

export interface LedgerTable {
  /**
   * Comes last in a transaction: all who write here wait for each other, and then must hold nothing that another waits for.
   */
  append(entry: LedgerEntry): Promise<void>;
  /** The same for up to 1,000 at once. */
  appendAll(entries: readonly LedgerEntry[]): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<readonly LedgerEntry[]>;
  /** The oldest rows first, as they are: those after a `seq`, or from the beginning. */
  rows(query: {
    readonly after: number | null;
    readonly limit: number;
    readonly since?: number;
    readonly action?: string;
  }): Promise<readonly LedgerRow[]>;
  /** `seq` of the entry with this hash; null where there is none. Reads every row. */
  seqOf(hash: string): Promise<number | null>;
}

/** Who did what, for the record: a chain, to which rows are added and in which none is changed. */
export function ledgerTable(db: Db, engine: Engine): LedgerTable {
  async function appendAll(entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await together(db, async (transaction) => {
      // Two that went on from the same head would make two chains.
      await engine.alone(transaction, 'ledger');
      const newest = transaction.selectFrom('ledger').select('hash').orderBy('seq', 'desc').limit(1);
      const head = (await newest.executeTakeFirst())?.hash ?? GENESIS;
      const chained = chainEntries(entries.map(recorded), head);
      await transaction.insertInto('ledger').values(chained).execute();
    });
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

    rows({ after, limit, since, action }) {
      let query = db.selectFrom('ledger').selectAll().orderBy('seq').limit(limit);
      if (after !== null) query = query.where('seq', '>', after);
      if (since !== undefined) query = query.where('at', '>=', since);
      if (action !== undefined) query = query.where('action', '=', action);
      return query.execute();
    },

    async seqOf(hash) {
      const row = await db.selectFrom('ledger').select('seq').where('hash', '=', hash).executeTakeFirst();
      return row?.seq ?? null;
    },
  };
}

const recorded = ({ at, actor, action, subject, details }: LedgerEntry): RecordedEntry => ({
  at,
  actor: kept(actor),
  action: kept(action),
  subject: kept(subject),
  details: canonicalJson(details),
});

/** A text as it comes back from every engine; a hash over anything else would not fit what is kept. */
const kept = (text: string): string => text.replaceAll('\0', '').toWellFormed();
