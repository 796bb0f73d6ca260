import { sql } from 'kysely';
import { type Delivery, NEVER } from './delivery.ts';
import { keyStarts } from './delivery-query.ts';
import { fromRow } from './delivery-reports.ts';
import type { Db } from './engine.ts';

/** How many of some rows had been posted by a time. */
export interface Reach {
  readonly all: number;
  readonly posted: number;
}

/** What had been posted by a time, in epoch milliseconds. What had no receipt by then is in none of this. */
export interface DeliveryRecord {
  /** When the oldest row of all was made; null where there is none. */
  begins(): Promise<number | null>;
  /** In one channel, the last first; only rows whose key starts so, where a prefix is given. */
  postedIn(query: {
    readonly channel: string;
    readonly kind: Delivery['kind'];
    readonly by: number;
    readonly prefix?: string;
    readonly limit: number;
    readonly offset?: number;
  }): Promise<readonly Delivery[]>;
  /** The last of a kind in each channel, the latest of all first. */
  lastOfEach(query: {
    readonly kind: Delivery['kind'];
    readonly by: number;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** The last in any channel whose key starts so. */
  lastPosted(prefix: string, by: number): Promise<Delivery | null>;
  /** How far the rows had come whose key starts so. */
  reach(prefix: string, by: number): Promise<Reach>;
}

/** Reads back what channels were told. */
export function deliveryRecord(db: Db): DeliveryRecord {
  const lastFirst = () => db.selectFrom('deliveries').selectAll().orderBy('sentAt', 'desc').orderBy('seq', 'desc');

  return {
    async begins() {
      const row = await db.selectFrom('deliveries').select('createdAt').orderBy('seq').limit(1).executeTakeFirst();
      return row?.createdAt ?? null;
    },

    async postedIn({ channel, kind, by, prefix = '', limit, offset = 0 }) {
      const rows = await lastFirst()
        .where('channel', '=', channel)
        .where('kind', '=', kind)
        .where('sentAt', '<=', by)
        .where(keyStarts(prefix))
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(fromRow);
    },

    async lastOfEach({ kind, by, limit }) {
      const rows = await lastFirst()
        .where('seq', 'in', (query) =>
          query
            .selectFrom('channels')
            .select((row) =>
              row
                .selectFrom('deliveries as told')
                .whereRef('told.channel', '=', 'channels.key')
                .where('told.kind', '=', kind)
                .where('told.sentAt', '<=', by)
                .orderBy('told.sentAt', 'desc')
                .orderBy('told.seq', 'desc')
                .limit(1)
                .select('told.seq')
                .as('seq'),
            ),
        )
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },

    async lastPosted(prefix, by) {
      const row = await lastFirst()
        .where(keyStarts(prefix))
        // No index has this: PostgreSQL would read the whole of `deliveriesPosted` beside the few rows of the key.
        .where(sql<boolean>`coalesce(sent_at, ${NEVER}) <= ${by}`)
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    reach: (prefix, by) =>
      db
        .selectFrom('deliveries')
        .where(keyStarts(prefix))
        .select(({ fn }) => [
          fn.countAll<number>().as('all'),
          sql<number>`count(case when sent_at <= ${by} then 1 end)`.as('posted'),
        ])
        .executeTakeFirstOrThrow(),
  };
}
