import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { type LabelledText, readCorpus } from '../../bench/topics/corpus.ts';
import { crossValidated, foldsOf } from '../../bench/topics/folds.ts';
import { trainNaiveBayes } from '../../bench/topics/naive-bayes.ts';
import { macroF1, scoreOf } from '../../bench/topics/score.ts';
import { trainTopics, weightsFile } from '../../bench/topics/train.ts';
import { createTopicModel } from '../../src/news/topic-model.ts';

const folder = process.env.SITREP_TEST_DATA ?? null;

const texts: readonly LabelledText[] = [
  [
    'diplomacy',
    ['Envoys meet', 'Envoys meet ministers', 'Ministers meet again', 'Envoys leave', 'Envoys meet in rain'],
  ],
  ['military', ['Convoy halts', 'Convoy moves', 'Convoy moves north', 'Second convoy moves', 'Convoy moves on']],
].flatMap(([topic, titles]) =>
  (titles as string[]).map((title, at) => ({
    set: 'headlines' as const,
    title,
    summary: null,
    topic: topic as 'diplomacy' | 'military',
    group: at,
  })),
);

describe('training', () => {
  it('learns which words speak for which topic, and gives the same file from the same texts', () => {
    const weights = trainTopics(texts);
    const { shares } = createTopicModel(weights)({ title: 'A convoy', summary: null });
    expect(shares[1]).toBe(Math.max(...shares));
    expect(createTopicModel(weights)({ title: 'Envoys', summary: null }).shares[0]).toBeGreaterThan(0.5);
    expect(weightsFile(trainTopics(texts))).toBe(weightsFile(weights));
    expect(JSON.parse(weightsFile(weights))).toEqual(weights);
  });

  it('keeps no word of fewer than three texts and no pair of fewer than four', () => {
    const learned = trainTopics(texts).words.map((line) => line.split(' ').slice(4).join(' '));
    expect(learned).toEqual(['convoy', 'convoy move', 'envoy', 'meet', 'move']);
  });

  it('learns nothing from round-ups, which tell commentary alone', () => {
    const more = texts.map((text) => ({ ...text, set: 'round-ups' as const, title: 'Harbour closes', group: 9 }));
    expect(trainTopics([...texts, ...more])).toEqual(trainTopics(texts));
  });
});

test('texts of one group are dealt together, and each is judged by what the others taught', () => {
  const dealing = { parts: 3, deal: 0 };
  const folds = foldsOf(texts, dealing);
  for (const [at, { group }] of texts.entries()) expect(folds[at]).toBe(folds[group]);
  expect(new Set(folds).size).toBeGreaterThan(1);
  const seen = crossValidated(texts, dealing, (rest) => (text) => rest.some(({ group }) => group === text.group));
  expect(seen).toEqual(texts.map(() => false));
});

test('the baseline learns, too', () => {
  const judge = trainNaiveBayes(texts);
  expect(texts.map(judge)).toEqual(texts.map(({ topic }) => topic));
});

test('F1 is of what was expected and what was found', () => {
  const judged = [
    { expected: 'a', found: 'a' },
    { expected: 'a', found: 'b' },
    { expected: 'b', found: 'b' },
    { expected: 'b', found: 'b' },
  ];
  expect(scoreOf(judged, 'a')).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
  expect(macroF1(judged, ['a', 'b'])).toBeCloseTo((2 / 3 + 4 / 5) / 2);
});

test.skipIf(folder === null)('the weights that ship are what training makes of the test data', () => {
  const shipped = fileURLToPath(new URL('../../src/news/topic-weights.json', import.meta.url));
  expect(weightsFile(trainTopics(readCorpus(folder ?? '')))).toBe(readFileSync(shipped, 'utf8'));
});
