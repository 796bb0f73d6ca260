import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { DeliveryTable } from './deliveries.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/**
 * Leases the first unfinished row of each channel of these platforms, where its time has come and no other row of the
 * channel is out. Only one process at a time may do so (`Engine.alone`).
 */
export async function leaseHeads(
  transaction: Db,
  { now, leaseUntil, limit, platforms, token }: Parameters<DeliveryTable['claim']>[0] & { readonly token: string },
): Promise<Selectable<Schema['deliveries']>[]> {
  const ready = (row: ExpressionBuilder<{ row: Schema['deliveries'] }, 'row'>) =>
    row.or([
      row.and([row('row.state', 'in', ['pending', 'uncertain']), row('row.nextTry', '<=', now)]),
      row.and([row('row.state', '=', 'sending'), row('row.leaseUntil', '<=', now)]),
    ]);

  // `ready` is asked of the row itself once more at the end: PostgreSQL repeats only those conditions when it had to wait
  // for a row whose worker was just finishing it.
  return transaction
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
    .where(ready)
    .returningAll()
    .execute();
}

/** As the indexes have it, word for word. */
const unfinished = sql<boolean>`state in ('pending', 'sending', 'uncertain')`;
const out = sql<boolean>`leased.state = 'sending'`;
