import type { Message } from '../message/message.ts';
import type { AlertLevel } from '../news/alert-level.ts';
import type { Channel } from '../news/channel.ts';
import type { Source } from '../news/source.ts';
import type { Story } from '../news/story.ts';
import type { StoredUpdate, Update } from '../news/update.ts';

/**
 * Where the desk keeps what it knows. Two engines implement it; one conformance suite holds them to it.
 * Times are epoch milliseconds. Every array is in the order that its method names.
 */
export interface Store extends Tables {
  readonly engine: 'sqlite' | 'postgres';
  /** For people: the file or the server (without credentials). */
  readonly place: string;
  /**
   * All or nothing. Inside `work`, use only the tables that it is given: the store's own stand outside, and on SQLite
   * would wait for this transaction to end, for ever. They throw there instead.
   */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Tables {
  readonly sources: SourceTable;
  readonly updates: UpdateTable;
  readonly stories: StoryTable;
  readonly channels: ChannelTable;
  readonly subscriptions: SubscriptionTable;
  readonly editions: EditionTable;
  readonly alerts: AlertTable;
  readonly deliveries: DeliveryTable;
  readonly ledger: LedgerTable;
}

/** How polling a source goes. */
export interface PollState {
  readonly source: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastTried: number | null;
  readonly lastGood: number | null;
  readonly nextPoll: number;
  /** Failures since the last good poll. */
  readonly failures: number;
  /** Why the last poll failed, for people. */
  readonly problem: string | null;
}

export interface SourceTable {
  /** Makes the table hold exactly these sources; poll state of those that stay is kept. */
  sync(sources: readonly Source[], now: number): Promise<void>;
  /** Every source's poll state, by source id. */
  states(): Promise<readonly PollState[]>;
  /**
   * Takes sources with a feed whose poll is due, longest due first, and puts their next poll off to `until`, so that
   * no other process polls them meanwhile.
   */
  claimDue(now: number, until: number, limit: number): Promise<readonly PollState[]>;
  polled(state: PollState): Promise<void>;
}

export interface UpdateTable {
  /** Adds an update under a story. The caller knows that its id is new (`byIds`). */
  add(update: Update, story: number): Promise<void>;
  /**
   * Replaces the text, link and image of a known update and keeps what it said before as a revision, until
   * `update.seen`. Its publication, arrival, topic and story stay. Throws where the id is unknown.
   */
  revise(update: Update): Promise<void>;
  byIds(ids: readonly string[]): Promise<readonly StoredUpdate[]>;
  /** The updates of these stories, oldest publication first. */
  ofStories(stories: readonly number[]): Promise<readonly StoredUpdate[]>;
  /** The sequence number of the latest arrival; 0 when there is none. */
  newestSeq(): Promise<number>;
  /** Updates that arrived after `seq`, in order of arrival. */
  after(seq: number, limit: number): Promise<readonly StoredUpdate[]>;
  /**
   * The newest arrivals that hold every word (a word matches as a prefix), newest first. Words without a letter or
   * digit are passed over; where no other is left, nothing matches.
   */
  matching(words: readonly string[], limit: number): Promise<readonly StoredUpdate[]>;
  /** What an update said before each revision, oldest first. */
  revisions(
    id: string,
  ): Promise<readonly { readonly title: string; readonly summary: string | null; readonly until: number }[]>;
  count(): Promise<number>;
}

export interface StoryQuery {
  readonly topics?: readonly string[];
  /** Only stories with an update published at or after this. */
  readonly publishedSince?: number;
  /** Only stories that this desk first saw at or after this. */
  readonly arrivedSince?: number;
  readonly limit: number;
  readonly offset?: number;
}

export interface StoryTable {
  /** Returns the new story's number. */
  create(story: Omit<Story, 'id'>): Promise<number>;
  /** A further update came in: `last` moves forward, never back. */
  extend(id: number, published: number): Promise<void>;
  /** The stories with these numbers, in the order asked for; unknown numbers are left out. */
  byIds(ids: readonly number[]): Promise<readonly Story[]>;
  /** Latest publication first. */
  newest(query: StoryQuery): Promise<readonly Story[]>;
  /** How many stories `newest` would list without its limit, counted up to 1,000. */
  count(query: Omit<StoryQuery, 'limit' | 'offset'>): Promise<number>;
}

export interface ChannelTable {
  /** Adds a channel, or learns its new name. */
  save(channel: Channel): Promise<void>;
  byKey(key: string): Promise<Channel | null>;
  /** By platform, then name. */
  all(): Promise<readonly Channel[]>;
}

/** What a channel asked for. */
export interface Subscription {
  readonly id: number;
  /** `channelKey` of the channel. */
  readonly channel: string;
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** Cron expression of the digest. */
  readonly cron: string;
  /** IANA zone in which `cron` is read. */
  readonly zone: string;
  /** Most stories in one digest. */
  readonly limit: number;
  /** Also receives breaking alerts. */
  readonly alerts: boolean;
  /** The next time a digest is due. */
  readonly nextSlot: number;
  readonly createdBy: string;
  readonly createdAt: number;
}

export interface SubscriptionTable {
  /** Returns the new subscription's id. */
  create(subscription: Omit<Subscription, 'id'>): Promise<number>;
  byId(id: number): Promise<Subscription | null>;
  ofChannel(channel: string): Promise<readonly Subscription[]>;
  all(): Promise<readonly Subscription[]>;
  /** Subscriptions whose next slot has come, longest due first. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
  /** Moves the next slot on, only if it still is `from`: false when another process already did. */
  advance(id: number, from: number, to: number): Promise<boolean>;
  /** False when there was none. */
  remove(id: number): Promise<boolean>;
}

/** One digest of one subscription for one slot of its schedule. */
export interface Edition {
  readonly subscription: number;
  readonly slot: number;
  readonly madeAt: number;
  /** Numbers of the stories it told. */
  readonly stories: readonly number[];
}

export interface EditionTable {
  /** False when this slot has its edition already. */
  claim(edition: Edition): Promise<boolean>;
  latest(subscription: number): Promise<Edition | null>;
}

export type AlertState = 'draft' | 'approved' | 'sent' | 'corrected' | 'withdrawn';

/** An editor's breaking message. */
export interface Alert {
  readonly id: number;
  readonly state: AlertState;
  readonly level: AlertLevel;
  readonly headline: string;
  readonly known: string | null;
  readonly unknown: string | null;
  readonly link: string | null;
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** Who wrote it, as `platform:user id`. */
  readonly author: string;
  readonly authorName: string;
  readonly createdAt: number;
}

export interface AlertTable {
  /** Returns the new alert's id. */
  create(alert: Omit<Alert, 'id'>): Promise<number>;
  byId(id: number): Promise<Alert | null>;
  /** Newest first. */
  recent(limit: number): Promise<readonly Alert[]>;
}

export const deliveryStates = ['pending', 'sending', 'uncertain', 'sent', 'held', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One message on its way to one channel: a row of the outbox. */
export interface Delivery {
  readonly id: string;
  /** What must not be sent twice, for example `edition:7:1764000000000`. */
  readonly dedupeKey: string;
  /** `channelKey` of the channel. */
  readonly channel: string;
  readonly kind: 'digest' | 'alert';
  readonly message: Message;
  readonly state: DeliveryState;
  /** Smaller goes first within a channel. */
  readonly priority: number;
  /** The platform's message ids, one for each page that was posted. */
  readonly receipts: readonly string[];
  readonly attempts: number;
  /** When the current page was first tried; null before. */
  readonly triedAt: number | null;
  readonly nextTry: number;
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
  /** True when an earlier try may have posted without our learning its receipt. */
  readonly uncertain: boolean;
}

export interface DeliveryTable {
  /** False when the dedupe key is known: nothing is added. */
  enqueue(
    delivery: Pick<Delivery, 'dedupeKey' | 'channel' | 'kind' | 'message' | 'priority' | 'createdAt'>,
  ): Promise<boolean>;
  /**
   * Leases the first unfinished row of each channel, for these platforms: pending or uncertain rows whose time has
   * come, and rows of a worker whose lease ran out (claimed as uncertain). Never two rows of one channel at once.
   */
  claim(options: {
    readonly now: number;
    readonly leaseUntil: number;
    readonly limit: number;
    readonly platforms: readonly string[];
  }): Promise<readonly ClaimedDelivery[]>;
  /** The calls below change a row only while `token` holds its lease, and return whether it did. */
  trying(id: string, token: string, now: number): Promise<boolean>;
  /** A page was posted; `receipts` are those of all pages so far, and `done` ends the delivery. */
  posted(id: string, token: string, receipts: readonly string[], done: boolean, now: number): Promise<boolean>;
  /** Gives the row back, to be tried again. */
  putOff(
    id: string,
    token: string,
    state: 'pending' | 'uncertain',
    nextTry: number,
    reason: string | null,
  ): Promise<boolean>;
  fail(id: string, token: string, reason: string): Promise<boolean>;
  byId(id: string): Promise<Delivery | null>;
  /** Newest first. */
  recent(query: { readonly channel?: string; readonly limit: number }): Promise<readonly Delivery[]>;
  /** Deliveries whose dedupe key starts so, by channel. */
  withKey(prefix: string): Promise<readonly Delivery[]>;
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}

/** One thing that somebody did, for the record. */
export interface LedgerEntry {
  readonly at: number;
  /** `platform:user id`, or `desk`. */
  readonly actor: string;
  /** For example `alert.sent`, `subscription.created`. */
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface LedgerTable {
  append(entry: LedgerEntry): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<readonly LedgerEntry[]>;
}
