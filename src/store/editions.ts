import type { Selectable } from 'kysely';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** One digest of one subscription for one slot of its schedule. */
export interface Edition {
  readonly subscription: number;
  readonly slot: number;
  readonly madeAt: number;
  /** Numbers of the stories it told. */
  readonly stories: readonly number[];
  /** Stories that were new and found no place, the more important first. */
  readonly left: readonly number[];
}

export interface EditionTable {
  /** Claims many slots at once; returns the subscriptions whose slot had no edition yet. */
  claim(editions: readonly Edition[]): Promise<ReadonlySet<number>>;
  of(subscription: number, slot: number): Promise<Edition | null>;
  /** The last edition of each of these subscriptions that exist and had one. */
  latest(subscriptions: readonly number[]): Promise<readonly Edition[]>;
}

/** The digests that were made, one for a subscription and slot. */
export function editionTable(db: Db): EditionTable {
  return {
    async claim(editions) {
      if (editions.length === 0) return new Set();
      const claimed = await db
        .insertInto('editions')
        .values(
          editions.map(({ stories, left, ...edition }) => ({
            ...edition,
            stories: JSON.stringify(stories),
            left: JSON.stringify(left),
          })),
        )
        .onConflict((known) => known.columns(['subscription', 'slot']).doNothing())
        .returning('subscription')
        .execute();
      return new Set(claimed.map(({ subscription }) => subscription));
    },

    async of(subscription, slot) {
      if (!Number.isSafeInteger(subscription) || !Number.isSafeInteger(slot)) return null;
      const row = await db
        .selectFrom('editions')
        .selectAll()
        .where('subscription', '=', subscription)
        .where('slot', '=', slot)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async latest(subscriptions) {
      if (subscriptions.length === 0) return [];
      // One step back in the index for each, however many editions it has had.
      const rows = await db
        .selectFrom('subscriptions')
        .innerJoin('editions', (join) =>
          join.onRef('editions.subscription', '=', 'subscriptions.id').on('editions.slot', '=', (query) =>
            query
              .selectFrom('editions as past')
              .whereRef('past.subscription', '=', 'subscriptions.id')
              .select(({ fn }) => fn.max('past.slot').as('slot')),
          ),
        )
        .where('subscriptions.id', 'in', [...subscriptions])
        .selectAll('editions')
        .execute();
      return rows.map(fromRow);
    },
  };
}

const fromRow = ({ stories, left, ...row }: Selectable<Schema['editions']>): Edition => ({
  ...row,
  stories: JSON.parse(stories),
  left: JSON.parse(left),
});
