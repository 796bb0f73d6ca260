import type { DrillEvent, DrillEventOf } from '../content/drill-file.ts';
import type { AlertOutcome } from '../desk/alert-send.ts';
import type { AlertView } from '../desk/alert-view.ts';
import type { Corroboration } from '../news/corroboration.ts';
import type { Source } from '../news/source.ts';
import type { Alert } from '../store/alerts.ts';
import type { DrillPost } from './sandbox.ts';

/** An editor's decision about an alert of the drill. */
export type Decision = Exclude<DrillEvent, { readonly kind: 'update' | 'draft' }>;

/** What came of an event. */
export type Deed =
  | {
      readonly kind: 'reported';
      readonly event: DrillEventOf<'update'>;
      readonly source: Source;
      readonly story: number;
      /** Of the story, with this report. */
      readonly corroboration: Corroboration;
    }
  | {
      readonly kind: 'drafted';
      readonly event: DrillEventOf<'draft'>;
      readonly byName: string;
      readonly view: AlertView;
    }
  | {
      readonly kind: 'decided';
      readonly event: Decision;
      readonly byName: string;
      readonly id: number;
      readonly outcome: AlertOutcome;
    }
  /** The desk does not do it, and says why. `id` is null where there is no such alert. */
  | {
      readonly kind: 'refused';
      readonly event: DrillEventOf<'draft'> | Decision;
      readonly byName: string;
      readonly id: number | null;
      readonly why: string;
    };

/** An alert of which the keys did not come in time, which no event says. */
export interface Expiry {
  readonly kind: 'expired';
  readonly alert: Alert;
}

/** One moment of a drill: what happened, and what came to its channels then. `about`: nobody knows the minute. */
export type Happening = (Deed | Expiry) & {
  readonly at: number;
  readonly about: boolean;
  readonly posts: readonly DrillPost[];
};
