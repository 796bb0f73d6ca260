import type { Layouts } from '../desk/desk.ts';
import { layoutAlert } from './alert.ts';
import { layoutAlertCall, layoutAlertEnd } from './alert-call.ts';
import { layoutAlertNote } from './alert-change.ts';
import { layoutAlertProgress } from './alert-receipts.ts';
import { layoutDigest } from './digest.ts';
import { layoutPaused, layoutResumed } from './pause.ts';
import { layoutSilence } from './silence.ts';
import { layoutSourceTrouble } from './source-trouble.ts';

/** The words of all that leaves the desk by itself. */
export const layouts: Layouts = {
  digest: layoutDigest,
  silence: layoutSilence,
  trouble: layoutSourceTrouble,
  alert: {
    sent: layoutAlert,
    note: layoutAlertNote,
    progress: layoutAlertProgress,
    asks: layoutAlertCall,
    ended: layoutAlertEnd,
  },
  pause: { paused: layoutPaused, resumed: layoutResumed },
};
