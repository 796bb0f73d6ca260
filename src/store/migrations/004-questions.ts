import type { Db, Engine } from '../engine.ts';

/** Which questions were taken up, so that several bots that hear the same one answer it once. */
export async function questions(db: Db, { columns: { text } }: Engine): Promise<void> {
  await db.schema
    .createTable('questions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  // `questions.claim` forgets the old ones.
  await db.schema.createIndex('questionsByAge').on('questions').column('at').execute();
}
