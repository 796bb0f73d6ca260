import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ExpressionBuilder, sql, type UpdateObject } from 'kysely';
import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';
import type { ClaimedDelivery, Delivery } from './delivery.ts';
import { type DeliveryAmendments, deliveryAmendments } from './delivery-amendments.ts';
import { type DeliveryHolds, deliveryHolds, pauseReasons } from './delivery-holds.ts';
import { deliveryId } from './delivery-id.ts';
import { type QuietDeliveries, quietDeliveries } from './delivery-quiet.ts';
import { type DeliveryRecord, deliveryRecord } from './delivery-record.ts';
import { type DeliveryRecovery, deliveryRecovery } from './delivery-recovery.ts';
import { type DeliveryReports, deliveryReports, fromRow } from './delivery-reports.ts';
import { type Db, type Engine, together } from './engine.ts';
import { leaseHeads, released } from './lease.ts';
import type { Schema } from './schema.ts';
import { textOnce } from './text-once.ts';

/** A message that is to go to a channel. */
export type NewDelivery = Pick<Delivery, 'dedupeKey' | 'channel' | 'kind' | 'message' | 'priority' | 'createdAt'> &
  Partial<Pick<Delivery, 'mayRepeat' | 'act' | 'target'>> & {
    /** Why it waits for a digest, for people; left out where it goes by itself. */
    readonly quiet?: string;
  };

/** How many rows of a workspace: as `left` says, or else `each`. */
export interface Quota {
  readonly each: number;
  readonly left: ReadonlyMap<string, number>;
}

export interface DeliveryTable
  extends DeliveryReports,
    DeliveryHolds,
    QuietDeliveries,
    DeliveryAmendments,
    DeliveryRecord,
    DeliveryRecovery {
  /** False when the dedupe key is known: nothing is added. A row for a paused channel is held from the start. */
  enqueue(delivery: NewDelivery): Promise<boolean>;
  /** The same for many at once; returns how many were added. */
  enqueueAll(deliveries: readonly NewDelivery[]): Promise<number>;
  /**
   * Leases the first unfinished row of each channel, for these platforms: pending or uncertain rows whose time has
   * come, and rows of a worker whose lease ran out (claimed as uncertain). Never two rows of one channel at once.
   */
  claim(options: {
    readonly now: number;
    readonly leaseUntil: number;
    readonly limit: number;
    readonly platforms: readonly string[];
    /** At most so many rows of a workspace. Where it is given, one platform is named. */
    readonly quota?: Quota;
    /** The same of rows that edit, where they count apart from others. */
    readonly editQuota?: Quota;
    /** Passes over channels whose meter is not ready by then. */
    readonly readyBy?: number;
  }): Promise<readonly ClaimedDelivery[]>;
  /** The calls below change a row only while `token` holds its lease, and return whether it did. */
  trying(id: string, token: string, now: number): Promise<boolean>;
  /** A page was posted; `receipts` are those of all pages so far, and `done` ends the delivery. */
  posted(id: string, token: string, receipts: readonly string[], done: boolean, now: number): Promise<boolean>;
  /** Gives the row back, to be tried again: at `nextTry`, or where that is `NEVER`, when somebody says so. */
  putOff(
    id: string,
    token: string,
    how: {
      readonly state: 'pending' | 'uncertain';
      readonly now: number;
      readonly nextTry: number;
      readonly reason: string | null;
      /** The try does not count: the platform did not look at the message. */
      readonly uncounted?: boolean;
    },
  ): Promise<boolean>;
  /** Keeps the row, surely not posted, until `release`. */
  hold(id: string, token: string, reason: string): Promise<boolean>;
  /** Ends the delivery. `uncertain`: the page at hand may have been posted; false only where it surely was not. */
  fail(id: string, token: string, reason: string, uncertain?: boolean): Promise<boolean>;
}

/** Rows of one statement: far below what an engine takes as its parameters. */
const BATCH = 500;

/**
 * The outbox. Within a channel, deliveries go one after the other: by priority, then in order of arrival. Those that
 * are sent, held or failed stand in nobody's way, nor do those that are uncertain until a person decides.
 */
export function deliveryTable(db: Db, engine: Engine): DeliveryTable {
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

  async function enqueueAll(deliveries: readonly NewDelivery[]): Promise<number> {
    const text = textOnce<Message>(JSON.stringify);
    let added = 0n;
    for (let at = 0; at < deliveries.length; at += BATCH) {
      const batch = deliveries.slice(at, at + BATCH);
      const reasons = await pauseReasons(
        db,
        batch.map(({ channel }) => channel),
      );
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('deliveries')
        .values(batch.map((delivery) => newRow(delivery, text(delivery.message), reasons.get(delivery.channel))))
        .onConflict((known) => known.column('dedupeKey').doNothing())
        .executeTakeFirst();
      added += numInsertedOrUpdatedRows ?? 0n;
      // The embedded store answers without a turn of the loop: acknowledgements get theirs between two batches.
      if (at + BATCH < deliveries.length) await nextTurn();
    }
    return Number(added);
  }

  return {
    ...deliveryReports(db),
    ...deliveryHolds(db),
    ...quietDeliveries(db),
    ...deliveryAmendments(db),
    ...deliveryRecord(db),
    ...deliveryRecovery(db),
    enqueueAll,
    enqueue: async (delivery) => (await enqueueAll([delivery])) > 0,

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
        const targets = await deliveryReports(transaction).byIds(rows.flatMap(({ target }) => target ?? []));
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
              target: targets.get(row.target ?? '') ?? null,
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

    putOff: (id, token, { state, now, nextTry, reason, uncounted = false }) =>
      whileHeld(id, token, (row) => ({
        state,
        nextTry,
        waitsSince: now,
        reason,
        triedAt: state === 'pending' ? null : row.fn.coalesce('triedAt', 'createdAt'),
        ...(uncounted ? { attempts: sql<number>`${row.ref('attempts')} - 1` } : {}),
        ...released,
      })),

    hold: (id, token, reason) => whileHeld(id, token, () => ({ state: 'held', reason, triedAt: null, ...released })),

    fail: (id, token, reason, uncertain = true) =>
      whileHeld(id, token, () => ({
        state: 'failed',
        reason,
        ...(uncertain ? {} : { triedAt: null }),
        ...released,
      })),
  };
}

const newRow = (
  { dedupeKey, channel, kind, priority, createdAt, mayRepeat = false, act = 'post', target = null, quiet }: NewDelivery,
  message: string,
  paused: string | undefined,
) => ({
  id: deliveryId(createdAt),
  dedupeKey,
  channel,
  kind,
  act,
  target,
  message,
  state: quiet !== undefined ? ('quiet' as const) : paused === undefined ? ('pending' as const) : ('held' as const),
  priority,
  receipts: '[]',
  attempts: 0,
  nextTry: createdAt,
  waitsSince: createdAt,
  reason: quiet ?? paused ?? null,
  mayRepeat: Number(mayRepeat),
  createdAt,
});
