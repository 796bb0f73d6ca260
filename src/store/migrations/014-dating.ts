import type { Db, Engine } from '../engine.ts';

/** What an update's time rests on. Of those that are stored already nobody noted it: they count as dated. */
export async function dating(db: Db, { columns: { text } }: Engine): Promise<void> {
  await db.schema
    .alterTable('updates')
    .addColumn('dating', text, (column) => column.notNull().defaultTo('dated'))
    .execute();
}
