import type { AlertChangeTable } from './alert-changes.ts';
import type { AlertTable } from './alerts.ts';
import type { ChannelTable } from './channels.ts';
import type { DeliveryTable } from './deliveries.ts';
import type { EditionTable } from './editions.ts';
import type { LedgerTable } from './ledger.ts';
import type { MeterTable } from './meters.ts';
import type { PauseTable } from './pauses.ts';
import type { PinTable } from './pins.ts';
import type { QuestionTable } from './questions.ts';
import type { RequestTable } from './requests.ts';
import type { SourceTable } from './sources.ts';
import type { StoryTable } from './stories.ts';
import type { StoryDecisionTable } from './story-decisions.ts';
import type { SubscriptionTable } from './subscriptions.ts';
import type { TokenTable } from './tokens.ts';
import type { ToldTable } from './told.ts';
import type { UpdateTable } from './updates.ts';
import type { VisitTable } from './visits.ts';

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
  readonly storyDecisions: StoryDecisionTable;
  readonly pins: PinTable;
  readonly channels: ChannelTable;
  readonly subscriptions: SubscriptionTable;
  readonly editions: EditionTable;
  readonly told: ToldTable;
  readonly alerts: AlertTable;
  readonly alertChanges: AlertChangeTable;
  readonly deliveries: DeliveryTable;
  readonly pauses: PauseTable;
  readonly meters: MeterTable;
  readonly questions: QuestionTable;
  readonly visits: VisitTable;
  readonly tokens: TokenTable;
  readonly requests: RequestTable;
  readonly ledger: LedgerTable;
}
