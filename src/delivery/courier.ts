import type { Log } from '../log.ts';
import { type Channel, placeOf, type Scope } from '../news/channel.ts';
import type { Delivery } from '../store/delivery.ts';
import { NEVER } from '../store/delivery.ts';
import type { Store, Tables } from '../store/store.ts';
import type { Tariff } from './budget.ts';
import { tariffOf } from './route.ts';
import { type Parcel, type Sender, SendFailure } from './sender.ts';
import type { TakenUp } from './take-up.ts';
import type { Turn, Turns } from './turns.ts';

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

/** No page is begun when less of the lease is left: a look-up and a post must end within it. */
const LAST_START_MS = 30_000;

/** The delivery's turn is far off: it is given back to the store until then, as it is. */
class Postponed extends Error {
  readonly until: number;

  constructor(until: number) {
    super('delivery: its turn is far off');
    this.until = until;
  }
}

/** The channel cannot be read back, so that a person decides. */
class Unknowable extends Error {}

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
    const { delivery, token } = claimed;
    const nextTurn = turnsOf(taken, turns, clock);
    const pages = pagesOf(sender, delivery);
    const receipts = [...delivery.receipts];
    while (receipts.length < pages.length) {
      const parcel = parcelOf(taken, pages, receipts, page);
      await nextTurn(page.uncertain ? 'lookUp' : 'post');
      if (!(await deliveries.trying(delivery.id, token, clock()))) return;
      page.tried = true;
      const found = page.uncertain ? await lookUp(taken, parcel) : null;
      if (found !== null)
        log.info({ delivery: delivery.id, channel: delivery.channel, receipt: found }, 'delivery: found again');
      // Until it is posted, what was learned may grow old: a page that is put off here is looked up anew.
      if (found === null && page.uncertain) await nextTurn('post');
      page.uncertain = false;
      const receipt = found ?? (await sender.post(parcel));
      receipts.push(receipt);
      page.tried = false;
      const done = receipts.length === pages.length;
      if (!(await deliveries.posted(delivery.id, token, receipts, done, clock()))) {
        // Somebody else has the row since its lease ran out, and will find the post by its mark.
        log.warn({ delivery: delivery.id, channel: delivery.channel, receipt }, 'delivery: a receipt came too late');
        return;
      }
    }
    log.info({ delivery: delivery.id, channel: delivery.channel }, 'delivery: done');
  }

  async function settle({ claimed, sender }: TakenUp, failure: SendFailure, page: PageState): Promise<void> {
    const { delivery, channel, token } = claimed;
    const { kind, message, retryAfter, scope } = failure;
    log.warn({ delivery: delivery.id, channel: delivery.channel, kind, err: failure }, 'delivery: not posted');
    if (kind === 'blocked' && delivery.kind !== 'notice') return block(claimed, failure, page);
    const now = clock();
    const limited = kind === 'busy' && retryAfter !== null;
    if (limited)
      await turns.pause(channel, scope, tariffOf(sender, page.uncertain ? 'lookUp' : 'post'), now + retryAfter);
    const unclear = kind === 'uncertain' || page.uncertain;
    // Every posted page took a try of its own.
    const tries = delivery.attempts - delivery.receipts.length;
    const old = now - delivery.createdAt > LONGEST_MS;
    const exhausted = old && tries >= MOST_TRIES;
    if (exhausted && unclear) return park(claimed, message);
    if (kind === 'refused' || kind === 'blocked' || exhausted)
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

  function end(taken: TakenUp, error: unknown, page: PageState): Promise<void> {
    if (error instanceof Postponed) return postpone(taken.claimed, error.until, page);
    if (error instanceof Unknowable) return park(taken.claimed, error.message);
    return settle(taken, asFailure(error), page);
  }

  return async (taken) => {
    const page: PageState = { uncertain: taken.claimed.uncertain, tried: false };
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

interface PageState {
  /** The page at hand may have been posted without our learning its receipt. */
  uncertain: boolean;
  /** The try at hand is counted. */
  tried: boolean;
}

/** Waits for the turn of each request in order; the first one was counted when the delivery was taken up. */
function turnsOf({ claimed, sender, at }: TakenUp, turns: Turns, clock: () => number) {
  const { channel, leaseUntil } = claimed;
  let counted = true;
  return async (request: Tariff['kind']): Promise<void> => {
    const tariff = tariffOf(sender, request);
    const turn: Turn = await (counted ? turns.await(channel, tariff, at) : turns.take(channel, tariff));
    counted = false;
    if (turn !== 'go') throw new Postponed(turn.notBefore);
    if (clock() > leaseUntil - LAST_START_MS) throw new Postponed(clock());
  };
}

function pagesOf(sender: Sender, { message }: Delivery): readonly unknown[] {
  const pages = render(sender, message);
  if (pages.length === 0) throw new SendFailure('refused', 'The message holds nothing that can be shown there.');
  return pages;
}

function render(sender: Sender, message: Delivery['message']): readonly unknown[] {
  try {
    return sender.render(message);
  } catch (error) {
    const words = 'The message cannot be shown on this platform; the log says why.';
    throw new SendFailure('refused', words, { cause: error });
  }
}

function parcelOf(
  { claimed }: TakenUp,
  pages: readonly unknown[],
  receipts: readonly string[],
  { uncertain }: PageState,
): Parcel {
  return {
    delivery: claimed.delivery.id,
    page: receipts.length,
    channel: claimed.channel,
    payload: pages[receipts.length],
    first: receipts[0] ?? null,
    triedAt: uncertain ? claimed.delivery.triedAt : null,
  };
}

/** The receipt of a page that was posted after all; null where it is to be posted. */
async function lookUp({ claimed: { delivery }, sender }: TakenUp, parcel: Parcel): Promise<string | null> {
  const finding = await sender.find(parcel);
  if (finding === 'absent') return null;
  if (finding !== 'unknown') return finding.receipt;
  if (delivery.mayRepeat) return null;
  throw new Unknowable('the answer was lost, and the channel cannot be read back.');
}

/** A failure that no sender named leaves it open whether the page was posted. */
const asFailure = (error: unknown): SendFailure =>
  error instanceof SendFailure
    ? error
    : new SendFailure('uncertain', 'The post ended without a clear answer.', { cause: error });
