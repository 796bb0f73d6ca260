import { deskFile } from '../desk.ts';
import type { Drill } from '../drill.ts';
import type { Finding } from '../oracle.ts';
import { chainBreaks } from './chain.ts';
import { createEditors } from './editors.ts';
import { readStore } from './evidence.ts';
import { alertFigures } from './figures.ts';
import { startAlertFlow } from './flow.ts';
import { judgeAlerts, type Wrong } from './oracle.ts';
import { startWatch } from './watch.ts';

/**
 * Alerts from draft to withdrawal, in the hands of three editors: none goes out without its keys, no copy is left
 * uncorrected, and the ledger has it all.
 */
export const alertDrill: Drill = {
  deskFile: deskFile('editorsChannel: slack:C0NEWS\nalerts: { keys: { flash: 2, urgent: 2 }, leastOwners: 0 }'),
  begin: ({ store, stage, random, settings }) => {
    const fixed = stage.refuseEdits();
    const editors = createEditors({ stage, settings, random });
    const watch = startWatch({ store, stage });
    const flow = startAlertFlow({ store, editors, channels: stage.channels.length, random });
    return {
      atKill: watch.look,
      stop: flow.stop,
      judge: async () => {
        await watch.stop();
        const evidence = { ...(await readStore(store)), standing: stage.standing(), told: editors.told, fixed };
        const findings = [
          ...watch.findings,
          ...editors.inVain.map(gaveUp),
          ...(await chainBreaks(settings)),
          ...judgeAlerts(evidence),
        ];
        return { rows: evidence.rows, findings, figures: alertFigures(findings, evidence, editors) };
      },
    };
  },
};

const gaveUp = (what: string): Finding<Wrong> => ({
  wrong: 'stuck',
  channel: 'the desk',
  what,
  why: 'its editor gave up',
});
