import type { Generated } from 'kysely';
import type { Channel } from '../news/channel.ts';
import type { Source } from '../news/source.ts';
import type { Story } from '../news/story.ts';
import type { StoryDecision } from '../news/story-decision.ts';
import type { Terms } from '../news/terms.ts';
import type { StoredUpdate } from '../news/update.ts';
import type { AlertChange } from './alert-changes.ts';
import type { Alert, AlertKey } from './alerts.ts';
import type { Delivery } from './delivery.ts';
import type { Edition } from './editions.ts';
import type { LedgerRow } from './ledger.ts';
import type { Meter } from './meters.ts';
import type { Pause } from './pauses.ts';
import type { GivenAnswer } from './requests.ts';
import type { PollState } from './sources.ts';
import type { Subscription } from './subscriptions.ts';
import type { Token } from './tokens.ts';

/**
 * The rows as both engines hold them: lists and documents as JSON text, truth as 0 or 1, times as epoch milliseconds.
 * Columns bear these names in snake_case.
 */
export interface Schema {
  sources: Omit<Source, 'stateMedia' | 'every'> &
    Omit<PollState, 'source' | 'rhythm'> & {
      readonly stateMedia: number;
      readonly every: number;
      readonly rhythm: string | null;
      /** Since when the trouble lasts that was told last. */
      readonly troubleTold: number | null;
    };
  stories: Omit<Story, 'id'> &
    Numbered<'id'> & {
      readonly changed: number;
      /** The story that it became part of, never one that is part of another itself. */
      readonly mergedInto: number | null;
    };
  storyDecisions: Omit<StoryDecision, 'id' | 'updates'> & Numbered<'id'> & { readonly updates: string };
  updates: Omit<StoredUpdate, 'seq'> & Numbered<'seq'> & { readonly page: string | null };
  revisions: RevisionRow;
  channels: Channel & { readonly key: string };
  subscriptions: SubscriptionRow;
  editions: Omit<Edition, 'stories' | 'left'> & { readonly stories: string; readonly left: string };
  /** By `channelKey`; the stories as `store/told.ts` writes them. */
  told: { readonly channel: string; readonly stories: string };
  pins: { readonly story: number; readonly until: number };
  visits: { readonly person: string; readonly at: number };
  alerts: AlertRow;
  alertKeys: AlertKey;
  alertChanges: Omit<AlertChange, 'gate'> & { readonly gate: string };
  deliveries: DeliveryRow;
  /** One that ended is kept for a while, to tell a relapse. */
  pauses: Pause & { readonly endedAt: number | null };
  meters: Meter;
  questions: { readonly id: string; readonly at: number };
  tokens: Omit<Token, 'id' | 'scopes'> & Numbered<'id'> & { readonly hash: string | null; readonly scopes: string };
  requests: GivenAnswer & { readonly token: number; readonly key: string; readonly at: number };
  ledger: Omit<LedgerRow, 'seq'> & Numbered<'seq'>;
  migrations: { readonly name: string; readonly appliedAt: number };
}

/** A number that the database hands out: later is larger, and none is used twice. */
type Numbered<Column extends string> = { readonly [column in Column]: Generated<number> };

type SubscriptionRow = Omit<Subscription, 'id' | 'topics' | 'languages' | 'limit' | 'alerts' | 'quiet'> &
  Numbered<'id'> & {
    readonly topics: string;
    readonly languages: string;
    readonly maxStories: number;
    readonly alertLevel: Terms['alerts'];
    /** As `writeQuietHours` has it. */
    readonly quiet: string | null;
  };

type AlertRow = Omit<Alert, 'id' | 'topics' | 'links' | 'gate'> &
  Numbered<'id'> & { readonly topics: string; readonly links: string; readonly gate: string };

interface RevisionRow {
  /** `seq` of the update. */
  readonly update: number;
  readonly revision: number;
  readonly title: string;
  readonly summary: string | null;
  readonly until: number;
}

type DeliveryRow = Omit<Delivery, 'message' | 'receipts' | 'mayRepeat'> &
  Numbered<'seq'> & {
    readonly message: string;
    readonly receipts: string;
    readonly mayRepeat: number;
    /** When the wait for `nextTry` began: where that lies ahead, the clock was set back and the wait is void. */
    readonly waitsSince: number;
    /** Who holds the row; null while nobody does. */
    readonly token: string | null;
    readonly leaseUntil: number | null;
  };
