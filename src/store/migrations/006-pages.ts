import { sql } from 'kysely';
import { pageKey } from '../../news/page.ts';
import type { Db, Engine } from '../engine.ts';

/** Rows of one statement: far below what an engine takes as its parameters. */
const BATCH = 1_000;

/** At which page an update stands, so that a piece that comes again under another guid is known. */
export async function pages(db: Db, { columns: { text } }: Engine): Promise<void> {
  // A digest: PostgreSQL indexes no text as long as an address may be.
  await db.schema.alterTable('updates').addColumn('page', text).execute();
  for (let last = 0; ; ) {
    const updates = await db
      .selectFrom('updates')
      .select(['seq', 'source', 'url'])
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    const found = updates.map((update) => sql`(cast(${update.seq} as bigint), ${pageKey(update)})`);
    if (found.length > 0)
      await sql`with found(seq, page) as (values ${sql.join(found)})
        update updates set page = found.page from found where updates.seq = found.seq`.execute(db);
    last = updates.at(-1)?.seq ?? last;
    if (updates.length < BATCH) break;
  }
  await db.schema.createIndex('updatesOfPage').on('updates').columns(['page', 'seq']).execute();
}
