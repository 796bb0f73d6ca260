import { type Selectable, sql } from 'kysely';
import { parseQuietHours, writeQuietHours } from '../news/quiet-hours.ts';
import type { Terms } from '../news/terms.ts';
import { NEVER } from './delivery.ts';
import { type Db, type Engine, together } from './engine.ts';
import type { Schema } from './schema.ts';

/** What a channel asked for, and how far it has been served. */
export interface Subscription extends Terms {
  readonly id: number;
  /** `channelKey` of the channel. */
  readonly channel: string;
  /** The next time a digest is due; `NEVER` while it is paused. */
  readonly nextSlot: number;
  /** What arrived before this was judged in an edition; null before the first one. */
  readonly coveredTo: number | null;
  /** Since when its people want no digest; null while they do. */
  readonly pausedAt: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** How a subscription moves on once its slot was dealt with. */
export interface Advance {
  readonly id: number;
  /** The slot that was dealt with: nothing moves where another process already did. */
  readonly from: number;
  readonly to: number;
  readonly coveredTo: number | null;
}

export interface SubscriptionTable {
  /** Returns the new subscription's id. */
  create(subscription: Omit<Subscription, 'id' | 'coveredTo' | 'pausedAt'>): Promise<number>;
  /** The same for up to 1,000 at once, which may be paused; their ids, in their order. */
  createAll(subscriptions: readonly Omit<Subscription, 'id' | 'coveredTo'>[]): Promise<readonly number[]>;
  byId(id: number): Promise<Subscription | null>;
  ofChannel(channel: string): Promise<readonly Subscription[]>;
  all(): Promise<readonly Subscription[]>;
  /** Subscriptions whose next slot has come, longest due first; those that ask for the same stand side by side. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
  /** Moves many on at once; returns the ids of those that moved. */
  advance(moves: readonly Advance[]): Promise<ReadonlySet<number>>;
  /** Changes what is asked for, and when it is due next. False when there was none. */
  change(id: number, terms: Terms, nextSlot: number): Promise<boolean>;
  /** Ends or begins a rest that its people want. False when there was none. */
  rest(id: number, pausedAt: number | null, nextSlot: number): Promise<boolean>;
  /** Makes a subscription due at `at` where it would be later. */
  hurry(id: number, at: number): Promise<void>;
  /** False when there was none. */
  remove(id: number): Promise<boolean>;
}

/** What the channels asked for. */
export function subscriptionTable(db: Db, engine: Engine): SubscriptionTable {
  const select = () => db.selectFrom('subscriptions').selectAll();

  async function changed(id: number, values: Partial<Selectable<Schema['subscriptions']>>): Promise<boolean> {
    if (!Number.isSafeInteger(id)) return false;
    const { numUpdatedRows } = await db
      .updateTable('subscriptions')
      .set(values)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async create({ channel, nextSlot, createdBy, createdAt, ...terms }) {
      const { id } = await db
        .insertInto('subscriptions')
        .values({ channel, nextSlot, createdBy, createdAt, ...toRow(terms) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async createAll(subscriptions) {
      if (subscriptions.length === 0) return [];
      const made = await db
        .insertInto('subscriptions')
        .values(
          subscriptions.map(({ channel, nextSlot, pausedAt, createdBy, createdAt, ...terms }) => ({
            ...{ channel, nextSlot, pausedAt, createdBy, createdAt },
            ...toRow(terms),
          })),
        )
        .returning('id')
        .execute();
      // Both engines number the values as they stand, and neither says in which order it returns them.
      return made.map(({ id }) => id).sort((one, other) => one - other);
    },

    async byId(id) {
      if (!Number.isSafeInteger(id)) return null;
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    ofChannel: async (channel) => (await select().where('channel', '=', channel).orderBy('id').execute()).map(fromRow),

    all: async () => (await select().orderBy('id').execute()).map(fromRow),

    // In the order of the index: a sort would read all that are due, again for every few.
    due: async (now, limit) =>
      (
        await select()
          .where('nextSlot', '<=', now)
          .orderBy('nextSlot')
          .orderBy('topics')
          .orderBy('languages')
          .orderBy('leastGrade')
          .orderBy('maxStories')
          .orderBy('id')
          .limit(limit)
          .execute()
      ).map(fromRow),

    async advance(moves) {
      if (moves.length === 0) return new Set();
      const rows = moves.map(
        ({ id, from, to, coveredTo }) =>
          sql`(cast(${id} as bigint), cast(${from} as bigint), cast(${to} as bigint), cast(${coveredTo} as bigint))`,
      );
      const { rows: moved } = await together(db, async (transaction) => {
        // Many rows at once are locked in an order of the database's own: two that do so would wait for each other.
        await engine.alone(transaction, 'editions');
        return sql<{ id: number }>`
        with moves (id, slot, next_slot, covered_to) as (values ${sql.join(rows)})
        update subscriptions set next_slot = moves.next_slot, covered_to = moves.covered_to from moves
        where subscriptions.id = moves.id and subscriptions.next_slot = moves.slot
        returning subscriptions.id`.execute(transaction);
      });
      return new Set(moved.map(({ id }) => id));
    },

    change: (id, terms, nextSlot) => changed(id, { ...toRow(terms), nextSlot }),

    rest: (id, pausedAt, nextSlot) => changed(id, { pausedAt, nextSlot }),

    async hurry(id, at) {
      await db
        .updateTable('subscriptions')
        .set({ nextSlot: at })
        .where('id', '=', id)
        .where('nextSlot', '>', at)
        .where('nextSlot', '<', NEVER)
        .execute();
    },

    async remove(id) {
      if (!Number.isSafeInteger(id)) return false;
      const { numDeletedRows } = await db.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

const toRow = ({ topics, limit, alerts, languages, quiet, cron, zone, leastGrade, whenEmpty }: Terms) => ({
  cron,
  zone,
  leastGrade,
  whenEmpty,
  topics: JSON.stringify(topics),
  languages: JSON.stringify(languages),
  maxStories: limit,
  alertLevel: alerts,
  quiet: quiet === null ? null : writeQuietHours(quiet),
});

const fromRow = ({
  topics,
  languages,
  maxStories,
  alertLevel,
  quiet,
  ...row
}: Selectable<Schema['subscriptions']>): Subscription => ({
  ...row,
  topics: JSON.parse(topics),
  languages: JSON.parse(languages),
  limit: maxStories,
  alerts: alertLevel,
  quiet: quiet === null ? null : parseQuietHours(quiet),
});
