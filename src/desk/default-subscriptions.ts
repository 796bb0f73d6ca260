import type { DefaultSubscription } from '../content/desk-file.ts';
import { nextSlot } from '../news/timetable.ts';
import type { Room } from './room.ts';

/**
 * Subscribes the channels that the desk file names, once: a channel that was ever subscribed, even if it left again,
 * is left as its people want it.
 */
export const subscribeDefaultsOf = (room: Room) => async (): Promise<void> => {
  for (const wanted of room.file.subscriptions) await subscribeOnce(room, wanted);
};

async function subscribeOnce(room: Room, wanted: DefaultSubscription): Promise<void> {
  const now = room.clock();
  const timetable = { cron: wanted.at, zone: wanted.zone ?? room.zone };
  const slot = nextSlot(timetable, now);
  const at = wanted.channel.indexOf(':');
  const [platform, id] = [wanted.channel.slice(0, at), wanted.channel.slice(at + 1)];
  if (slot === null) return;
  await room.store.transaction(async (tables) => {
    if ((await tables.channels.byKey(wanted.channel)) !== null) return;
    await tables.channels.save({ platform, workspace: 'default', id, name: wanted.name ?? id });
    await tables.subscriptions.create({
      channel: wanted.channel,
      topics: wanted.topics,
      ...timetable,
      limit: wanted.limit,
      alerts: wanted.alerts,
      nextSlot: slot,
      createdBy: 'desk',
      createdAt: now,
    });
  });
}
