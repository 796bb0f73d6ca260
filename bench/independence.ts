import { corroborationOf } from '../src/news/corroboration.ts';
import { gradeOf } from '../src/news/grade.ts';
import type { StoredUpdate } from '../src/news/update.ts';
import { voicesOf } from '../src/news/voice.ts';
import { caseSources, independenceCases } from '../test/support/independence-cases.ts';
import { type Bench, figure } from './harness/bench.ts';
import { rate } from './harness/rate.ts';

/** A story of twenty reports, made of those of several cases. */
const REPORTS = 20;

export const bench: Bench = {
  name: 'independence',
  summary: 'How many hand-made cases have the right number of independent owners, and what a story costs.',
  async run({ progress }) {
    const right = independenceCases.filter(({ what, owners, reports }) => {
      const found = corroborationOf(reports, caseSources).owners;
      if (found.length === owners) return true;
      progress(`independence: wrong (${what}): ${owners} expected, found ${found.join(', ') || 'none'}`);
      return false;
    });
    const goal = { bound: 'at least', value: independenceCases.length } as const;
    const story = independenceCases.flatMap(({ reports }) => reports).slice(-REPORTS);
    return [
      figure('cases right', right.length, 'cases', goal),
      figure('cases', independenceCases.length, 'cases'),
      figure(`a story of ${REPORTS} reports, judged`, 1_000 / rate(() => judge(story)), 'ms', {
        bound: 'at most',
        value: 0.3,
      }),
    ];
  },
};

function judge(story: readonly StoredUpdate[]): void {
  const voices = voicesOf(story, caseSources);
  corroborationOf(story, caseSources, voices);
  gradeOf(story, caseSources, voices);
}
