import { type ClaimedDelivery, type Delivery, mayStand } from '../store/delivery.ts';
import type { Tariff } from './budget.ts';
import { tariffOf } from './route.ts';
import { type Parcel, type Sender, SendFailure } from './sender.ts';
import type { TakenUp } from './take-up.ts';
import type { Turn, Turns } from './turns.ts';

/** How it goes with the page at hand. */
export interface PageState {
  /** It may have been posted without our learning its receipt. */
  uncertain: boolean;
  /** The try at hand is counted. */
  tried: boolean;
  /** What was asked of the platform last. */
  request: Tariff['kind'];
}

/** Waits until a request of this kind may go. Throws `Postponed` where that is far off. */
export type NextTurn = (request: Tariff['kind']) => Promise<void>;

/** No request is begun when less of the lease is left: a look-up and a post must end within it. */
const LAST_START_MS = 30_000;

/** The delivery's turn is far off: it is given back to the store until then, as it is. */
export class Postponed extends Error {
  readonly until: number;

  constructor(until: number) {
    super('delivery: its turn is far off');
    this.until = until;
  }
}

/** The channel cannot be read back, so that a person decides. */
export class Unknowable extends Error {}

/** There is nothing in the channel that the delivery could concern. The message is for people. */
export class Moot extends Error {}

/** Waits for the turn of each request in order; the first one was counted when the delivery was taken up. */
export function turnsOf(
  { claimed, sender, at }: TakenUp,
  turns: Turns,
  clock: () => number,
  page: PageState,
): NextTurn {
  const { channel, leaseUntil } = claimed;
  let counted = true;
  return async (request) => {
    page.request = request;
    const tariff = tariffOf(sender, request);
    const turn: Turn = await (counted ? turns.await(channel, tariff, at) : turns.take(channel, tariff));
    counted = false;
    if (turn !== 'go') throw new Postponed(turn.notBefore);
    if (clock() > leaseUntil - LAST_START_MS) throw new Postponed(clock());
  };
}

/**
 * The pages of a delivery, at least one. An edit covers every page that stands: where it has fewer itself, the others say
 * its summary. Throws `Moot` where what it concerns is not in the channel, and `SendFailure` where nothing can be shown.
 */
export function pagesOf(sender: Sender, { delivery, target }: ClaimedDelivery): readonly unknown[] {
  const { act, message } = delivery;
  if (act !== 'post' && (target === null || !mayStand(target)))
    throw new Moot('The message that it belongs to never reached the channel.');
  const standing = act === 'edit' ? (target?.receipts.length ?? 0) : 0;
  if (act === 'edit' && standing === 0)
    throw new Moot('Where the message stands is not known, so it cannot be edited; a new one says it.');
  const pages = render(sender, message);
  if (pages.length === 0) throw new SendFailure('refused', 'The message holds nothing that can be shown there.');
  if (pages.length >= standing) return pages;
  const [summary] = render(sender, { ...message, blocks: [] });
  return [...pages, ...new Array<unknown>(standing - pages.length).fill(summary)];
}

function render(sender: Sender, message: Delivery['message']): readonly unknown[] {
  try {
    return sender.render(message);
  } catch (error) {
    const words = 'The message cannot be shown on this platform; the log says why.';
    throw new SendFailure('refused', words, { cause: error });
  }
}

/** The next page on its way. */
export function parcelOf(
  { delivery, channel, target }: ClaimedDelivery,
  pages: readonly unknown[],
  receipts: readonly string[],
  { uncertain }: PageState,
): Parcel {
  const [receipt] = delivery.act === 'reply' ? (target?.receipts ?? []) : [];
  return {
    delivery: delivery.id,
    page: receipts.length,
    channel,
    payload: pages[receipts.length],
    first: receipts[0] ?? null,
    triedAt: uncertain ? delivery.triedAt : null,
    ...(receipt === undefined ? {} : { below: { receipt, aloud: delivery.message.tone !== 'routine' } }),
  };
}

/** The receipt of the page that an edit replaces; null where a page is posted. */
export const standingPage = ({ delivery, target }: ClaimedDelivery, page: number): string | null =>
  delivery.act === 'edit' ? (target?.receipts[page] ?? null) : null;

/** Edits a page; false where it cannot be edited any more. */
export async function edited(sender: Sender, parcel: Parcel, receipt: string): Promise<boolean> {
  try {
    await sender.edit(parcel, receipt);
    return true;
  } catch (error) {
    if (error instanceof SendFailure && error.kind === 'fixed') return false;
    throw error;
  }
}

/** Throws `Moot` for an alert that was withdrawn, and of which surely nothing is in the channel. */
export function refuseWithdrawn({ kind, message }: Delivery, { first }: Parcel): void {
  if (kind === 'alert' && message.tone === 'withdrawal' && first === null)
    throw new Moot('The alert was withdrawn before it went out there.');
}

/** The receipt of a page that was posted after all; null where it is to be posted. Throws `Moot` and `Unknowable`. */
export async function lookUp({ claimed: { delivery }, sender }: TakenUp, parcel: Parcel): Promise<string | null> {
  const finding = await sender.find(parcel);
  if (finding === 'absent') {
    refuseWithdrawn(delivery, parcel);
    return null;
  }
  if (finding !== 'unknown') return finding.receipt;
  if (delivery.mayRepeat) return null;
  throw new Unknowable('the answer was lost, and the channel cannot be read back.');
}
