import type { DefaultSubscription } from '../content/desk-file.ts';
import { type Channel, channelKey, defaultWorkspace } from '../news/channel.ts';
import { nextDue } from '../news/due.ts';
import type { Room } from './room.ts';

/**
 * Subscribes the channels that the desk file names, once: a channel that was ever subscribed, even if it left again,
 * is left as its people want it. A workspace that the file names later is learnt where none was known.
 */
export const subscribeDefaultsOf = (room: Room) => async (): Promise<void> => {
  for (const wanted of room.file.subscriptions) await subscribeOnce(room, wanted);
};

async function subscribeOnce(room: Room, { channel: named, name, zone, terms }: DefaultSubscription): Promise<void> {
  const now = room.clock();
  const own = { ...terms, zone: zone ?? room.zone };
  const nextSlot = nextDue(own, now);
  if (nextSlot === null) return;
  const { platform, workspace, id } = named;
  const channel: Channel = { platform, workspace: workspace ?? defaultWorkspace, id, name: name ?? id };
  const key = channelKey(channel);
  await room.store.transaction(async (tables) => {
    const known = await tables.channels.byKey(key);
    if (known?.workspace === defaultWorkspace && workspace !== null)
      await tables.channels.save({ ...known, workspace });
    if (known !== null) return;
    await tables.channels.save(channel);
    await tables.subscriptions.create({ ...own, channel: key, nextSlot, createdBy: 'desk', createdAt: now });
  });
}
