import type { Message } from '../message/message.ts';
import type { Channel, Scope } from '../news/channel.ts';

/** One page of one delivery, on its way to one channel. */
export interface Parcel {
  /** The delivery's id: the sender marks the post with it, so that `find` can recognise it. */
  readonly delivery: string;
  readonly page: number;
  readonly channel: Channel;
  readonly payload: unknown;
  /** The receipt of page 0, for the pages that follow it. */
  readonly first: string | null;
  /** The receipt of the message below which it belongs, where it does. `aloud`: everybody in the channel is to see it. */
  readonly below?: { readonly receipt: string; readonly aloud: boolean };
  /** When this parcel was first tried, in epoch milliseconds; null before the first try. */
  readonly triedAt: number | null;
}

/** What `find` learned: the receipt, that nothing was posted, or that it cannot be known. */
export type Finding = { readonly receipt: string } | 'absent' | 'unknown';

/** At most `posts` in `perMs` milliseconds, evenly spread; after a rest, `burst` of them may go at once, on top of it. */
export interface Rate {
  readonly posts: number;
  readonly perMs: number;
  readonly burst: number;
}

/** The rates that a platform allows; without one, a scope is not limited. */
export type Rates = Readonly<Partial<Record<Scope, Rate>>>;

/** A platform's way out, or one of several where each serves a workspace of its own. */
export interface Sender {
  readonly platform: string;
  /** The workspaces that it serves; null for every one of its platform that no other sender serves. */
  readonly workspaces: readonly string[] | null;
  /** How fast it posts: just under what the platform allows to one bot. */
  readonly rates: Rates;
  /** How fast it looks up; null where the platform counts a look-up like a post. */
  readonly lookUpRates: Rates | null;
  /** How fast it edits; null where the platform counts an edit like a post. */
  readonly editRates: Rates | null;
  /** A message as the payloads of its pages, in order; at least one. */
  render(message: Message): readonly unknown[];
  /** Posts one page, once, without retries. Returns the platform's message id; throws `SendFailure`. */
  post(parcel: Parcel): Promise<string>;
  /** Puts a page in the place of the one with this receipt, once: the same page twice changes nothing. Throws `SendFailure`. */
  edit(parcel: Parcel, receipt: string): Promise<void>;
  /**
   * Looks for a page whose answer was lost. `unknown` where the channel cannot be read; throws `SendFailure` of the kind
   * `busy` where that may pass.
   */
  find(parcel: Parcel): Promise<Finding>;
  /** Why the desk cannot post there, with the step that mends it; null where it can. */
  obstacle(channel: Channel): Promise<string | null>;
}

/**
 * `refused`: not posted, and the same try will fail again; another message may pass. `fixed`: what stands there cannot be
 * edited any more, and a new message may say it. `blocked`: not posted, and nothing is
 * until somebody mends what the message names, in all that `scope` reaches. `busy`: not posted, try later.
 * `uncertain`: the answer was lost, so it may have been posted.
 */
export type FailureKind = 'refused' | 'fixed' | 'blocked' | 'busy' | 'uncertain';

/** Why a post did not end in a receipt. The message is for people: what happened and what to do. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
  readonly kind: FailureKind;
  /** For `busy`: milliseconds until the platform takes posts again, where it said so. */
  readonly retryAfter: number | null;
  /** For `busy` and `blocked`: where nothing else may be posted meanwhile. */
  readonly scope: Scope;

  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfter?: number; scope?: Scope; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfter = options.retryAfter ?? null;
    this.scope = options.scope ?? 'channel';
  }
}
