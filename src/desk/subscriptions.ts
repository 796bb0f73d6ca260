import { type Channel, channelKey } from '../news/channel.ts';
import { nextDue } from '../news/due.ts';
import { describeTimetable } from '../news/timetable.ts';
import { UserError } from '../news/user-error.ts';
import { NEVER } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { ListedSubscription } from './import-subscriptions.ts';
import type { Room } from './room.ts';
import { record, reportOf, type SubscriptionReport } from './subscribe.ts';

/** What a channel receives. */
export const subscriptionsOf =
  (room: Room) =>
  async (channel: Channel): Promise<readonly SubscriptionReport[]> => {
    const held = await room.store.subscriptions.ofChannel(channelKey(channel));
    return held.map((subscription) => reportOf(subscription, channel, room.clock()));
  };

/** What every channel receives, or one, as a list that another desk takes. */
export const listedSubscriptionsOf =
  ({ store }: Room) =>
  async (only: Channel | null): Promise<readonly ListedSubscription[]> => {
    const { channels, subscriptions } = store;
    const held = Map.groupBy(
      await (only === null ? subscriptions.all() : subscriptions.ofChannel(channelKey(only))),
      ({ channel }) => channel,
    );
    return (only === null ? await channels.all() : [only]).flatMap((channel) =>
      (held.get(channelKey(channel)) ?? []).map((terms) => ({ channel, terms, paused: terms.pausedAt !== null })),
    );
  };

/** Which subscription of a channel is meant, and who says so. */
export interface Choice {
  readonly channel: Channel;
  /** null where the channel has but one. */
  readonly id: number | null;
  /** `platform:user id`. */
  readonly by: string;
  /** The command that is typed again where it is not clear which. */
  readonly command: string;
}

/** Removes a subscription. Throws `UserError` where it is not clear which, or there is none. */
export const unsubscribeOf = (room: Room) => (choice: Choice) =>
  withChosen(room, choice, async (tables, subscription, now) => {
    const { id, channel } = subscription;
    await tables.subscriptions.remove(id);
    await tables.deliveries.endQuiet(channel, now);
    if ((await tables.subscriptions.ofChannel(channel)).length === 0)
      await tables.deliveries.dropQuiet(channel, 'The channel gets no digests any more.');
    return { subscription, action: 'subscription.removed' };
  });

/** Lets a subscription rest until its people want it again. Throws as `unsubscribeOf`, and where it rests already. */
export const restSubscriptionOf = (room: Room) => (choice: Choice) =>
  withChosen(room, choice, async (tables, subscription, now) => {
    const { id } = subscription;
    if (subscription.pausedAt !== null)
      throw new UserError(`Subscription ${id} is paused already. /subscriptions resume ${id} lets it go on.`);
    await tables.subscriptions.rest(id, now, NEVER);
    await tables.deliveries.endQuiet(subscription.channel, now);
    return { subscription: { ...subscription, pausedAt: now, nextSlot: NEVER }, action: 'subscription.paused' };
  });

/** Ends its rest. Throws as `unsubscribeOf`, and where it does not rest. */
export const wakeSubscriptionOf = (room: Room) => (choice: Choice) =>
  withChosen(room, choice, async (tables, subscription, now) => {
    const { id } = subscription;
    if (subscription.pausedAt === null) throw new UserError(`Subscription ${id} is not paused.`);
    const nextSlot = nextDue(subscription, now) ?? NEVER;
    await tables.subscriptions.rest(id, null, nextSlot);
    return { subscription: { ...subscription, pausedAt: null, nextSlot }, action: 'subscription.resumed' };
  });

async function withChosen(
  room: Room,
  choice: Choice,
  act: (
    tables: Tables,
    subscription: Subscription,
    now: number,
  ) => Promise<{ readonly subscription: Subscription; readonly action: string }>,
): Promise<SubscriptionReport> {
  const { channel, by } = choice;
  const now = room.clock();
  const key = channelKey(channel);
  const subscription = await room.store.transaction(async (tables) => {
    const chosen = chosenOf(await tables.subscriptions.ofChannel(key), choice);
    const { subscription, action } = await act(tables, chosen, now);
    await record(tables, { at: now, by, action, channel: key, id: chosen.id });
    return subscription;
  });
  room.onQueued();
  return reportOf(subscription, channel, now);
}

/** The subscription that is meant. Throws `UserError` where it is not clear which, or there is none. */
export const chosenSubscriptionOf =
  (room: Room) =>
  async ({ channel, ...choice }: Omit<Choice, 'by'>): Promise<Subscription> =>
    chosenOf(await room.store.subscriptions.ofChannel(channelKey(channel)), choice);

function chosenOf(held: readonly Subscription[], { id, command }: Pick<Choice, 'id' | 'command'>): Subscription {
  if (held.length === 0) throw new UserError('This channel has no subscription. /subscribe makes one.');
  const chosen = id === null && held.length === 1 ? held[0] : held.find((subscription) => subscription.id === id);
  if (chosen !== undefined) return chosen;
  const choices = held.map((subscription) => {
    const topics = subscription.topics.length === 0 ? '' : `, ${subscription.topics.join(', ')}`;
    return `/${command} ${subscription.id} (${describeTimetable(subscription)}${topics})`;
  });
  throw new UserError(`Say which one: ${choices.join('; ')}.`);
}
