import type { Log } from '../log.ts';
import type { ClaimedDelivery } from '../store/delivery.ts';
import type { Store } from '../store/store.ts';
import type { Pace } from './pace.ts';
import { type Parcel, type Sender, SendFailure } from './sender.ts';
import type { Turns } from './turns.ts';

/** Nothing is tried for ever: after this many tries a delivery fails with its last reason. */
const MOST_ATTEMPTS = 12;

/** A lost answer is looked up after this long: the platform may still be at work on the post. */
const SETTLE_MS = 3_000;

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

/**
 * Carries one claimed delivery to its channel, page by page: a page that may have been posted is looked up before it may be
 * posted again, and every page's receipt is stored before the next is tried. Every request waits for its turn. Never throws.
 */
export function createCourier(options: {
  readonly store: Store;
  /** The way out to a platform, while it is connected. */
  readonly senderOf: (platform: string) => Sender | undefined;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock: () => number;
  readonly pace: Pick<Pace, 'pause'>;
  readonly turns: Pick<Turns, 'take'>;
}): (claimed: ClaimedDelivery) => Promise<void> {
  const { store, senderOf, log, clock, pace, turns } = options;
  const { deliveries } = store;

  /** Keeps in `page` whether the page at hand may have been posted. */
  async function carry(claimed: ClaimedDelivery, sender: Sender, page: PageState): Promise<void> {
    const { delivery, channel, token, leaseUntil } = claimed;
    const myTurn = async (): Promise<void> => {
      const turn = await turns.take(channel, delivery.priority);
      if (turn !== 'go') throw new Postponed(turn.notBefore);
      if (clock() > leaseUntil - LAST_START_MS) throw new Postponed(clock());
    };
    const pages = pagesOf(sender, claimed);
    const receipts = [...delivery.receipts];
    while (receipts.length < pages.length) {
      const parcel = parcelOf(claimed, pages, receipts, page.uncertain);
      await myTurn();
      if (!(await deliveries.trying(delivery.id, token, clock()))) return;
      let receipt: string | null = null;
      if (page.uncertain) {
        receipt = await lookUp(sender, parcel);
        page.uncertain = false;
        if (receipt === null) await myTurn();
      }
      receipts.push(receipt ?? (await sender.post(parcel)));
      const done = receipts.length === pages.length;
      if (!(await deliveries.posted(delivery.id, token, receipts, done, clock()))) return;
    }
  }

  async function settle(claimed: ClaimedDelivery, failure: SendFailure, page: PageState): Promise<void> {
    const { delivery, channel, token } = claimed;
    const { kind, message, retryAfter, scope } = failure;
    if (kind === 'busy' && retryAfter !== null) pace.pause(channel, scope, clock() + retryAfter);
    log.warn({ delivery: delivery.id, channel: delivery.channel, kind, err: failure }, 'delivery: not posted');
    // Every posted page took a try of its own.
    const failures = delivery.attempts - delivery.receipts.length;
    const exhausted = failures >= MOST_ATTEMPTS;
    if (kind === 'refused' || kind === 'blocked' || exhausted) {
      const reason =
        kind === 'uncertain' ? `It may or may not have been posted in #${channel.name}: ${message}` : message;
      await deliveries.fail(delivery.id, token, reason, kind === 'uncertain' || page.uncertain);
    } else {
      const state = kind === 'uncertain' || page.uncertain ? 'uncertain' : 'pending';
      const wait = retryAfter ?? (kind === 'uncertain' ? SETTLE_MS : 1_000) * 2 ** Math.min(failures, 8);
      await deliveries.putOff(delivery.id, token, state, clock() + wait, message);
    }
  }

  async function postpone({ delivery, token }: ClaimedDelivery, { until }: Postponed, page: PageState): Promise<void> {
    await deliveries.putOff(delivery.id, token, page.uncertain ? 'uncertain' : 'pending', until, delivery.reason);
  }

  return async (claimed) => {
    const page: PageState = { uncertain: claimed.uncertain };
    try {
      const sender = senderOf(claimed.channel.platform);
      if (sender === undefined) throw new SendFailure('busy', `${claimed.channel.platform} is not connected.`);
      await carry(claimed, sender, page);
      log.info({ delivery: claimed.delivery.id, channel: claimed.delivery.channel }, 'delivery: done');
    } catch (error) {
      const settled =
        error instanceof Postponed ? postpone(claimed, error, page) : settle(claimed, asFailure(error), page);
      await settled.catch((cause: unknown) => {
        // The lease runs out by itself, and the delivery is taken up again.
        log.error({ err: cause, delivery: claimed.delivery.id }, 'delivery: the outcome could not be stored');
      });
    }
  };
}

interface PageState {
  /** The page at hand may have been posted without our learning its receipt. */
  uncertain: boolean;
}

function pagesOf(sender: Sender, { delivery }: ClaimedDelivery): readonly unknown[] {
  try {
    return sender.render(delivery.message);
  } catch (error) {
    throw new SendFailure('refused', 'The message cannot be shown on this platform; the log says why.', {
      cause: error,
    });
  }
}

function parcelOf(
  claimed: ClaimedDelivery,
  pages: readonly unknown[],
  receipts: readonly string[],
  uncertain: boolean,
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

/** The receipt of a page that was posted after all; null where it surely was not. */
async function lookUp(sender: Sender, parcel: Parcel): Promise<string | null> {
  const finding = await sender.find(parcel);
  if (finding === 'unknown')
    throw new SendFailure(
      'uncertain',
      'The answer was lost and the channel cannot be read back, so it is not sent again.',
    );
  return finding === 'absent' ? null : finding.receipt;
}

/** A failure that no sender named leaves it open whether the page was posted. */
const asFailure = (error: unknown): SendFailure =>
  error instanceof SendFailure
    ? error
    : new SendFailure('uncertain', 'The post ended without a clear answer.', { cause: error });
