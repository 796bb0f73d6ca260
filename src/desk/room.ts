import type { DeskFile } from '../content/desk-file.ts';
import type { Explainer } from '../content/explainer.ts';
import type { Log } from '../log.ts';
import type { Channel } from '../news/channel.ts';
import type { Source } from '../news/source.ts';
import type { Store } from '../store/store.ts';
import type { Headlines } from './headlines.ts';

/** What everybody at the desk works with. */
export interface Room {
  readonly store: Store;
  readonly file: DeskFile;
  /** Every source by id, the archive's and the editors' own included. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly explainers: readonly Explainer[];
  /** Shared by every desk on one store in this process. */
  readonly headlines: Headlines;
  /** The desk's own zone, where nobody names another. */
  readonly zone: string;
  readonly clock: () => number;
  readonly log: Pick<Log, 'error'>;
  /**
   * Why nothing can be posted in a channel, with the step that mends it; null where it can. No function where no platform is
   * connected, as in a terminal.
   */
  readonly obstacle: ((channel: Channel) => Promise<string | null>) | null;
  /** Tells the outbox that deliveries wait. */
  readonly onQueued: () => void;
}
