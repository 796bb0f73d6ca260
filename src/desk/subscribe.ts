import { type Channel, channelKey } from '../news/channel.ts';
import { describeTimetable, nextSlot, type Timetable } from '../news/timetable.ts';
import { UserError } from '../news/user-error.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { Room } from './room.ts';

export interface SubscribeOrder {
  readonly channel: Channel;
  readonly topics: readonly string[];
  readonly timetable: Timetable;
  readonly limit: number;
  readonly alerts: boolean;
  /** `platform:user id` of who asked. */
  readonly by: string;
}

/** A subscription with its next three slots. */
export interface SubscriptionReport {
  readonly subscription: Subscription;
  readonly channel: Channel;
  readonly next: readonly number[];
}

/** One channel may hold this many; more would be a flood. */
const MOST = 10;

/** Subscribes a channel. Throws `UserError` when it cannot be posted to, holds the same subscription, or too many. */
export const subscribeOf =
  (room: Room) =>
  async (order: SubscribeOrder): Promise<SubscriptionReport> => {
    const key = channelKey(order.channel);
    const now = room.clock();
    const slots = nextSlots(order.timetable, now);
    const [slot] = slots;
    if (slot === undefined) throw new UserError('This time never comes. Choose another one, for example 08:00.');
    const obstacle = (await room.obstacle?.(order.channel)) ?? null;
    if (obstacle !== null) throw new UserError(`Nothing was subscribed, because nothing would arrive. ${obstacle}`);
    const { cron, zone } = order.timetable;
    const wanted = { channel: key, topics: order.topics, cron, zone, limit: order.limit, alerts: order.alerts };
    const subscription = await room.store.transaction(async (tables) => {
      await tables.channels.save(order.channel);
      const held = await tables.subscriptions.ofChannel(key);
      refuse(held, wanted);
      const id = await tables.subscriptions.create({ ...wanted, nextSlot: slot, createdBy: order.by, createdAt: now });
      await tables.ledger.append({
        at: now,
        actor: order.by,
        action: 'subscription.created',
        subject: key,
        details: { ...wanted, id },
      });
      return { ...wanted, id, nextSlot: slot, createdBy: order.by, createdAt: now };
    });
    return { subscription, channel: order.channel, next: slots };
  };

type Wanted = Omit<Subscription, 'id' | 'nextSlot' | 'createdBy' | 'createdAt'>;

function refuse(held: readonly Subscription[], wanted: Wanted): void {
  const same = held.find(
    ({ cron, zone, topics }) => cron === wanted.cron && zone === wanted.zone && topics.join() === wanted.topics.join(),
  );
  if (same !== undefined)
    throw new UserError(
      `This channel has that digest already. To change it, type /unsubscribe ${same.id} and subscribe again.`,
    );
  if (held.length >= MOST)
    throw new UserError(
      `This channel has ${held.length} subscriptions, the most it may have. Remove one with /unsubscribe first.`,
    );
}

function nextSlots(timetable: Timetable, after: number): readonly number[] {
  const slots: number[] = [];
  for (let at: number | null = after; slots.length < 3; ) {
    at = nextSlot(timetable, at);
    if (at === null) break;
    slots.push(at);
  }
  return slots;
}

/** What a channel receives. */
export const subscriptionsOf =
  (room: Room) =>
  async (channel: Channel): Promise<readonly SubscriptionReport[]> => {
    const held = await room.store.subscriptions.ofChannel(channelKey(channel));
    return held.map((subscription) => ({ subscription, channel, next: nextSlots(subscription, room.clock()) }));
  };

const choice = ({ subscription }: SubscriptionReport): string => {
  const topics = subscription.topics.length === 0 ? '' : `, ${subscription.topics.join(', ')}`;
  return `/unsubscribe ${subscription.id} (${describeTimetable(subscription)}${topics})`;
};

/**
 * Removes one subscription of a channel (its only one where no id is given). Throws `UserError` where it is not clear
 * which, or there is none.
 */
export const unsubscribeOf =
  (room: Room) =>
  async (channel: Channel, id: number | null, by: string): Promise<SubscriptionReport> => {
    const held = await subscriptionsOf(room)(channel);
    const report = id === null && held.length === 1 ? held[0] : held.find(({ subscription }) => subscription.id === id);
    if (held.length === 0) throw new UserError('This channel has no subscription. /subscribe makes one.');
    if (report === undefined) throw new UserError(`Say which one: ${held.map(choice).join('; ')}.`);
    await room.store.transaction(async (tables) => {
      await tables.subscriptions.remove(report.subscription.id);
      await tables.ledger.append({
        at: room.clock(),
        actor: by,
        action: 'subscription.removed',
        subject: channelKey(channel),
        details: { id: report.subscription.id },
      });
    });
    return report;
  };
