import { join } from 'node:path';
import { createReplay } from '../src/news/grouping/replay.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import { agreement } from './stories/b-cubed.ts';
import { createBaseline } from './stories/baseline.ts';
import { headlinesAlone, type Labelled, labelled, withoutCatchAll } from './stories/corpus.ts';
import { outletsRight } from './stories/corroboration.ts';
import { measureSpeed } from './stories/speed.ts';

export const bench: Bench = {
  name: 'stories',
  summary:
    'Grouping: how fast, with how much memory; and, where --data names a folder, how well it groups the labelled headlines in DIR/clustering or DIR, beside tf-idf.',
  async run({ data, progress }) {
    const quality = data === null ? [] : qualityOf(collectionsIn(data), progress);
    return [...quality, ...(await measureSpeed(progress))];
  },
};

interface Collection {
  readonly name: string;
  readonly lines: readonly Labelled[];
  /** What F1 should be; null where nothing was asked. */
  readonly f1: number | null;
}

/** The folder itself, or the collections in it. */
function collectionsIn(data: string): readonly Collection[] {
  const folder = /clustering\/?$/.test(data) ? data : join(data, 'clustering');
  const roundUps = labelled(folder, 'allsides2021');
  const english = labelled(folder, 'og2021-en');
  const many = labelled(folder, 'og2021-multi');
  return [
    { name: 'headlines (og2021-en)', lines: english, f1: 82 },
    { name: 'the same without its catch-all event', lines: withoutCatchAll(english), f1: null },
    { name: 'with summaries (allsides2021)', lines: roundUps, f1: 90 },
    { name: 'allsides2021 without summaries', lines: headlinesAlone(roundUps), f1: null },
    ...(['rus', 'deu', 'fra', 'spa', 'por'] as const).map((language) => ({
      ...{ name: `headlines (og2021-multi, ${language})`, f1: null },
      lines: many.filter((line) => line.language === language),
    })),
    { name: 'headlines of broad stories (uci2014-en)', lines: labelled(folder, 'uci2014-en'), f1: null },
  ];
}

function qualityOf(collections: readonly Collection[], progress: (text: string) => void): readonly Figure[] {
  return collections.flatMap(({ name, lines, f1 }) => {
    progress(`stories: ${lines.length} ${name}`);
    const storyOf = groupsOf(lines, createReplay());
    const found = agreement(lines, ({ id }) => storyOf.get(id) ?? 0, eventOf);
    const peer = groupsOf(lines, createBaseline());
    const baseline = agreement(lines, ({ id }) => peer.get(id) ?? 0, eventOf);
    const least = (value: number): Goal | null => (f1 === null ? null : { bound: 'at least', value });
    return [
      figure(`${name}: B-cubed F1`, found.f1, '%', f1 === null ? null : least(f1)),
      figure(`${name}: precision`, found.precision, '%', least(90)),
      figure(`${name}: recall`, found.recall, '%'),
      figure(`${name}: pairwise F1`, found.pairs, '%'),
      figure(`${name}: stories (${found.trueGroups} events)`, found.groups, ''),
      figure(`${name}: B-cubed F1 of tf-idf`, baseline.f1, '%'),
      ...(f1 === 90
        ? [
            figure('events whose number of outlets is right', outletsRight(lines, storyOf), '%', {
              bound: 'at least',
              value: 80,
            }),
          ]
        : []),
    ];
  });
}

const eventOf = ({ event }: Labelled): string => event;

const groupsOf = (lines: readonly Labelled[], story: (line: Labelled) => number): ReadonlyMap<string, number> =>
  new Map(lines.map((line) => [line.id, story(line)]));
