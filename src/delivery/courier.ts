import type { Log } from '../log.ts';
import { type Channel, placeOf, type Scope } from '../news/channel.ts';
import { type ClaimedDelivery, type Delivery, NEVER } from '../store/delivery.ts';
import type { Store, Tables } from '../store/store.ts';
import type { Tariff } from './budget.ts';
import {
  edited,
  lookUp,
  Moot,
  type NextTurn,
  type PageState,
  Postponed,
  pagesOf,
  parcelOf,
  refuseWithdrawn,
  standingPage,
  turnsOf,
  Unknowable,
} from './page.ts';
import { tariffOf } from './route.ts';
import { type Parcel, SendFailure } from './sender.ts';
import { firstRequest, type TakenUp } from './take-up.ts';
import type { Turns } from './turns.ts';

/** A channel, a workspace or a platform where nothing can be posted until somebody mends the reason. */
export interface Blockage {
  readonly channel: Channel;
  readonly scope: Scope;
  readonly reason: string;
  /** The delivery that met it. */
  readonly delivery: Delivery;
}

/** Pauses what is blocked, with all that waits there, as a part of the transaction that `tables` belong to. */
export type Pausing = (tables: Tables, blockage: Blockage) => Promise<void>;

/**
 * Nothing is tried for ever: after so long and so many tries a delivery ends with its last reason, or waits for a person to
 * decide. One that was held for days has its tries before it.
 */
const LONGEST_MS = 24 * 3_600_000;
const MOST_TRIES = 12;

/** A lost answer is looked up after this long: the platform may still be at work on the post. */
const SETTLE_MS = 3_000;

/** A wait doubles with every try that counts. An alert stands behind it, so that it ends within a minute. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Carries one delivery to its channel, page by page: a page that may have been posted is looked up before it may be
 * posted again, and every page's receipt is stored before the next is tried. Every request waits for its turn. Never throws.
 */
