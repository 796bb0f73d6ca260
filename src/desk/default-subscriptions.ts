import type { DefaultSubscription } from '../content/desk-file.ts';
import { type Channel, channelKey, defaultWorkspace } from '../news/channel.ts';
import { nextDue } from '../news/due.ts';
import type { Room } from './room.ts';

/**
 * Subscribes the channels that the desk file names, once: a channel that was ever subscribed, even if it left again,
 * is left as its people want it. A workspace that the file names later is learnt where none was known.
 */
export const subscribeDefaultsOf = (room: Room) => async (): Promise<void> => {
  const byChannel = Map.groupBy(room.file.subscriptions, ({ channel }) => channelKey(channel));
  for (const [key, wanted] of byChannel) await subscribeOnce(room, key, wanted);
};

async function subscribeOnce(room: Room, key: string, wanted: readonly DefaultSubscription[]): Promise<void> {
  const now = room.clock();
  const due = wanted.flatMap(({ zone, terms }) => {
    const own = { ...terms, zone: zone ?? room.zone };
    const nextSlot = nextDue(own, now);
    return nextSlot === null ? [] : [{ ...own, channel: key, nextSlot, createdBy: 'desk', createdAt: now }];
  });
  const channel = channelOf(wanted);
  if (channel === null || due.length === 0) return;
  await room.store.transaction(async (tables) => {
    const known = await tables.channels.byKey(key);
    if (known?.workspace === defaultWorkspace && channel.workspace !== defaultWorkspace)
      await tables.channels.save({ ...known, workspace: channel.workspace });
    if (known !== null) return;
    await tables.channels.save(channel);
    for (const subscription of due) await tables.subscriptions.create(subscription);
  });
}

/** A channel by all that its entries say of it. */
function channelOf(entries: readonly DefaultSubscription[]): Channel | null {
  const [first] = entries;
  if (first === undefined) return null;
  const { platform, id } = first.channel;
  const workspace = entries.find(({ channel }) => channel.workspace !== null)?.channel.workspace;
  const name = entries.find((entry) => entry.name !== null)?.name;
  return { platform, workspace: workspace ?? defaultWorkspace, id, name: name ?? id };
}
