import { type Channel, channelKey } from '../news/channel.ts';
import type { Db } from './engine.ts';

export interface ChannelTable {
  /** Adds a channel, or learns its new name. */
  save(channel: Channel): Promise<void>;
  byKey(key: string): Promise<Channel | null>;
  byKeys(keys: readonly string[]): Promise<readonly Channel[]>;
  /** By platform, then name. */
  all(): Promise<readonly Channel[]>;
}

const channel = ['platform', 'workspace', 'id', 'name'] as const;

/** The channels that the desk knows. */
export function channelTable(db: Db): ChannelTable {
  return {
    async save({ platform, workspace, id, name }) {
      await db
        .insertInto('channels')
        .values({ key: channelKey({ platform, id }), platform, workspace, id, name })
        .onConflict((known) => known.column('key').doUpdateSet({ workspace, name }))
        .execute();
    },

    async byKey(key) {
      return (await db.selectFrom('channels').select(channel).where('key', '=', key).executeTakeFirst()) ?? null;
    },

    byKeys: async (keys) =>
      keys.length === 0
        ? []
        : db
            .selectFrom('channels')
            .select(channel)
            .where('key', 'in', [...keys])
            .execute(),

    all: () => db.selectFrom('channels').select(channel).orderBy('platform').orderBy('name').orderBy('key').execute(),
  };
}