export function createCourier({
  store,
  log,
  clock,
  turns,
  pausing,
}: {
  readonly store: Store;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock: () => number;
  readonly turns: Turns;
  readonly pausing: Pausing;
}): (taken: TakenUp) => Promise<void> {
  const { deliveries } = store;

  async function carry(taken: TakenUp, page: PageState): Promise<void> {
    const { claimed, sender } = taken;
    const { delivery } = claimed;
    const nextTurn = turnsOf(taken, turns, clock, page);
    const pages = pagesOf(sender, claimed);
    const receipts = [...delivery.receipts];
    while (receipts.length < pages.length) {
      const receipt = await place(taken, parcelOf(claimed, pages, receipts, page), page, nextTurn);
      if (receipt === null) return;
      receipts.push(receipt);
      page.tried = false;
      page.uncertain = false;
      const done = receipts.length === pages.length;
      if (!(await keep(claimed, receipts, done))) {
        // Somebody else has the row since its lease ran out, and will find the post by its mark.
        log.warn({ delivery: delivery.id, channel: delivery.channel, receipt }, 'delivery: a receipt came too late');
        return;
      }
    }
    log.info({ delivery: delivery.id, channel: delivery.channel }, 'delivery: done');
  }

  /** Stores where the pages stand; with the last one, also for the message whose place they took. */
  async function keep({ delivery, target, token }: ClaimedDelivery, receipts: readonly string[], done: boolean) {
    const posted = (tables: Tables) => tables.deliveries.posted(delivery.id, token, receipts, done, clock());
    const moved = delivery.act === 'edit' && receipts.some((receipt, at) => receipt !== target?.receipts[at]);
    if (!done || !moved || target === null) return posted(store);
    return store.transaction(async (tables) => {
      const kept = await posted(tables);
      if (kept) await tables.deliveries.moved(target.id, receipts);
      return kept;
    });
  }

  /** Brings one page to its channel, and returns where it stands; null where somebody else has the row now. */
  async function place(taken: TakenUp, parcel: Parcel, page: PageState, nextTurn: NextTurn): Promise<string | null> {
    const { claimed, sender } = taken;
    const { delivery, token } = claimed;
    const begin = async (request: Tariff['kind']): Promise<boolean> => {
      await nextTurn(request);
      page.tried = await deliveries.trying(delivery.id, token, clock());
      return page.tried;
    };
    const standing = standingPage(claimed, parcel.page);
    if (standing !== null) {
      if (!(await begin('edit'))) return null;
      if (await edited(sender, parcel, standing)) return standing;
      log.info({ delivery: delivery.id, channel: delivery.channel }, 'delivery: cannot be edited, posting it anew');
    }
    if (!page.uncertain) refuseWithdrawn(delivery, parcel);
    if (!(await begin(page.uncertain ? 'lookUp' : 'post'))) return null;
    if (!page.uncertain) return sender.post(parcel);
    const found = await lookUp(taken, parcel);
    if (found === null) {
      // Until it is posted, what was learned may grow old: a page that is put off here is looked up anew.
      await nextTurn('post');
      page.uncertain = false;
      return sender.post(parcel);
    }
    log.info({ delivery: delivery.id, channel: delivery.channel, receipt: found }, 'delivery: found again');
    return found;
  }

  async function settle({ claimed, sender }: TakenUp, failure: SendFailure, page: PageState): Promise<void> {
    const { delivery, channel, token } = claimed;
    const { kind, message, retryAfter, scope } = failure;
    log.warn({ delivery: delivery.id, channel: delivery.channel, kind, err: failure }, 'delivery: not posted');
    if (kind === 'blocked' && delivery.kind !== 'notice') return block(claimed, failure, page);
    const now = clock();
    const limited = kind === 'busy' && retryAfter !== null;
    if (limited) await turns.pause(channel, scope, tariffOf(sender, page.request), now + retryAfter);
    const unclear = kind === 'uncertain' || page.uncertain;
    // Every posted page took a try of its own.
    const tries = delivery.attempts - delivery.receipts.length;
    const old = now - delivery.createdAt > LONGEST_MS;
    const exhausted = old && tries >= MOST_TRIES;
    if (exhausted && unclear) return park(claimed, message);
    if (kind === 'refused' || kind === 'fixed' || kind === 'blocked' || exhausted)
      return void (await deliveries.fail(delivery.id, token, message, page.uncertain));
    const first = kind === 'uncertain' ? SETTLE_MS : FIRST_WAIT_MS;
    await deliveries.putOff(delivery.id, token, {
      state: unclear ? 'uncertain' : 'pending',
      now,
      nextTry: now + (retryAfter ?? Math.min(first * 2 ** tries, LONGEST_WAIT_MS)),
      reason: message,
      uncounted: limited && page.tried && !old,
    });
  }

  /** Keeps the row until its channel can be posted to again. */
  async function block(
    { delivery, channel, token }: TakenUp['claimed'],
    { message: reason, scope }: SendFailure,
    page: PageState,
  ): Promise<void> {
    await store.transaction(async (tables) => {
      const held = page.uncertain
        ? tables.deliveries.putOff(delivery.id, token, { state: 'uncertain', now: clock(), nextTry: NEVER, reason })
        : tables.deliveries.hold(delivery.id, token, reason);
      if (await held) await pausing(tables, { channel, scope, reason, delivery });
    });
  }

  /** Leaves the row as it is until a person decides. */
  async function park({ delivery, channel, token }: TakenUp['claimed'], why: string): Promise<void> {
    const reason = `It may or may not have been posted in ${placeOf(channel)}: ${why}`;
    log.warn({ delivery: delivery.id, channel: delivery.channel }, 'delivery: uncertain until a person decides');
    await deliveries.putOff(delivery.id, token, { state: 'uncertain', now: clock(), nextTry: NEVER, reason });
  }

  async function postpone({ delivery, token }: TakenUp['claimed'], until: number, page: PageState): Promise<void> {
    const state = page.uncertain ? 'uncertain' : 'pending';
    await deliveries.putOff(delivery.id, token, { state, now: clock(), nextTry: until, reason: delivery.reason });
  }

  async function end(taken: TakenUp, error: unknown, page: PageState): Promise<void> {
    const { delivery, token } = taken.claimed;
    if (error instanceof Moot) return void (await deliveries.recall(delivery.id, token, error.message));
    if (error instanceof Postponed) return postpone(taken.claimed, error.until, page);
    if (error instanceof Unknowable) return park(taken.claimed, error.message);
    return settle(taken, asFailure(error), page);
  }

  return async (taken) => {
    const { uncertain } = taken.claimed;
    const page: PageState = { uncertain, tried: false, request: firstRequest(taken.claimed) };
    try {
      await carry(taken, page);
    } catch (error) {
      await end(taken, error, page).catch((cause: unknown) => {
        // The lease runs out by itself, and the delivery is taken up again.
        log.error({ err: cause, delivery: taken.claimed.delivery.id }, 'delivery: the outcome could not be stored');
      });
    }
  };
}

/** A failure that no sender named leaves it open whether the page was posted. */
const asFailure = (error: unknown): SendFailure =>
  error instanceof SendFailure
    ? error
    : new SendFailure('uncertain', 'The post ended without a clear answer.', { cause: error });
