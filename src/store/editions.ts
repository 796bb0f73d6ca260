import type { Db } from './engine.ts';

/** One digest of one subscription for one slot of its schedule. */
export interface Edition {
  readonly subscription: number;
  readonly slot: number;
  readonly madeAt: number;
  /** Numbers of the stories it told. */
  readonly stories: readonly number[];
}

export interface EditionTable {
  /** False when this slot has its edition already. */
  claim(edition: Edition): Promise<boolean>;
  latest(subscription: number): Promise<Edition | null>;
}

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
