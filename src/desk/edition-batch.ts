import type { Message } from '../message/message.ts';
import { type Channel, channelKey, scopeKey, scopes } from '../news/channel.ts';
import { dueAfter, nextDue } from '../news/due.ts';
import { quietUntil } from '../news/quiet-hours.ts';
import { type Memory, nothingTold, rememberAlike } from '../news/told.ts';
import { type Delivery, NEVER } from '../store/delivery.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { composeDigest, type Digest, type DigestOrder, isEmpty, sinceFor } from './digest.ts';
import type { Decided, Decision, DigestLayout } from './edition.ts';
import type { Press } from './press.ts';
import type { Room } from './room.ts';

const HOUR = 3_600_000;

/** A digest that comes later than this says so. */
const ON_TIME = 10 * 60_000;

/** More missed slots than this are not counted. */
const MOST_MISSED = 100;

/** Subscriptions that are dealt with together. */
export interface Batch {
  /** What their channels were told before, by channel key. */
  readonly memories: ReadonlyMap<string, Memory>;
  decide(subscription: Subscription): Promise<Decided>;
}

/**
 * Reads what these subscriptions share. Decisions are made one after the other: a channel's second digest of a moment leaves
 * out what its first one tells. Channels that ask for the same and were told the same share one digest and its words.
 */
export async function openBatch(
  room: Room,
  layout: DigestLayout,
  press: Press,
  due: readonly Subscription[],
): Promise<Batch> {
  const { now } = press;
  const keys = [...new Set(due.map(({ channel }) => channel))];
  const [channels, pauses, memories, last, quiet] = await Promise.all([
    room.store.channels.byKeys(keys),
    room.store.pauses.all(),
    room.store.told.of(keys),
    room.store.editions.latest(due.map(({ id }) => id)),
    room.store.deliveries.quietOf(keys),
  ]);
  const paused = new Set(pauses.map(({ key }) => key));
  const byKey = new Map(channels.map((channel) => [channelKey(channel), channel]));
  const left = new Map(last.map((edition) => [edition.subscription, edition.left]));
  const told = new Map(memories);
  // The first digest of a channel tells what waited there.
  const waiting = new Map(quiet);
  const composed = sharedDigests(room, layout, press);
  const timesOf = sharedTimes(now);
  const remember = rememberAlike(now);

  async function editionOf(subscription: Subscription, next: number): Promise<Decision> {
    const { id, channel, createdAt, coveredTo, whenEmpty, nextSlot } = subscription;
    const waits = waiting.get(channel) ?? [];
    const held = waits.filter(({ kind }) => kind === 'amendment' || subscription.quiet !== null);
    // What was held comes at the end of quiet hours, also where no digest is due then.
    const covers = !held.some(({ kind }) => kind === 'alert') || isDue(subscription, coveredTo ?? createdAt, now);
    const memory = told.get(channel) ?? nothingTold;
    const { digest, message } = await composed({
      terms: subscription,
      slot: nextSlot,
      since: sinceFor(coveredTo, now),
      memory,
      left: left.get(id) ?? [],
      late:
        now - nextSlot <= ON_TIME ? null : { missed: missedBetween(subscription, nextSlot, Math.min(now, next - 1)) },
      amended: heldAs('amendment', held),
      held: heldAs('alert', held),
      withStories: covers,
    });
    if (held.length > 0)
      waiting.set(
        channel,
        waits.filter((one) => !held.includes(one)),
      );
    if (digest.told.size > 0) told.set(channel, remember(memory, digest.told));
    const silent = isEmpty(digest) && (whenEmpty === 'silence' || !covers);
    return { kind: 'edition', digest, message: silent ? null : message, held, covers };
  }

  return {
    memories,
    async decide(subscription) {
      const { nextSlot: slot } = subscription;
      const { next, quietEnd } = timesOf(subscription);
      const decided = (decision: Decision, at = next): Decided => ({ subscription, slot, next: at, decision });
      if (quietEnd !== null) return decided({ kind: 'later' }, quietEnd);
      // Yesterday's morning news is no news this evening.
      if (now - slot > room.file.digests.latest * HOUR) return decided({ kind: 'skipped', why: 'missed' });
      // What is told counts as told. The first edition after the pause covers what this one would have.
      if (isPaused(byKey.get(subscription.channel), paused)) return decided({ kind: 'skipped', why: 'paused' });
      return decided(await editionOf(subscription, next));
    },
  };
}

const heldAs = (wanted: Delivery['kind'], held: readonly Delivery[]): Digest['held'] =>
  held.filter(({ kind }) => kind === wanted).map(({ message, createdAt }) => ({ message, at: createdAt }));

const isPaused = (channel: Channel | undefined, paused: ReadonlySet<string>): boolean =>
  channel !== undefined && scopes.some((scope) => paused.has(scopeKey(channel, scope)));

function isDue(subscription: Subscription, after: number, now: number): boolean {
  const first = nextDue(subscription, after);
  return first !== null && first <= now;
}

interface Times {
  /** When it is due again. */
  readonly next: number;
  /** null where no quiet hours hold now. */
  readonly quietEnd: number | null;
}

/** Reads a timetable once for all that were due by it at one slot: it takes longer than the rest of a shared digest. */
function sharedTimes(now: number): (subscription: Subscription) => Times {
  const known = new Map<string, Times>();
  return (subscription) => {
    const { cron, zone, quiet, nextSlot } = subscription;
    const key = JSON.stringify([cron, zone, quiet, nextSlot]);
    const times = known.get(key) ?? {
      next: dueAfter(subscription, nextSlot, now) ?? NEVER,
      quietEnd: quiet === null ? null : quietUntil(quiet, zone, now),
    };
    known.set(key, times);
    return times;
  };
}

/** How many slots lie between one and the moment at which it is made up for. */
function missedBetween(subscription: Subscription, slot: number, until: number): number {
  let missed = 0;
  for (let at = nextDue(subscription, slot); at !== null && at <= until && missed < MOST_MISSED; missed += 1)
    at = nextDue(subscription, at);
  return missed;
}

type MemoryOrder = DigestOrder & { readonly memory: Memory };
type Composed = { readonly digest: Digest; readonly message: Message };

/** Composes a digest and lays it out, once for all that ask for the same. */
function sharedDigests(room: Room, layout: DigestLayout, press: Press): (order: MemoryOrder) => Promise<Composed> {
  const known = new Map<Memory, Map<string, Composed>>();
  return async (order) => {
    const { memory, held = [], amended = [] } = order;
    const alike = known.get(memory) ?? new Map<string, Composed>();
    known.set(memory, alike);
    const key = held.length + amended.length > 0 ? null : keyOf(order);
    const same = key === null ? undefined : alike.get(key);
    if (same !== undefined) return same;
    const digest = await composeDigest(room, press, order);
    const composed = { digest, message: layout(digest) };
    if (key !== null) alike.set(key, composed);
    return composed;
  };
}

/** Everything that a digest rests on, beside the memory and the moment. */
function keyOf({ terms, slot, since, left, late, withStories }: DigestOrder): string {
  const { topics, limit, leastGrade, languages } = terms;
  return JSON.stringify([topics, limit, leastGrade, languages, slot, since, left, late, withStories]);
}
