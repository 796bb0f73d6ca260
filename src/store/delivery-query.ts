import { type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { Schema } from './schema.ts';

type Deliveries<Row> = SelectQueryBuilder<Schema, 'deliveries', Row>;

/** As the indexes have it, word for word. */
export const waiting = sql<boolean>`state in ('pending', 'sending', 'uncertain', 'held', 'quiet')`;
const failed = sql<boolean>`state = 'failed'`;

/** What has not ended yet. */
export const waitingStates: readonly DeliveryState[] = ['pending', 'sending', 'uncertain', 'held', 'quiet'];

/** Rows whose dedupe key starts so: a range instead of `like`, so that the index serves it and no sign has a meaning. */
export const keyStarts = (prefix: string): RawBuilder<boolean> =>
  sql<boolean>`dedupe_key >= ${prefix} and dedupe_key < ${`${prefix}\u{10ffff}`}`;

/** Only of this channel, where one is given. */
export function ofChannel<Row>(query: Deliveries<Row>, channel: string | undefined): Deliveries<Row> {
  return channel === undefined ? query : query.where('channel', '=', channel);
}

/** The newest rows of a channel, of some states and of some acts. Rows of a state are found through the index that holds only such. */
export function newest<Row>(
  query: Deliveries<Row>,
  {
    channel,
    states = [],
    acts = [],
    limit,
  }: {
    readonly channel?: string | undefined;
    readonly states?: readonly DeliveryState[];
    readonly acts?: readonly Delivery['act'][];
    readonly limit: number;
  },
): Deliveries<Row> {
  const acting = acts.length === 0 ? query : query.where('act', 'in', acts);
  const only = states.length === 0 ? acting : acting.where('state', 'in', states);
  const wait = states.length > 0 && states.every((state) => waitingStates.includes(state));
  const fail = states.length > 0 && states.every((state) => state === 'failed');
  const indexed = wait ? only.where(waiting) : fail ? only.where(failed) : only;
  return ofChannel(indexed, channel).orderBy('seq', 'desc').limit(limit);
}

/** The newest row of each channel (or of one) that was sent or failed. */
export const lastEnded = (query: ExpressionBuilder<Schema, 'deliveries'>, channel: string | undefined) =>
  query
    .selectFrom('channels')
    .$if(channel !== undefined, (channels) => channels.where('channels.key', '=', channel ?? ''))
    .select((row) =>
      row
        .selectFrom('deliveries as ended')
        .whereRef('ended.channel', '=', 'channels.key')
        .where('ended.state', 'in', ['sent', 'failed'])
        .orderBy('ended.seq', 'desc')
        .limit(1)
        .select('ended.seq')
        .as('seq'),
    );
