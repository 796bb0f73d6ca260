import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';

/**
 * `held`: nothing can be posted there now. `quiet`: it waits for the channel's next digest, or the one at the end of its quiet
 * hours, which tells it and makes it `merged`. `recalled`: it was taken back before it went out.
 */
export const deliveryStates = [
  'pending',
  'sending',
  'uncertain',
  'sent',
  'held',
  'quiet',
  'merged',
  'recalled',
  'failed',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

/** A time that does not come. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** One message on its way to one channel: a row of the outbox. */
export interface Delivery {
  readonly id: string;
  /** What must not be sent twice, for example `edition:7:1764000000000`. */
  readonly dedupeKey: string;
  /** `channelKey` of the channel. */
  readonly channel: string;
  /** `amendment`: it concerns an alert that was sent. `notice`: the desk tells how it goes. */
  readonly kind: 'digest' | 'alert' | 'amendment' | 'notice';
  /** `post`: a message of its own. `reply`: below the message of `target`. `edit`: in its place. */
  readonly act: 'post' | 'reply' | 'edit';
  /** The delivery that it replies to, edits or tells of. */
  readonly target: string | null;
  readonly message: Message;
  readonly state: DeliveryState;
  /** Smaller goes first within a channel. */
  readonly priority: number;
  /** The platform's message ids, one for each page as it stands in the channel. */
  readonly receipts: readonly string[];
  readonly attempts: number;
  /** When the current page was first tried, as long as its outcome is not known; null before. */
  readonly triedAt: number | null;
  /** `NEVER` where a person decides. */
  readonly nextTry: number;
  /** It is sent again where it cannot be learned whether it arrived. */
  readonly mayRepeat: boolean;
  /** Why it waits or failed, for people. */
  readonly reason: string | null;
  readonly createdAt: number;
  readonly sentAt: number | null;
}

/** A delivery in the hands of one worker, until the lease ends. */
export interface ClaimedDelivery {
  readonly delivery: Delivery;
  readonly channel: Channel;
  readonly token: string;
  readonly leaseUntil: number;
  /** True when an earlier try may have posted without our learning its receipt. */
  readonly uncertain: boolean;
  /** What it replies to or edits, as it stands now. */
  readonly target: Delivery | null;
}

/** A message that is in its channel, or may be. */
export const mayStand = ({ state, receipts, triedAt }: Pick<Delivery, 'state' | 'receipts' | 'triedAt'>): boolean =>
  state === 'sent' || state === 'sending' || receipts.length > 0 || triedAt !== null;
