import { type Channel, channelKey } from '../news/channel.ts';
import { type ClockChange, clockChanges } from '../news/clock-change.ts';
import { nextDue, nextDues } from '../news/due.ts';
import { quietUntil } from '../news/quiet-hours.ts';
import type { Terms } from '../news/terms.ts';
import { LEAST_GAP_MS, runsPerDay } from '../news/timetable.ts';
import { UserError } from '../news/user-error.ts';
import { NEVER } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { Room } from './room.ts';

export interface SubscribeOrder {
  readonly channel: Channel;
  readonly terms: Terms;
  /** The person knows that digests will come very often. */
  readonly confirmed?: boolean;
  /** `platform:user id` of who asked. */
  readonly by: string;
}

/** A subscription with its next runs. */
export interface SubscriptionReport {
  readonly subscription: Subscription;
  readonly channel: Channel;
  /** The next three, in epoch milliseconds; fewer where no more come, none while it rests. */
  readonly next: readonly number[];
  /** Runs of the coming year that fall into a change of the clocks. */
  readonly changes: readonly ClockChange[];
}

/** What became of a wish. `asks`: digests would come so often that the person is asked first. */
export type SubscribeOutcome =
  | ({ readonly kind: 'done' } & SubscriptionReport)
  | { readonly kind: 'asks'; readonly terms: Terms; readonly perDay: number; readonly leastGap: number };

/** One channel may hold this many; more would be a flood. */
export const MOST_SUBSCRIPTIONS = 10;

/** More digests a day than this are asked about. */
const MANY_A_DAY = 24;

/** Subscribes a channel. Throws `UserError` when it cannot be posted to, holds the same subscription, or too many. */
export const subscribeOf =
  (room: Room) =>
  async ({ channel, terms, confirmed = false, by }: SubscribeOrder): Promise<SubscribeOutcome> => {
    const now = room.clock();
    const nextSlot = firstDue(terms, now);
    const asks = asksFirst(terms, now, confirmed);
    if (asks !== null) return asks;
    const obstacle = (await room.obstacle?.(channel)) ?? null;
    if (obstacle !== null) throw new UserError(`Nothing was subscribed, because nothing would arrive. ${obstacle}`);
    const key = channelKey(channel);
    const made = { ...terms, channel: key, nextSlot, createdBy: by, createdAt: now };
    const id = await room.store.transaction(async (tables) => {
      await tables.channels.save(channel);
      refuse(await tables.subscriptions.ofChannel(key), terms);
      const id = await tables.subscriptions.create(made);
      await record(tables, { at: now, by, action: 'subscription.created', channel: key, id, terms });
      return id;
    });
    return { kind: 'done', ...reportOf({ ...made, id, coveredTo: null, pausedAt: null }, channel, now) };
  };

/**
 * Changes what a subscription asks for. What waits for the end of quiet hours that no longer are goes at once. Throws
 * `UserError` where the channel has no such subscription, or another that asks for the same.
 */
export const changeOf =
  (room: Room) =>
  async ({
    id,
    channel,
    terms,
    confirmed = false,
    by,
  }: SubscribeOrder & { readonly id: number }): Promise<SubscribeOutcome> => {
    const now = room.clock();
    const asks = asksFirst(terms, now, confirmed);
    const due = firstDue(terms, now);
    if (asks !== null) return asks;
    const key = channelKey(channel);
    const changed = await room.store.transaction(async (tables) => {
      const held = await tables.subscriptions.ofChannel(key);
      const before = held.find((subscription) => subscription.id === id);
      if (before === undefined) throw noSuch(id);
      refuse(
        held.filter((subscription) => subscription.id !== id),
        terms,
      );
      const quietEnd = terms.quiet === null ? null : quietUntil(terms.quiet, terms.zone, now);
      if (quietEnd === null) await tables.deliveries.endQuiet(key, now);
      const waits = (await tables.deliveries.quietOf([key])).has(key);
      const soon = waits && quietEnd !== null ? Math.min(due, quietEnd) : due;
      const nextSlot = before.pausedAt === null ? soon : before.nextSlot;
      await tables.subscriptions.change(id, terms, nextSlot);
      await record(tables, { at: now, by, action: 'subscription.changed', channel: key, id, terms });
      return { ...before, ...terms, nextSlot };
    });
    room.onQueued();
    return { kind: 'done', ...reportOf(changed, channel, now) };
  };

/** What is said of a subscription that a channel does not have. */
export const noSuch = (id: number): UserError =>
  new UserError(`This channel has no subscription ${id}. /subscriptions lists those that it has.`);

/** A subscription as people see it. */
export function reportOf(subscription: Subscription, channel: Channel, now: number): SubscriptionReport {
  const { nextSlot } = subscription;
  return {
    subscription,
    channel,
    next: nextSlot === NEVER ? [] : nextDues(subscription, Math.max(now, nextSlot - 1), 3),
    changes: clockChanges(subscription, now),
  };
}

function firstDue(terms: Terms, now: number): number {
  const due = nextDue(terms, now);
  if (due === null) throw new UserError(NEVER_COMES);
  return due;
}

/** What is said of a time that no day has. */
export const NEVER_COMES = 'This time never comes. Choose another one, for example 08:00.';

function asksFirst(terms: Terms, now: number, confirmed: boolean): Extract<SubscribeOutcome, { kind: 'asks' }> | null {
  const perDay = runsPerDay(terms, now);
  return confirmed || perDay <= MANY_A_DAY ? null : { kind: 'asks', terms, perDay, leastGap: LEAST_GAP_MS };
}

/** The same text for subscriptions of one channel that are the same: at the same times, of the same topics. */
export const sameness = ({ cron, zone, topics }: Pick<Terms, 'cron' | 'zone' | 'topics'>): string =>
  [cron, zone, ...topics.toSorted()].join(' ');

function refuse(held: readonly Subscription[], wanted: Terms): void {
  const same = held.find((subscription) => sameness(subscription) === sameness(wanted));
  if (same !== undefined)
    throw new UserError(`This channel has that digest already. To change it, type /subscriptions edit ${same.id}.`);
  if (held.length >= MOST_SUBSCRIPTIONS)
    throw new UserError(
      `This channel has ${held.length} subscriptions, the most it may have. Remove one with /unsubscribe first.`,
    );
}

/** Notes in the ledger who changed what a channel receives. */
export async function record(
  tables: Tables,
  entry: {
    readonly at: number;
    readonly by: string;
    readonly action: string;
    readonly channel: string;
    readonly id: number;
    readonly terms?: Terms;
  },
): Promise<void> {
  const { at, by, action, channel, id, terms } = entry;
  await tables.ledger.append({ at, actor: by, action, subject: channel, details: { ...terms, id } });
}
