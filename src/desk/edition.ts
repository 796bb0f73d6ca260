import type { Message } from '../message/message.ts';
import { type Memory, nothingTold, rememberAlike } from '../news/told.ts';
import type { Delivery } from '../store/delivery.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import type { Tables } from '../store/store.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { Digest } from './digest.ts';
import { priority } from './priority.ts';

/** The words of a digest; the layouts stand a floor above and are handed in. */
export type DigestLayout = (digest: Digest) => Message;

/** What becomes of a slot. */
export type Decision =
  | {
      readonly kind: 'edition';
      readonly digest: Digest;
      /** null where it says nothing, and its channel wants silence then. */
      readonly message: Message | null;
      /** Told in it. */
      readonly held: readonly Delivery[];
      /** False where it tells only what was held: its stories are still to come. */
      readonly covers: boolean;
    }
  | { readonly kind: 'skipped'; readonly why: 'missed' | 'paused' }
  /** Its channel has quiet hours. */
  | { readonly kind: 'later' };

/** A subscription with what was decided on a slot of it, and when it is due again. */
export interface Decided {
  readonly subscription: Subscription;
  readonly slot: number;
  readonly next: number;
  readonly decision: Decision;
}

type Edition = Decided & { readonly decision: Extract<Decision, { readonly kind: 'edition' }> };

/** Stories beyond these found no place, and are counted only. */
const MOST_LEFT = 100;

/**
 * Stores what was decided, as far as no other process was faster: moves the subscriptions on, claims the editions by their
 * keys, remembers what they tell and puts their messages on the way. Only inside a transaction. Returns the decisions that
 * were kept.
 */
export async function keepEditions(
  tables: Tables,
  now: number,
  decided: readonly Decided[],
  memories: ReadonlyMap<string, Memory>,
): Promise<readonly Decided[]> {
  const moved = await tables.subscriptions.advance(
    decided.map(({ subscription: { id, nextSlot, coveredTo }, next, decision }) => ({
      id,
      from: nextSlot,
      to: next,
      coveredTo: decision.kind === 'edition' && decision.covers ? now : coveredTo,
    })),
  );
  const mine = decided.filter(({ subscription }) => moved.has(subscription.id));
  const made = mine.filter(isEdition);
  const claimed = await tables.editions.claim(made.map((edition) => rowOf(edition, now)));
  const editions = made.filter(({ subscription }) => claimed.has(subscription.id));
  await tables.told.save(memoriesAfter(editions, memories, now));
  await tables.deliveries.enqueueAll(editions.flatMap((edition) => deliveryOf(edition, now)));
  const merged = editions.flatMap(({ decision }) => decision.held.map(({ id }) => id));
  await tables.deliveries.merge(merged, 'A digest told it.');
  await tables.ledger.appendAll(mine.flatMap((one) => skipOf(one, now)));
  return mine.filter((one) => !isEdition(one) || claimed.has(one.subscription.id));
}

const isEdition = (decided: Decided): decided is Edition => decided.decision.kind === 'edition';

const rowOf = ({ subscription, slot, decision: { digest } }: Edition, now: number) => ({
  subscription: subscription.id,
  slot,
  madeAt: now,
  stories: digest.sections.flatMap(({ stories }) => stories.map(({ view }) => view.story.id)),
  left: digest.left.slice(0, MOST_LEFT),
});

function deliveryOf({ subscription: { id, channel }, slot, decision: { message } }: Edition, now: number) {
  if (message === null) return [];
  const dedupeKey = `edition:${id}:${slot}`;
  return [{ dedupeKey, channel, kind: 'digest' as const, message, priority: priority.digest, createdAt: now }];
}

function skipOf({ subscription: { id }, slot, decision }: Decided, now: number): readonly LedgerEntry[] {
  if (decision.kind !== 'skipped') return [];
  const details = { slot, why: decision.why };
  return [{ at: now, actor: 'desk', action: 'digest.skipped', subject: `subscription:${id}`, details }];
}

/** What the channels of these editions are told with them. */
function memoriesAfter(
  editions: readonly Edition[],
  memories: ReadonlyMap<string, Memory>,
  now: number,
): ReadonlyMap<string, Memory> {
  const after = new Map<string, Memory>();
  const remember = rememberAlike(now);
  for (const { subscription, decision } of editions) {
    const { told } = decision.digest;
    if (told.size === 0) continue;
    const before = after.get(subscription.channel) ?? memories.get(subscription.channel) ?? nothingTold;
    after.set(subscription.channel, remember(before, told));
  }
  return after;
}
