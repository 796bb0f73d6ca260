import { channelKey } from '../news/channel.ts';
import type { Db } from './engine.ts';
import type { ChannelTable } from './store.ts';

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

    all: () => db.selectFrom('channels').select(channel).orderBy('platform').orderBy('name').orderBy('key').execute(),
  };
}
