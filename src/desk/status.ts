import { type Channel, channelKey } from '../news/channel.ts';
import type { Delivery, DeliveryCounts } from '../store/delivery.ts';
import type { Pause } from '../store/pauses.ts';
import type { Tables } from '../store/store.ts';
import type { PauseView } from './pause.ts';
import type { Room } from './room.ts';
import { sourceReportOf } from './source-report.ts';

/** A delivery with the channel that it goes to. */
export interface DeliveryView {
  readonly delivery: Delivery;
  readonly channel: Channel;
}

/** How the deliveries of the whole desk, or of one channel, go. */
export interface DeliveryStatus {
  /** All that wait, and of those that ended the ones made since `since`. */
  readonly counts: DeliveryCounts;
  readonly since: number;
  /** What has waited longest. */
  readonly oldest: DeliveryView | null;
  /** What failed last in its channel or is uncertain, newest first. */
  readonly troubled: readonly DeliveryView[];
  /** There is more of it. */
  readonly more: boolean;
  /** What cannot be posted to, longest first. */
  readonly paused: readonly PauseView[];
}

export interface DeskStatus {
  readonly now: number;
  /** null where the asker may see no other channel and asks outside any. */
  readonly deliveries: DeliveryStatus | null;
  readonly feeds: { readonly read: number; readonly failing: number; readonly waiting: number };
  /** Where it was asked, with its next digest (epoch milliseconds) and what arrived there last. */
  readonly here: {
    readonly channel: Channel;
    readonly next: number | null;
    readonly last: Delivery | null;
  } | null;
}

const DAY = 86_400_000;

/** More than this is no longer read on a phone. */
const MOST_TROUBLED = 5;

/**
 * How the desk does, as seen from a channel. Only with `all` does it tell of other channels: their names are not for
 * everybody. Editors may have it, who read in every alert's report where it goes. Whoever manages a channel may not: on
 * one platform that is every member, and on another the right ends with the channel.
 */
export const statusOf =
  (room: Room) =>
  async (asked: { readonly channel: Channel | null; readonly all: boolean }): Promise<DeskStatus> => {
    const { channel, all } = asked;
    const visible = all ? {} : channel === null ? null : { channel: channelKey(channel) };
    const [deliveries, feeds, here] = await Promise.all([
      visible === null ? null : deliveryStatus(room, visible, channel),
      feedCounts(room),
      channel === null ? null : hereOf(room, channel),
    ]);
    return { now: room.clock(), deliveries, feeds, here };
  };

async function deliveryStatus(
  room: Room,
  visible: { readonly channel?: string },
  here: Channel | null,
): Promise<DeliveryStatus> {
  const { deliveries } = room.store;
  const since = room.clock() - DAY;
  const [counts, oldest, troubled, paused] = await Promise.all([
    deliveries.tally({ ...visible, since }),
    deliveries.oldestWaiting(visible.channel),
    deliveries.troubled({ ...visible, limit: MOST_TROUBLED + 1 }),
    visible.channel === undefined ? room.store.pauses.all() : pauseOf(room, here),
  ]);
  const view = (delivery: Delivery) => viewOf(room.store, delivery);
  return {
    counts,
    since,
    oldest: oldest === null ? null : await view(oldest),
    troubled: await Promise.all(troubled.slice(0, MOST_TROUBLED).map(view)),
    more: troubled.length > MOST_TROUBLED,
    paused: await Promise.all(paused.map((pause) => pauseView(room, pause))),
  };
}

async function pauseOf({ store }: Room, channel: Channel | null): Promise<readonly Pause[]> {
  const pause = channel === null ? null : await store.pauses.ofChannel(channel);
  return pause === null ? [] : [pause];
}

async function pauseView({ store }: Room, { channel: key, scope, reason, since }: Pause): Promise<PauseView> {
  const channel = await store.channels.byKey(key);
  if (channel === null) throw new Error(`desk: a pause without its channel (${key})`);
  return { channel, scope, reason, since };
}

/** A delivery with its channel. */
export async function viewOf({ channels }: Pick<Tables, 'channels'>, delivery: Delivery): Promise<DeliveryView> {
  const channel = await channels.byKey(delivery.channel);
  if (channel === null) throw new Error(`desk: a delivery without its channel (${delivery.id})`);
  return { delivery, channel };
}

async function feedCounts(room: Room): Promise<DeskStatus['feeds']> {
  const { sources } = await sourceReportOf(room)(null);
  const count = (wanted: string): number => sources.filter(({ health }) => health === wanted).length;
  return { read: sources.length - count('no feed'), failing: count('failing'), waiting: count('waiting') };
}

async function hereOf(room: Room, channel: Channel): Promise<NonNullable<DeskStatus['here']>> {
  const sent = room.store.deliveries.recent({ channel: channelKey(channel), states: ['sent'], limit: 1 });
  const [next, [last = null]] = await Promise.all([nextDigest(room, channel), sent]);
  return { channel, next, last };
}

async function nextDigest(room: Room, channel: Channel): Promise<number | null> {
  const held = await room.store.subscriptions.ofChannel(channelKey(channel));
  const slots = held.map(({ nextSlot }) => nextSlot).filter((slot) => slot < Number.MAX_SAFE_INTEGER);
  return slots.length === 0 ? null : Math.min(...slots);
}
