import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Channel } from '../news/channel.ts';
import { deliveryId } from './delivery-id.ts';
import { type Db, type Engine, together } from './engine.ts';
import type { Schema } from './schema.ts';
import {
  type ClaimedDelivery,
  type Delivery,
  type DeliveryState,
  type DeliveryTable,
  deliveryStates,
} from './store.ts';

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

    claim({ now, leaseUntil, limit, platforms }) {
      if (platforms.length === 0) return Promise.resolve([]);
      const ready = (row: ExpressionBuilder<{ row: Schema['deliveries'] }, 'row'>) =>
        row.or([
          row.and([row('row.state', 'in', ['pending', 'uncertain']), row('row.nextTry', '<=', now)]),
          row.and([row('row.state', '=', 'sending'), row('row.leaseUntil', '<=', now)]),
        ]);

      return together(db, async (transaction) => {
        // A lock on the rows alone would not do: a second claimer, whose view is older than the first one's lease,
        // could take a more urgent row that arrived in the same channel meanwhile.
        await engine.alone(transaction, 'claims');
        const token = randomUUID();
        const rows = await transaction
          .with(
            (heads) => heads('heads').materialized(),
            (query) =>
              query
                .selectFrom('channels')
                .where('channels.platform', 'in', platforms)
                .select((channel) =>
                  channel
                    .selectFrom('deliveries')
                    .whereRef('deliveries.channel', '=', 'channels.key')
                    .where(unfinished)
                    .orderBy('deliveries.priority')
                    .orderBy('deliveries.seq')
                    .limit(1)
                    .select('deliveries.seq')
                    .as('seq'),
                ),
          )
          .updateTable('deliveries as row')
          .set({ state: 'sending', token, leaseUntil })
          .where('row.seq', 'in', (query) =>
            query
              .selectFrom('heads')
              .innerJoin('deliveries as row', 'row.seq', 'heads.seq')
              .where(ready)
              .where(({ not, exists, selectFrom }) =>
                not(
                  exists(
                    selectFrom('deliveries as leased')
                      .whereRef('leased.channel', '=', 'row.channel')
                      .where(out)
                      .where('leased.leaseUntil', '>', now)
                      .select('leased.seq'),
                  ),
                ),
              )
              .orderBy('row.priority')
              .orderBy('row.seq')
              .limit(limit)
              .select('row.seq'),
          )
          // Asked of the row itself once more: PostgreSQL repeats only these conditions when it had to wait for a row
          // whose worker was just finishing it.
          .where(ready)
          .returningAll()
          .execute();
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
            return { delivery: fromRow(row), channel, token, uncertain: row.triedAt !== null };
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

    fail: (id, token, reason) => whileHeld(id, token, () => ({ state: 'failed', reason, ...released })),

    async byId(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async recent({ channel, limit }) {
      const rows = await select()
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
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
      const counts = new Map(rows.map((row) => [row.state, row.all]));
      // The cast: `fromEntries` forgets that every state is a key.
      return Object.fromEntries(deliveryStates.map((state) => [state, counts.get(state) ?? 0])) as Record<
        DeliveryState,
        number
      >;
    },
  };
}

/** As the indexes have it, word for word. */
const unfinished = sql<boolean>`state in ('pending', 'sending', 'uncertain')`;
const out = sql<boolean>`leased.state = 'sending'`;

const released = { token: null, leaseUntil: null };

const fromRow = ({ seq: _, token: __, leaseUntil: ___, ...row }: Selectable<Schema['deliveries']>): Delivery => ({
  ...row,
  message: JSON.parse(row.message),
  receipts: JSON.parse(row.receipts),
});
