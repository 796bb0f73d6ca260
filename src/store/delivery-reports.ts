import type { Selectable } from 'kysely';
import { type Delivery, type DeliveryCounts, type DeliveryState, deliveryStates } from './delivery.ts';
import { keyStarts, lastEnded, newest, ofChannel, waiting } from './delivery-query.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** What people see of the outbox. */
export interface DeliveryReports {
  byId(id: string): Promise<Delivery | null>;
  /** Those of these ids that there are, by id. */
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>>;
  /** Newest first; in these states and of these acts only, where any is given. */
  recent(query: {
    readonly channel?: string;
    readonly states?: readonly DeliveryState[];
    readonly acts?: readonly Delivery['act'][];
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** The row that has waited longest to be posted; those that are held or quiet wait on purpose and do not count. */
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
  /** The same rows by state. */
  countsOf(prefix: string): Promise<DeliveryCounts>;
  /** Of the same rows those that failed, are held or uncertain, the newest first. */
  troublesOf(prefix: string, limit: number): Promise<readonly Delivery[]>;
  counts(): Promise<DeliveryCounts>;
}

/** Reads the outbox and changes nothing. */
export function deliveryReports(db: Db): DeliveryReports {
  const select = () => db.selectFrom('deliveries').selectAll();

  return {
    async byId(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async byIds(ids) {
      if (ids.length === 0) return new Map();
      const rows = await select()
        .where('id', 'in', [...new Set(ids)])
        .execute();
      return new Map(rows.map((row) => [row.id, fromRow(row)]));
    },

    recent: async (query) => (await newest(select(), query).execute()).map(fromRow),

    async oldestWaiting(channel) {
      const row = await ofChannel(select(), channel)
        .where(waiting)
        .where('state', 'not in', ['held', 'quiet'])
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
      const rows = await select().where(keyStarts(prefix)).orderBy('channel').orderBy('seq').execute();
      return rows.map(fromRow);
    },

    async countsOf(prefix) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['state', db.fn.countAll<number>().as('all')])
        .where(keyStarts(prefix))
        .groupBy('state')
        .execute();
      return byState(rows);
    },

    async troublesOf(prefix, limit) {
      const rows = await select()
        .where(keyStarts(prefix))
        .where('state', 'in', ['failed', 'held', 'uncertain'])
        .orderBy('seq', 'desc')
        .limit(limit)
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

/** A row as the rest of the house knows it. */
export const fromRow = ({
  seq: _,
  token: __,
  leaseUntil: ___,
  waitsSince: ____,
  mayRepeat,
  ...row
}: Selectable<Schema['deliveries']>): Delivery => ({
  ...row,
  mayRepeat: mayRepeat === 1,
  message: JSON.parse(row.message),
  receipts: JSON.parse(row.receipts),
});
