import { type Channel, channelKey } from '../news/channel.ts';
import type { Db } from './engine.ts';

export interface ChannelTable {
  /** Adds a channel, or learns its new name. */
  save(channel: Channel): Promise<void>;
  /** Adds those of up to 1,000 channels that are not known; the others stay as they are. */
  add(channels: readonly Channel[]): Promise<void>;
  byKey(key: string): Promise<Channel | null>;
  byKeys(keys: readonly string[]): Promise<readonly Channel[]>;
  /** By platform, then name. */
  all(): Promise<readonly Channel[]>;
}

const channel = ['platform', 'workspace', 'id', 'name'] as const;

const toRow = ({ platform, workspace, id, name }: Channel) => ({
  key: channelKey({ platform, id }),
  platform,
  workspace,
  id,
  name,
});

/** The channels that the desk knows. */
export function channelTable(db: Db): ChannelTable {
  return {
    async save(given) {
      const { workspace, name } = given;
      await db
        .insertInto('channels')
        .values(toRow(given))
        .onConflict((known) => known.column('key').doUpdateSet({ workspace, name }))
        .execute();
    },

    async add(channels) {
      if (channels.length === 0) return;
      await db
        .insertInto('channels')
        .values(channels.map(toRow))
        .onConflict((known) => known.column('key').doNothing())
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
