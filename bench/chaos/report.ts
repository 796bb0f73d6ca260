import type { Store } from '../../src/store/store.ts';
import { type Figure, figure } from '../harness/bench.ts';
import type { Flow } from './flow.ts';
import type { LostAnswers } from './lost-answers.ts';
import { type Finding, judge, type Wrong } from './oracle.ts';
import { rowOf } from './rows.ts';
import type { Stage } from './stage.ts';
import type { Weather } from './weather.ts';

export interface ChaosReport {
  /** What was delivered wrongly; none where all is well. */
  readonly findings: readonly Finding[];
  readonly figures: readonly Figure[];
  /** What the platforms would not have forgiven a client, and how often; a bot that is killed cannot help some of it. */
  readonly complaints: ReadonlyMap<string, number>;
}

/** What came of a run, when its bots have ended. */
export async function reportOf(run: {
  readonly store: Store;
  readonly stage: Stage;
  readonly flow: Flow;
  readonly lost: LostAnswers;
  readonly weather: Weather;
  readonly kills: number;
  /** How often a bot ended by itself. */
  readonly crashes: number;
  /** What the bots told. */
  readonly log: string;
  readonly seconds: number;
}): Promise<ChaosReport> {
  const { store, stage, flow, lost, weather } = run;
  const found = await Promise.all(['alert:', 'edition:'].map((prefix) => store.deliveries.withKey(prefix)));
  const rows = found.flat().map(rowOf);
  const standing = stage.standing();
  const { alerts, digests } = flow;
  const findings = judge({ rows, standing, alerts, digests });

  const none = { bound: 'at most', value: 0 } as const;
  const wrong = (kind: Wrong): Figure =>
    figure(kind, findings.filter((finding) => finding.wrong === kind).length, 'messages', none);
  const severalPages = (platform: string): Figure => {
    const long = rows.filter(({ marks, channel }) => marks.length > 1 && channel.startsWith(platform.toLowerCase()));
    return figure(`deliveries of several pages on ${platform}`, long.length, 'deliveries');
  };
  const confirmed = alerts.filter(({ number }) => number !== null).length;
  const faults = [...weather.drawn.values()].reduce((sum, count) => sum + count, 0);
  const refused = stage.slack.workspace.rateLimited.length + stage.discord.world.rateLimited.length;
  const complaints = new Map<string, number>();
  for (const complaint of complaintsOf(stage)) complaints.set(complaint, (complaints.get(complaint) ?? 0) + 1);
  return {
    findings,
    complaints,
    figures: [
      figure('kills', run.kills, 'kills'),
      wrong('lost'),
      wrong('doubled'),
      wrong('out of order'),
      wrong('unaccounted for'),
      figure('bots that ended by themselves', run.crashes, 'bots', none),
      figure('messages delivered', standing.length, 'messages'),
      severalPages('Slack'),
      severalPages('Discord'),
      figure(`alerts confirmed to their editor, of ${alerts.length}`, confirmed, 'alerts'),
      figure('digests', digests.length, 'digests'),
      figure('faults of the platforms', faults, 'faults'),
      figure('answers lost', lost.all().size, 'answers'),
      figure('rows reconciled', lost.reconciled(rows), 'answers'),
      figure(
        'found by a look-up, as the bot tells it',
        run.log.split('"delivery: found again"').length - 1,
        'messages',
      ),
      figure('refused for a rate limit, without a fault', refused, 'requests'),
      figure('time', run.seconds, 's'),
    ],
  };
}

function complaintsOf({ slack, discord }: Stage): readonly string[] {
  // The same complaint about another envelope or message is the same.
  const alike = (failure: string): string => failure.replace(/\b[EV]?\d{4,}\b/g, '…').slice(0, 150);
  return [
    ...[...slack.workspace.failures, ...discord.failures].map(alike),
    ...slack.workspace.rateLimited.map((method) => `Slack took no more ${method} for now`),
    ...discord.world.rateLimited.map((scope) => `Discord took no more requests for now (${scope})`),
  ];
}
