import type { Selectable } from 'kysely';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** What a channel asked for. */
export interface Subscription {
  readonly id: number;
  /** `channelKey` of the channel. */
  readonly channel: string;
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** Cron expression of the digest. */
  readonly cron: string;
  /** IANA zone in which `cron` is read. */
  readonly zone: string;
  /** Most stories in one digest. */
  readonly limit: number;
  /** Also receives breaking alerts. */
  readonly alerts: boolean;
  /** The next time a digest is due. */
  readonly nextSlot: number;
  readonly createdBy: string;
  readonly createdAt: number;
}

export interface SubscriptionTable {
  /** Returns the new subscription's id. */
  create(subscription: Omit<Subscription, 'id'>): Promise<number>;
  byId(id: number): Promise<Subscription | null>;
  ofChannel(channel: string): Promise<readonly Subscription[]>;
  all(): Promise<readonly Subscription[]>;
  /** Subscriptions whose next slot has come, longest due first. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
  /** Moves the next slot on, only if it still is `from`: false when another process already did. */
  advance(id: number, from: number, to: number): Promise<boolean>;
  /** False when there was none. */
  remove(id: number): Promise<boolean>;
}

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
