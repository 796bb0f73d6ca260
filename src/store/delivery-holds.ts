import type { Channel, Scope } from '../news/channel.ts';
import { NEVER } from './delivery.ts';
import type { Db } from './engine.ts';
import { channelsWithin, reaches } from './pauses.ts';

/** What a pause does to deliveries. */
export interface DeliveryHolds {
  /** Holds all that waits in a scope; what is uncertain there stays so, and is not looked up until `release`. */
  holdAll(scope: Scope, channel: Channel, reason: string): Promise<void>;
  /**
   * Lets go what is held in a scope, and looks what is uncertain up again; an alert that was made before `oldest` fails
   * instead.
   */
  release(
    scope: Scope,
    channel: Channel,
    how: { readonly now: number; readonly oldest: number; readonly reason: string },
  ): Promise<void>;
}

/** Holds deliveries where nothing can be posted, and lets them go. */
export function deliveryHolds(db: Db): DeliveryHolds {
  const waitingWithin = (scope: Scope, channel: Channel, state: 'pending' | 'uncertain' | 'held') =>
    db
      .updateTable('deliveries')
      .where('state', '=', state)
      .where('channel', 'in', (query) => channelsWithin(query, scope, channel));

  return {
    async holdAll(scope, channel, reason) {
      await waitingWithin(scope, channel, 'pending').set({ state: 'held', reason }).execute();
      await waitingWithin(scope, channel, 'uncertain').set({ nextTry: NEVER, reason }).execute();
    },

    async release(scope, channel, { now, oldest, reason }) {
      const due = { nextTry: now, waitsSince: now };
      // No digest is made while its channel is paused: one that was held is the only one to tell its stories.
      await waitingWithin(scope, channel, 'held')
        .where('kind', '=', 'alert')
        .where('createdAt', '<', oldest)
        .set({ state: 'failed', reason })
        .execute();
      await waitingWithin(scope, channel, 'held')
        .set({ state: 'pending', reason: null, ...due })
        .execute();
      await waitingWithin(scope, channel, 'uncertain').where('nextTry', '=', NEVER).set(due).execute();
    },
  };
}

/** Why those of these channels are paused that are, by channel key. */
export async function pauseReasons(db: Db, channels: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (channels.length === 0) return new Map();
  const rows = await db
    .selectFrom('pauses')
    .innerJoin('channels', (join) => join.on(reaches))
    .where('channels.key', 'in', [...new Set(channels)])
    .select(['channels.key', 'pauses.reason'])
    .execute();
  return new Map(rows.map(({ key, reason }) => [key, reason]));
}
