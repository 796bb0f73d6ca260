import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { learn } from '../../bench/stories/boosting.ts';
import type { Labelled } from '../../bench/stories/corpus.ts';
import { outletsRight } from '../../bench/stories/corroboration.ts';
import { newsStream } from '../../bench/stories/stream.ts';
import { modelFile, trainStories } from '../../bench/stories/train.ts';
import { instancesOf, wordMemory } from '../../bench/stories/training.ts';
import { likenessNames } from '../../src/news/grouping/likeness.ts';
import { probability, storyModel } from '../../src/news/grouping/story-model.ts';
import { NOON } from '../support/news.ts';

const data = process.env.SITREP_TEST_DATA ?? null;
const least = { threshold: 0.5, leastClose: 0 };

const line = (id: string, event: string, title: string, source = id): Labelled => ({
  ...{ id, event, title, source, summary: null, language: 'en', published: NOON, seen: NOON },
});

describe('what grouping learns', () => {
  it('is which likeness makes a report belong to a story', () => {
    const instances = Array.from({ length: 200 }, (_, at) => ({
      event: String(at),
      alone: true,
      belongs: at % 2 === 0,
      likeness: likenessNames.map((name) => (name === 'story' ? (at % 2 === 0 ? 0.8 : 0.2) : at % 7)),
    }));
    const judge = learn(instances, least);
    const like = (value: number) =>
      probability(
        judge,
        likenessNames.map((name) => (name === 'story' ? value : 3)),
      );
    expect(like(0.9)).toBeGreaterThan(0.9);
    expect(like(0.1)).toBeLessThan(0.1);
    expect(learn(instances, least)).toEqual(judge);
  });

  it('comes from the stories that a report may belong to, when it arrives', () => {
    const lines = [
      line('a', 'talks', 'NATO defence ministers meet in Brussels'),
      line('b', 'grain', 'Grain prices rise in Odesa'),
      line('c', 'talks', 'Defence ministers of NATO meet in Brussels'),
    ];
    expect(instancesOf(lines, { texts: 0, words: {} })).toMatchObject([{ event: 'talks', alone: true, belongs: true }]);
  });

  it('remembers no word that fewer texts hold', () => {
    const lines = ['Grain prices rise', 'Grain prices fall', 'Grain ship sails'].map((title, at) =>
      line(`${at}`, 'x', title),
    );
    expect(wordMemory(lines, 2)).toEqual({ texts: 3, words: { grain: 3, prices: 2 } });
  });

  it('asks for the likenesses that there are', () => {
    for (const judge of [storyModel.headline, storyModel.summary]) expect(judge.likenesses).toEqual(likenessNames);
  });

  it.skipIf(data === null)('is what ships', { timeout: 120_000 }, () => {
    const file = fileURLToPath(new URL('../../src/news/grouping/story-model.json', import.meta.url));
    expect(modelFile(trainStories(data ?? '')) === readFileSync(file, 'utf8')).toBe(true);
  });
});

it('counts an event as right where its story has the outlets of the event and no others', () => {
  const lines = [line('a', 'x', 'one'), line('b', 'x', 'two'), line('c', 'y', 'three'), line('d', 'y', 'four', 'c')];
  const stories = (...numbers: number[]) => new Map(lines.map(({ id }, at) => [id, numbers[at] ?? 0]));
  expect(outletsRight(lines, stories(1, 1, 2, 2))).toBe(100);
  // Two reports of one outlet count once; an event that lost one of two outlets is wrong.
  expect(outletsRight(lines, stories(1, 2, 3, 3))).toBe(50);
  expect(outletsRight(lines, stories(1, 1, 1, 1))).toBe(0);
});

it('makes up the same news each time', () => {
  expect([...newsStream(50, 1_000)]).toEqual([...newsStream(50, 1_000)]);
  expect(new Set([...newsStream(50, 1_000)].map(({ title }) => title)).size).toBeGreaterThan(40);
});
