import type { Message } from '../message/message.ts';
import { type Channel, channelKey, type Scope, scopeKey } from '../news/channel.ts';
import type { Tables } from '../store/store.ts';
import { waitAfter } from './look.ts';
import { operationsOf, subscribersOf, tell } from './notice.ts';
import type { Room } from './room.ts';

/** Something where nothing can be posted, and a channel where that was met. */
export interface PauseView {
  readonly channel: Channel;
  readonly scope: Scope;
  readonly reason: string;
  readonly since: number;
}

/** Words for whoever subscribed a channel, and for the desk's operations channel. */
export interface PauseLayouts {
  readonly paused: (pause: PauseView, reader: 'subscriber' | 'operations') => Message;
  readonly resumed: (pause: PauseView) => Message;
}

/**
 * Pauses what cannot be posted to and holds what waits there, as a part of a transaction. Whoever subscribed the channel
 * and the operations channel are told once, when the pause begins; operations once more where it was thought to be over.
 */
export const pausingOf =
  (room: Room, layouts: PauseLayouts) =>
  async (tables: Tables, { channel, scope, reason }: Omit<PauseView, 'since'>): Promise<void> => {
    const now = room.clock();
    const key = scopeKey(channel, scope);
    const pause = { key, scope, channel: channelKey(channel), reason, since: now, nextLook: now + waitAfter(0) };
    const begun = await tables.pauses.begin(pause);
    await tables.deliveries.holdAll(scope, channel, reason);
    if (begun === null) return;
    // The desk saw nothing in the way, and was wrong: that counts as one more look.
    if (begun.looks > 0) await tables.pauses.looked(key, pause.nextLook, now + waitAfter(begun.looks));
    const view = { channel, scope, reason, since: now };
    const told = begun.relapses <= 1;
    if (told) await tellPaused(room, layouts, tables, view, begun.relapses);
    await tables.ledger.append({
      at: now,
      actor: 'desk',
      action: 'delivery.paused',
      subject: key,
      details: { reason },
    });
    if (told) room.onQueued();
  };

async function tellPaused(
  room: Room,
  layouts: PauseLayouts,
  tables: Tables,
  view: PauseView,
  relapses: number,
): Promise<void> {
  const { channel, scope, since } = view;
  const notice = { about: scopeKey(channel, scope), since, now: since };
  // With a whole workspace, the way to its people is closed too.
  const people = scope === 'channel' && relapses === 0 ? await subscribersOf(tables, channel) : [];
  for (const person of people) await tell(tables, person, layouts.paused(view, 'subscriber'), notice);
  await tell(tables, await operationsOf(room, tables), layouts.paused(view, 'operations'), notice);
}
