import { sql } from 'kysely';
import { canonicalJson, chainEntries, GENESIS, type RecordedEntry } from '../../news/ledger-chain.ts';
import type { Db, Engine } from '../engine.ts';

/** Rows of one statement: far below what an engine takes as its parameters. */
const BATCH = 1_000;

/** Binds the entries of the ledger to each other, so that none can be changed or taken away unseen, and then refuses that. */
export async function ledgerChain(db: Db, engine: Engine): Promise<void> {
  const { schema } = db;
  const { text, numbered } = engine.columns;
  // A new table: SQLite adds no column to an old one that must be filled and has nothing to be filled with.
  await schema.alterTable('ledger').renameTo('ledgerUnchained').execute();
  await schema
    .createTable('ledger')
    .addColumn('seq', numbered.type, numbered.build)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('details', text, (column) => column.notNull())
    .addColumn('previous', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  await chainAll(db);
  await schema.dropTable('ledgerUnchained').execute();
  await engine.protect(db, 'ledger');
}

async function chainAll(db: Db): Promise<void> {
  let head = GENESIS;
  for (let last = 0; ; ) {
    const { rows } = await sql<RecordedEntry & { readonly seq: number }>`
      select seq, at, actor, action, subject, details from ledger_unchained
      where seq > ${last} order by seq limit ${BATCH}`.execute(db);
    const entries = rows.map(({ seq, details, ...entry }) => ({
      ...entry,
      details: canonicalJson(JSON.parse(details)),
    }));
    const chained = chainEntries(entries, head);
    if (chained.length > 0) await db.insertInto('ledger').values(chained).execute();
    head = chained.at(-1)?.hash ?? head;
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < BATCH) return;
  }
}
