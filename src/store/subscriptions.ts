import type { Selectable } from 'kysely';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';
import type { Subscription, SubscriptionTable } from './store.ts';

/** What the channels asked for. */
export function subscriptionTable(db: Db): SubscriptionTable {
  const select = () => db.selectFrom('subscriptions').selectAll();

  return {
    async create({ topics, limit, alerts, ...subscription }) {
      const { id } = await db
        .insertInto('subscriptions')
        .values({ ...subscription, topics: JSON.stringify(topics), maxStories: limit, alerts: Number(alerts) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async byId(id) {
      if (!Number.isSafeInteger(id)) return null;
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    ofChannel: async (channel) => (await select().where('channel', '=', channel).orderBy('id').execute()).map(fromRow),

    all: async () => (await select().orderBy('id').execute()).map(fromRow),

    due: async (now, limit) =>
      (await select().where('nextSlot', '<=', now).orderBy('nextSlot').orderBy('id').limit(limit).execute()).map(
        fromRow,
      ),

    async advance(id, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('subscriptions')
        .set({ nextSlot: to })
        .where('id', '=', id)
        .where('nextSlot', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(id) {
      if (!Number.isSafeInteger(id)) return false;
      const { numDeletedRows } = await db.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

const fromRow = ({ topics, maxStories, alerts, ...row }: Selectable<Schema['subscriptions']>): Subscription => ({
  ...row,
  topics: JSON.parse(topics),
  limit: maxStories,
  alerts: alerts === 1,
});
