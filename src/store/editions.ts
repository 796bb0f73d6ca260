import type { Db } from './engine.ts';
import type { EditionTable } from './store.ts';

/** The digests that were made, one for a subscription and slot. */
export function editionTable(db: Db): EditionTable {
  return {
    async claim({ stories, ...edition }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('editions')
        .values({ ...edition, stories: JSON.stringify(stories) })
        .onConflict((known) => known.columns(['subscription', 'slot']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async latest(subscription) {
      const row = await db
        .selectFrom('editions')
        .selectAll()
        .where('subscription', '=', subscription)
        .orderBy('slot', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { ...row, stories: JSON.parse(row.stories) };
    },
  };
}
