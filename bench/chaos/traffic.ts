import { type Figure, figure } from '../harness/bench.ts';
import { deskFile } from './desk.ts';
import type { Drill } from './drill.ts';
import { startFlow } from './flow.ts';
import { judge } from './oracle.ts';
import { wrongFigures } from './report.ts';
import { rowOf } from './rows.ts';

/** Alerts and digests, both platforms as busy as they can be: nothing is lost, doubled or out of order. */
export const traffic: Drill = {
  deskFile: deskFile('alerts: { keys: { urgent: 1 }, leastOwners: 0 }'),
  begin: ({ store, stage, random }) => {
    const flow = startFlow({ store, stage, random });
    return {
      atKill: async () => {},
      stop: flow.stop,
      judge: async () => {
        const found = await Promise.all(['alert:', 'edition:'].map((prefix) => store.deliveries.withKey(prefix)));
        const rows = found.flat().map(rowOf);
        const standing = stage.standing();
        const { alerts, digests } = flow;
        const findings = judge({ rows, standing, alerts, digests });
        const severalPages = (platform: string): Figure => {
          const here = rows.filter(({ channel }) => channel.startsWith(platform.toLowerCase()));
          const long = here.filter(({ marks }) => marks.length > 1);
          return figure(`deliveries of several pages on ${platform}`, long.length, 'deliveries');
        };
        const confirmed = alerts.filter(({ number }) => number !== null).length;
        return {
          rows,
          findings,
          figures: [
            ...wrongFigures(['lost', 'doubled', 'out of order', 'unaccounted for'], findings, 'messages'),
            figure('messages delivered', standing.length, 'messages'),
            severalPages('Slack'),
            severalPages('Discord'),
            figure(`alerts confirmed to their editor, of ${alerts.length}`, confirmed, 'alerts'),
            figure('digests', digests.length, 'digests'),
          ],
        };
      },
    };
  },
};
