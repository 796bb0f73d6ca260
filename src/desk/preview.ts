import { type Channel, channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { usualTerms } from '../news/terms.ts';
import type { Memory } from '../news/told.ts';
import { UserError } from '../news/user-error.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { composeDigest, type Digest, type DigestOrder, FIRST_DIGEST_COVERS, isEmpty, sinceFor } from './digest.ts';
import { type DigestLayout, keepEditions } from './edition.ts';
import { openPress, type Press } from './press.ts';
import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';
import { noSuch } from './subscribe.ts';
import { wholeStories } from './whole-story.ts';

/** Everything of the last day, for who has no subscription. */
const everything = (now: number): DigestOrder => ({
  terms: usualTerms,
  slot: now,
  since: now - FIRST_DIGEST_COVERS,
  memory: null,
});

/**
 * What the channel's next digest would say now (of its subscription `id`, or of the one that is due first); without a
 * subscription, a digest of everything from the last day. Nothing is claimed or queued.
 */
export const previewOf =
  (room: Room) =>
  async ({
    channel,
    id,
    page,
  }: {
    readonly channel: Channel | null;
    readonly id: number | null;
    /** From 1. */
    readonly page: number;
  }): Promise<Digest> => {
    const press = await openPress(room);
    const subscription = channel === null ? null : await subscriptionOf(room, channel, id);
    const order = subscription === null ? everything(press.now) : await orderOf(room, press, subscription);
    return composeDigest(room, press, { ...order, skip: (page - 1) * order.terms.limit });
  };

async function subscriptionOf(room: Room, channel: Channel, id: number | null): Promise<Subscription | null> {
  const held = await room.store.subscriptions.ofChannel(channelKey(channel));
  const [first] = held.toSorted((one, other) => one.nextSlot - other.nextSlot);
  if (id === null) return first ?? null;
  const named = held.find((subscription) => subscription.id === id);
  if (named === undefined) throw noSuch(id);
  return named;
}

async function orderOf(
  { store }: Room,
  { now }: Press,
  { id, channel, coveredTo, ...terms }: Subscription,
): Promise<DigestOrder & { readonly memory: Memory }> {
  const [told, [last]] = await Promise.all([store.told.of([channel]), store.editions.latest([id])]);
  return {
    terms,
    slot: now,
    since: sinceFor(coveredTo, now),
    memory: told.get(channel) ?? new Map(),
    left: last?.left ?? [],
  };
}

/**
 * Posts a channel's next digest now instead of at its time, and tells nothing of it again. Null where there is nothing new
 * to post. Throws `UserError` where the channel has no subscription or cannot be posted to.
 */
export const postDigestOf =
  (room: Room, layout: DigestLayout) =>
  async ({
    channel,
    id,
    by,
  }: {
    readonly channel: Channel;
    readonly id: number | null;
    readonly by: Parameters<typeof personKey>[0];
  }): Promise<Digest | null> => {
    const subscription = await subscriptionOf(room, channel, id);
    if (subscription === null)
      throw new UserError('This channel has no subscription, so there is no digest to post. /subscribe makes one.');
    const obstacle = (await room.obstacle?.(channel)) ?? null;
    if (obstacle !== null) throw new UserError(`Nothing was posted. ${obstacle}`);
    const press = await openPress(room);
    const order = await orderOf(room, press, subscription);
    const digest = await composeDigest(room, press, order);
    if (isEmpty(digest)) return null;
    const { now } = press;
    const decision = { kind: 'edition', digest, message: layout(digest), held: [], covers: true } as const;
    const kept = await room.store.transaction(async (tables) => {
      const decided = [{ subscription, slot: now, next: subscription.nextSlot, decision }];
      const kept = await keepEditions(tables, now, decided, new Map([[subscription.channel, order.memory]]));
      const subject = `subscription:${subscription.id}`;
      if (kept.length > 0)
        await tables.ledger.append({
          at: now,
          actor: personKey(by),
          action: 'digest.posted',
          subject,
          details: { slot: now },
        });
      return kept;
    });
    if (kept.length === 0)
      throw new UserError('The digest of this channel is being made right now. Look again in a minute.');
    room.onQueued();
    return digest;
  };

/** Stories of a posted digest that found no place in it. */
export interface EditionRest {
  readonly slot: number;
  /** The more important first. */
  readonly stories: readonly StoryView[];
}

/** What the digest that a channel had at a time counted and did not tell. Throws `UserError` where there was none. */
export const restOfEditionOf =
  (room: Room) =>
  async (channel: Channel | null, slot: number): Promise<EditionRest> => {
    const held = channel === null ? [] : await room.store.subscriptions.ofChannel(channelKey(channel));
    const editions = await Promise.all(held.map(({ id }) => room.store.editions.of(id, slot)));
    const left = editions.flatMap((edition) => edition?.left ?? []);
    if (editions.every((edition) => edition === null))
      throw new UserError('This digest is no longer on record here. /latest shows the newest stories.');
    return { slot, stories: await viewStories(room, await wholeStories(room.store, left)) };
  };
