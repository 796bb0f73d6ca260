import { type Figure, figure } from '../harness/bench.ts';
import type { Verdict } from './drill.ts';
import type { LostAnswers } from './lost-answers.ts';
import type { Finding } from './oracle.ts';
import type { Stage } from './stage.ts';
import type { Weather } from './weather.ts';

export interface ChaosReport {
  /** What is wrong; none where all is well. */
  readonly findings: readonly Finding[];
  readonly figures: readonly Figure[];
  /** What the platforms would not have forgiven a client, and how often; a bot that is killed cannot help some of it. */
  readonly complaints: ReadonlyMap<string, number>;
}

const none = { bound: 'at most', value: 0 } as const;

/** How often each of these is wrong, in `unit`; never, where all is well. */
export const wrongFigures = (kinds: readonly string[], findings: readonly Finding[], unit: string): readonly Figure[] =>
  kinds.map((kind) => figure(kind, findings.filter(({ wrong }) => wrong === kind).length, unit, none));

/** What came of a run, when its bots have ended. */
export function reportOf(run: {
  readonly verdict: Verdict;
  readonly stage: Stage;
  readonly lost: LostAnswers;
  readonly weather: Weather;
  readonly kills: number;
  /** How often a bot ended by itself. */
  readonly crashes: number;
  /** What the bots told. */
  readonly log: string;
  readonly seconds: number;
}): ChaosReport {
  const { verdict, stage, lost, weather } = run;
  const { findings, figures, rows } = verdict;
  const faults = [...weather.drawn.values()].reduce((sum, count) => sum + count, 0);
  const refused = stage.slack.workspace.rateLimited.length + stage.discord.world.rateLimited.length;
  const complaints = new Map<string, number>();
  for (const complaint of complaintsOf(stage)) complaints.set(complaint, (complaints.get(complaint) ?? 0) + 1);
  return {
    findings,
    complaints,
    figures: [
      figure('kills', run.kills, 'kills'),
      ...figures,
      figure('bots that ended by themselves', run.crashes, 'bots', none),
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
