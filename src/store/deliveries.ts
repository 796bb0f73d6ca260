import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Channel } from '../news/channel.ts';
import {
  type ClaimedDelivery,
  type Delivery,
  type DeliveryCounts,
  type DeliveryState,
  deliveryStates,
} from './delivery.ts';
import { deliveryId } from './delivery-id.ts';
import { lastEnded, newest, ofChannel, waiting } from './delivery-query.ts';
import { type Db, type Engine, together } from './engine.ts';
import { leaseHeads } from './lease.ts';
import type { Schema } from './schema.ts';

export interface DeliveryTable {
  /** False when the dedupe key is known: nothing is added. */
  enqueue(
    delivery: Pick<Delivery, 'dedupeKey' | 'channel' | 'kind' | 'message' | 'priority' | 'createdAt'>,
  ): Promise<boolean>;
  /**
   * Leases the first unfinished row of each channel, for these platforms: pending or uncertain rows whose time has
   * come, and rows of a worker whose lease ran out (claimed as uncertain). Never two rows of one channel at once.
   */
  claim(options: {
    readonly now: number;
    readonly leaseUntil: number;
    readonly limit: number;
    readonly platforms: readonly string[];
    /** At most so many rows of a workspace: as `left` says, or else `each`. Where it is given, one platform is named. */
    readonly quota?: { readonly each: number; readonly left: ReadonlyMap<string, number> };
  }): Promise<readonly ClaimedDelivery[]>;
  /** The calls below change a row only while `token` holds its lease, and return whether it did. */
  trying(id: string, token: string, now: number): Promise<boolean>;
  /** A page was posted; `receipts` are those of all pages so far, and `done` ends the delivery. */
  posted(id: string, token: string, receipts: readonly string[], done: boolean, now: number): Promise<boolean>;
  /** Gives the row back, to be tried again. */
  putOff(
    id: string,
    token: string,
    state: 'pending' | 'uncertain',
    nextTry: number,
    reason: string | null,
  ): Promise<boolean>;
  /** Ends the delivery. `uncertain`: the page at hand may have been posted; false only where it surely was not. */
  fail(id: string, token: string, reason: string, uncertain?: boolean): Promise<boolean>;
  byId(id: string): Promise<Delivery | null>;
  /**
   * Puts a failed or uncertain row back to be posted, by a person's decision: the page that is missing is tried anew, and
   * is not looked up before. False for a row in any other state.
   */
  requeue(id: string, now: number): Promise<boolean>;
  /** Newest first; in these states only, where any is given. */
  recent(query: {
    readonly channel?: string;
    readonly states?: readonly DeliveryState[];
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** The row that has waited longest to be posted; those that are held wait on purpose and do not count. */
  oldestWaiting(channel?: string): Promise<Delivery | null>;
  /**
   * What needs somebody's attention, newest first: rows that are uncertain, and the last ended row of each channel where
   * it failed.
   */
  troubled(query: { readonly channel?: string; readonly limit: number }): Promise<readonly Delivery[]>;
  /** Rows by state: all that wait, and of those that ended the ones made since `since`. */
  tally(query: { readonly channel?: string; readonly since: number }): Promise<DeliveryCounts>;
  /** Deliveries whose dedupe key starts so, by channel. */
  withKey(prefix: string): Promise<readonly Delivery[]>;
  counts(): Promise<DeliveryCounts>;
}

/**
 * The outbox. Within a channel, deliveries go one after the other: by priority, then in order of arrival. Those that
 * are sent, held or failed stand in nobody's way.
 */
export function deliveryTable(db: Db, engine: Engine): DeliveryTable {
  const select = () => db.selectFrom('deliveries').selectAll();

  /** Changes a row only while the token holds it. */
  const whileHeld = async (
    id: string,
    token: string,
    changes: (row: ExpressionBuilder<Schema, 'deliveries'>) => UpdateObject<Schema, 'deliveries'>,
  ): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('deliveries')
      .set(changes)
      .where('id', '=', id)
      .where('token', '=', token)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };

  return {
    async enqueue({ dedupeKey, channel, kind, message, priority, createdAt }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('deliveries')
        .values({
          id: deliveryId(createdAt),
          dedupeKey,
          channel,
          kind,
          message: JSON.stringify(message),
          state: 'pending',
          priority,
          receipts: '[]',
          attempts: 0,
          nextTry: createdAt,
          createdAt,
        })
        .onConflict((known) => known.column('dedupeKey').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    claim({ platforms, ...given }) {
      if (platforms.length === 0) return Promise.resolve([]);
      return together(db, async (transaction) => {
        // A lock on the rows alone would not do: a second claimer, whose view is older than the first one's lease,
        // could take a more urgent row that arrived in the same channel meanwhile.
        await engine.alone(transaction, 'claims');
        const token = randomUUID();
        const rows = await leaseHeads(transaction, { ...given, platforms, token });
        if (rows.length === 0) return [];

        const keys = rows.map((row) => row.channel);
        const found = await transaction.selectFrom('channels').selectAll().where('key', 'in', keys).execute();
        const channels = new Map(found.map(({ key, ...channel }): [string, Channel] => [key, channel]));
        return rows
          .sort((a, b) => a.priority - b.priority || a.seq - b.seq)
          .map((row): ClaimedDelivery => {
            const channel = channels.get(row.channel);
            if (channel === undefined) throw new Error(`store: a delivery without its channel (${row.id})`);
            // `triedAt` stands from a page's first try until its outcome is known.
            return {
              delivery: fromRow(row),
              channel,
              token,
              leaseUntil: given.leaseUntil,
              uncertain: row.triedAt !== null,
            };
          });
      });
    },

    trying: (id, token, now) =>
      whileHeld(id, token, (row) => ({
        attempts: sql<number>`${row.ref('attempts')} + 1`,
        triedAt: row.fn.coalesce('triedAt', row.val(now)),
      })),

    posted: (id, token, receipts, done, now) =>
      whileHeld(id, token, () => ({
        receipts: JSON.stringify(receipts),
        triedAt: null,
        reason: null,
        ...(done ? { state: 'sent', sentAt: now, ...released } : {}),
      })),

    putOff: (id, token, state, nextTry, reason) =>
      whileHeld(id, token, (row) => ({
        state,
        nextTry,
        reason,
        triedAt: state === 'pending' ? null : row.fn.coalesce('triedAt', 'createdAt'),
        ...released,
      })),

    fail: (id, token, reason, uncertain = true) =>
      whileHeld(id, token, () => ({
        state: 'failed',
        reason,
        ...(uncertain ? {} : { triedAt: null }),
        ...released,
      })),

    async byId(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async requeue(id, now) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return false;
      const { numUpdatedRows } = await db
        .updateTable('deliveries')
        .set({
          state: 'pending',
          nextTry: now,
          triedAt: null,
          reason: null,
          // Every posted page took a try; those that failed no longer count against it.
          attempts: JSON.parse(row.receipts).length,
          ...released,
        })
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'uncertain'])
        .where('attempts', '=', row.attempts)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    recent: async (query) => (await newest(select(), query).execute()).map(fromRow),

    async oldestWaiting(channel) {
      const row = await ofChannel(select(), channel)
        .where(waiting)
        .where('state', '!=', 'held')
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async troubled({ channel, limit }) {
      const failed = await select()
        .where('state', '=', 'failed')
        .where('seq', 'in', (query) => lastEnded(query, channel))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      const uncertain = await newest(select(), { channel, states: ['uncertain'], limit }).execute();
      return [...failed, ...uncertain]
        .sort((one, other) => other.seq - one.seq)
        .slice(0, limit)
        .map(fromRow);
    },

    async tally({ channel, since }) {
      const count = () =>
        ofChannel(db.selectFrom('deliveries'), channel)
          .select(['state', db.fn.countAll<number>().as('all')])
          .groupBy('state');
      const ended = await count().where('createdAt', '>=', since).where('state', 'in', ['sent', 'failed']).execute();
      return byState([...ended, ...(await count().where(waiting).execute())]);
    },

    async withKey(prefix) {
      // A range instead of `like`, so that the index serves it and no sign of the prefix has a meaning.
      const rows = await select()
        .where('dedupeKey', '>=', prefix)
        .where('dedupeKey', '<', `${prefix}\u{10ffff}`)
        .orderBy('channel')
        .orderBy('seq')
        .execute();
      return rows.map(fromRow);
    },

    async counts() {
      const rows = await db
        .selectFrom('deliveries')
        .select(['state', db.fn.countAll<number>().as('all')])
        .groupBy('state')
        .execute();
      return byState(rows);
    },
  };
}

function byState(rows: readonly { readonly state: DeliveryState; readonly all: number }[]): DeliveryCounts {
  const counts = new Map(rows.map(({ state, all }) => [state, all]));
  // The cast: `fromEntries` forgets that every state is a key.
  return Object.fromEntries(deliveryStates.map((state) => [state, counts.get(state) ?? 0])) as DeliveryCounts;
}

const released = { token: null, leaseUntil: null };

const fromRow = ({ seq: _, token: __, leaseUntil: ___, ...row }: Selectable<Schema['deliveries']>): Delivery => ({
  ...row,
  message: JSON.parse(row.message),
  receipts: JSON.parse(row.receipts),
});
