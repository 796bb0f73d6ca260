import type { Log } from '../log.ts';
import type { ClaimedDelivery } from '../store/deliveries.ts';
import type { Store } from '../store/store.ts';
import { type Parcel, type Sender, SendFailure } from './sender.ts';

/** Nothing is tried for ever: after this many tries a delivery fails with its last reason. */
const MOST_ATTEMPTS = 12;

/** A lost answer is looked up after this long: the platform may still be at work on the post. */
const SETTLE_MS = 3_000;

/**
 * Carries one claimed delivery to its channel, page by page: a page that may have been posted is looked up before it may be
 * posted again, and every page's receipt is stored before the next is tried. Never throws.
 */
export function createCourier(options: {
  readonly store: Store;
  readonly senders: () => readonly Sender[];
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock: () => number;
}): (claimed: ClaimedDelivery) => Promise<void> {
  const { store, senders, log, clock } = options;
  const { deliveries } = store;

  async function carry(claimed: ClaimedDelivery, sender: Sender): Promise<void> {
    const { delivery, token } = claimed;
    const pages = pagesOf(sender, claimed);
    const receipts = [...delivery.receipts];
    let uncertain = claimed.uncertain;
    while (receipts.length < pages.length) {
      const parcel = parcelOf(claimed, pages, receipts, uncertain);
      if (!(await deliveries.trying(delivery.id, token, clock()))) return;
      const found = uncertain ? await lookUp(sender, parcel) : null;
      receipts.push(found ?? (await sender.post(parcel)));
      uncertain = false;
      const done = receipts.length === pages.length;
      if (!(await deliveries.posted(delivery.id, token, receipts, done, clock()))) return;
    }
  }

  async function settle({ delivery, channel, token }: ClaimedDelivery, failure: SendFailure): Promise<void> {
    const { kind, message } = failure;
    log.warn({ delivery: delivery.id, channel: delivery.channel, kind, err: failure }, 'delivery: not posted');
    // Every posted page took a try of its own.
    const failures = delivery.attempts - delivery.receipts.length;
    const exhausted = failures >= MOST_ATTEMPTS;
    if (kind === 'refused' || exhausted) {
      const reason =
        kind === 'uncertain' ? `It may or may not have been posted in #${channel.name}: ${message}` : message;
      await deliveries.fail(delivery.id, token, reason);
    } else {
      const wait = failure.retryAfter ?? (kind === 'uncertain' ? SETTLE_MS : 1_000) * 2 ** Math.min(failures, 8);
      await deliveries.putOff(delivery.id, token, kind === 'busy' ? 'pending' : 'uncertain', clock() + wait, message);
    }
  }

  return async (claimed) => {
    try {
      const sender = senders().find(({ platform }) => platform === claimed.channel.platform);
      if (sender === undefined) throw new SendFailure('busy', `${claimed.channel.platform} is not connected.`);
      await carry(claimed, sender);
      log.info({ delivery: claimed.delivery.id, channel: claimed.delivery.channel }, 'delivery: done');
    } catch (error) {
      await settle(claimed, asFailure(error)).catch((cause: unknown) => {
        // The lease runs out by itself, and the delivery is taken up again.
        log.error({ err: cause, delivery: claimed.delivery.id }, 'delivery: the outcome could not be stored');
      });
    }
  };
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
