import { type ExpressionBuilder, type RawBuilder, type Selectable, sql } from 'kysely';
import type { DeliveryTable, Quota } from './deliveries.ts';
import { NEVER } from './delivery.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';
import { SET_BACK_MS } from './set-back.ts';

/**
 * Leases the first unfinished row of each channel of these platforms, where its time has come and no other row of the
 * channel is out. Only one process at a time may do so (`Engine.alone`).
 */
export async function leaseHeads(
  transaction: Db,
  {
    now,
    leaseUntil,
    limit,
    platforms,
    quota,
    editQuota,
    readyBy,
    token,
  }: Parameters<DeliveryTable['claim']>[0] & { readonly token: string },
): Promise<Selectable<Schema['deliveries']>[]> {
  const ready = (row: ExpressionBuilder<{ row: Schema['deliveries'] }, 'row'>) =>
    row.or([
      row.and([
        row('row.state', 'in', ['pending', 'uncertain']),
        row.or([row('row.nextTry', '<=', now), row('row.waitsSince', '>', now + SET_BACK_MS)]),
      ]),
      row.and([row('row.state', '=', 'sending'), row('row.leaseUntil', '<=', now)]),
    ]);

  const counted = editQuota === undefined ? sql`heads.workspace` : sql`heads.workspace, row.act = 'edit'`;
  const most =
    editQuota === undefined
      ? mostOf(quota, limit)
      : sql`case when due.act = 'edit' then ${mostOf(editQuota, limit)} else ${mostOf(quota, limit)} end`;

  // `ready` is asked of the row itself once more at the end: PostgreSQL repeats only those conditions when it had to wait
  // for a row whose worker was just finishing it.
  return transaction
    .with(
      (heads) => heads('heads').materialized(),
      (query) =>
        query
          .selectFrom('channels')
          .where('channels.platform', 'in', platforms)
          .select('channels.workspace')
          .select((channel) =>
            channel
              .selectFrom('deliveries')
              .whereRef('deliveries.channel', '=', 'channels.key')
              .where(unfinished)
              .where('deliveries.nextTry', '<', NEVER)
              .orderBy('deliveries.priority')
              .orderBy('deliveries.seq')
              .limit(1)
              .select('deliveries.seq')
              .as('seq'),
          ),
    )
    .with('due', (query) =>
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
        .$if(readyBy !== undefined, (due) =>
          due.where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('meters')
                  .where('meters.key', '=', sql<string>`'channel ' || "row".channel`)
                  .where('meters.readyAt', '>', readyBy ?? 0)
                  .where('meters.at', '<=', now + SET_BACK_MS)
                  .select('meters.key'),
              ),
            ),
          ),
        )
        .select(['row.seq', 'row.priority', 'row.act', 'heads.workspace'])
        .select(sql<number>`row_number() over (partition by ${counted} order by row.priority, row.seq)`.as('place')),
    )
    .updateTable('deliveries as row')
    .set({ state: 'sending', token, leaseUntil })
    .where('row.seq', 'in', (query) =>
      query
        .selectFrom('due')
        .$if(quota !== undefined, (due) => due.where(sql<boolean>`place <= ${most}`))
        .orderBy('due.priority')
        .orderBy('due.seq')
        .limit(limit)
        .select('due.seq'),
    )
    .where(ready)
    .returningAll()
    .execute();
}

/** A row that nobody holds. */
export const released = { token: null, leaseUntil: null };

/** How many rows of a workspace may be leased. Without a cast, PostgreSQL takes the numbers of a `case` for text. */
function mostOf(quota: Quota | undefined, limit: number): RawBuilder<number> {
  const { each, left } = quota ?? { each: limit, left: new Map<string, number>() };
  const most = (rows: number) => sql`cast(${Math.min(rows, limit)} as integer)`;
  if (left.size === 0) return sql<number>`${most(each)}`;
  const cases = [...left].map(([workspace, rows]) => sql`when ${workspace} then ${most(rows)}`);
  return sql<number>`case due.workspace ${sql.join(cases, sql` `)} else ${most(each)} end`;
}

/** As the indexes have it, word for word. */
const unfinished = sql<boolean>`state in ('pending', 'sending', 'uncertain')`;
const out = sql<boolean>`leased.state = 'sending'`;
