import type { Message } from '../message/message.ts';
import { type Channel, channelKey } from '../news/channel.ts';
import { nextSlot } from '../news/timetable.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { composeDigest, type Digest, type DigestOrder, FIRST_DIGEST_COVERS } from './digest.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

/** A slot missed by more than this is skipped: yesterday's morning news is no news this evening. */
const LATEST = 12 * 3_600_000;

const BATCH = 100;

/**
 * Makes the edition of every subscription whose slot has come, and puts it on its way. Slots that were missed become one
 * edition. Safe in several processes at once: an edition's key decides who makes it. A subscription that fails is logged,
 * stays due, and holds up no other. Returns how many were queued.
 */
export const publishDueOf = (room: Room, layout: (digest: Digest) => Message) => async (): Promise<number> => {
  const failed = new Set<number>();
  for (let queued = 0; ; ) {
    const due = await room.store.subscriptions.due(room.clock(), BATCH + failed.size);
    const open = due.filter(({ id }) => !failed.has(id));
    for (const subscription of open) {
      try {
        queued += (await publish(room, layout, subscription)) ? 1 : 0;
      } catch (error) {
        failed.add(subscription.id);
        room.log.error({ err: error, subscription: subscription.id }, 'desk: an edition could not be made');
      }
    }
    if (open.length > 0 && queued > 0) room.onQueued();
    if (open.length < BATCH) return queued;
  }
};

async function publish(room: Room, layout: (digest: Digest) => Message, subscription: Subscription): Promise<boolean> {
  const now = room.clock();
  const slot = subscription.nextSlot;
  const next = nextSlot(subscription, now) ?? Number.MAX_SAFE_INTEGER;
  if (now - slot > LATEST) return skip(room, subscription, next, 'missed');
  const channel = await room.store.channels.byKey(subscription.channel);
  if (channel !== null && (await room.store.pauses.ofChannel(channel)) !== null)
    // What is told counts as told. The first edition after the pause covers what this one would have.
    return skip(room, subscription, next, 'paused');
  const digest = await composeDigest(room, await orderOf(room, subscription, slot));
  const message = layout(digest);
  return room.store.transaction(async (tables) => {
    const stories = digest.sections.flatMap((section) => section.stories.map((view) => view.story.id));
    if (!(await tables.subscriptions.advance(subscription.id, slot, next))) return false;
    if (!(await tables.editions.claim({ subscription: subscription.id, slot, madeAt: now, stories }))) return false;
    return tables.deliveries.enqueue({
      dedupeKey: `edition:${subscription.id}:${slot}`,
      channel: subscription.channel,
      kind: 'digest',
      message,
      priority: priority.digest,
      createdAt: now,
    });
  });
}

async function skip(room: Room, subscription: Subscription, next: number, why: 'missed' | 'paused'): Promise<false> {
  const { id, nextSlot } = subscription;
  if (await room.store.subscriptions.advance(id, nextSlot, next))
    await room.store.ledger.append(entry(room.clock(), 'digest.skipped', subscription, nextSlot, why));
  return false;
}

async function orderOf(room: Room, subscription: Subscription, slot: number): Promise<DigestOrder> {
  const last = await room.store.editions.latest(subscription.id);
  const { topics, limit, cron, zone } = subscription;
  const since = last?.madeAt ?? slot - FIRST_DIGEST_COVERS;
  return { topics, limit, cron, zone, slot, since, told: last?.stories ?? [] };
}

const entry = (at: number, action: string, subscription: Subscription, slot: number, why: string) => ({
  at,
  actor: 'desk',
  action,
  subject: `subscription:${subscription.id}`,
  details: { slot, why },
});

/**
 * What the channel's next digest would say now; without a subscription, a digest of everything from the last day.
 * Nothing is claimed or queued.
 */
export const previewOf =
  (room: Room) =>
  async (channel: Channel | null): Promise<Digest> => {
    const [subscription] = channel === null ? [] : await room.store.subscriptions.ofChannel(channelKey(channel));
    const now = room.clock();
    const everything = {
      topics: [],
      limit: 10,
      cron: '0 8 * * *',
      zone: room.zone,
      slot: now,
      since: now - FIRST_DIGEST_COVERS,
      told: [],
    };
    return composeDigest(room, subscription === undefined ? everything : await orderOf(room, subscription, now));
  };
