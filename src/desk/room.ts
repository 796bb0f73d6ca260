import type { DeskFile } from '../content/desk-file.ts';
import type { Explainer } from '../content/explainer.ts';
import type { Message } from '../message/message.ts';
import type { Source } from '../news/source.ts';
import type { Alert, Store } from '../store/store.ts';
import type { Digest } from './digest.ts';

/** What everybody at the desk works with. */
export interface Room {
  readonly store: Store;
  readonly file: DeskFile;
  /** Every source by id, the archive's and the editors' own included. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly explainers: readonly Explainer[];
  /** The desk's own zone, where nobody names another. */
  readonly zone: string;
  readonly clock: () => number;
  /** Words for what leaves the desk by itself; the layouts stand a floor above and are handed in. */
  readonly layouts: {
    readonly digest: (digest: Digest) => Message;
    readonly alert: (alert: Alert) => Message;
  };
  /** Tells the outbox that deliveries wait. */
  readonly onQueued: () => void;
}
