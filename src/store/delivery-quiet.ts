import type { Delivery } from './delivery.ts';
import { fromRow } from './delivery-reports.ts';
import type { Db } from './engine.ts';

/** What waits for a channel's digest. */
export interface QuietDeliveries {
  /** By channel key, oldest first. */
  quietOf(channels: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
  /** Ends rows that waited so: another message to the channel tells what they say, as `reason` has it for people. */
  merge(ids: readonly string[], reason: string): Promise<void>;
  /** Lets alerts that wait in a channel go by themselves after all. */
  endQuiet(channel: string, now: number): Promise<void>;
  /** Takes back what waits in a channel that gets no more digests. `reason` is for people. */
  dropQuiet(channel: string, reason: string): Promise<void>;
}

/** Holds deliveries for a digest. */
export function quietDeliveries(db: Db): QuietDeliveries {
  return {
    async quietOf(channels) {
      if (channels.length === 0) return new Map();
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('state', '=', 'quiet')
        .where('channel', 'in', [...channels])
        .orderBy('seq')
        .execute();
      return Map.groupBy(rows.map(fromRow), ({ channel }) => channel);
    },

    async merge(ids, reason) {
      if (ids.length === 0) return;
      await db
        .updateTable('deliveries')
        .set({ state: 'merged', reason })
        .where('state', '=', 'quiet')
        .where('id', 'in', [...ids])
        .execute();
    },

    async endQuiet(channel, now) {
      await db
        .updateTable('deliveries')
        .set({ state: 'pending', reason: null, nextTry: now, waitsSince: now })
        .where('state', '=', 'quiet')
        .where('kind', '=', 'alert')
        .where('channel', '=', channel)
        .execute();
    },

    async dropQuiet(channel, reason) {
      await db
        .updateTable('deliveries')
        .set({ state: 'recalled', reason })
        .where('state', '=', 'quiet')
        .where('channel', '=', channel)
        .execute();
    },
  };
}
