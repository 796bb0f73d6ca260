import { describe, expect, it } from 'vitest';
import type { Topic, TopicText } from '../../src/news/topic.ts';
import { createTopicJudge } from '../../src/news/topic-judge.ts';
import type { TopicWeights } from '../../src/news/topic-model.ts';

/** Weights as training would leave them: texts with the word, then hundredths for diplomacy, military, sanctions. */
const weights: TopicWeights = {
  texts: 1_000,
  bias: [0, 0, 0, 0],
  words: [
    '20 120 -40 -40 envoy',
    '20 120 -40 -40 talk',
    '20 60 -20 -20 parley',
    '20 -40 120 -40 parad',
    '20 -40 120 -40 convoy',
    '20 -40 120 -40 advanc',
    '5 -60 -60 180 convoy tax',
    '20 -40 -40 -40 lesson',
    '20 -40 -40 -40 mean',
    '20 300 -100 -100 ruritanian',
  ],
};
const trained: readonly Topic[] = [
  { id: 'diplomacy', name: 'Diplomacy', words: ['gespräch*'], trained: 'diplomacy' },
  { id: 'war', name: 'War', words: ['panzer*', 'parade*'], trained: 'military' },
  { id: 'sanctions', name: 'Sanctions', words: ['zölle'], trained: 'sanctions' },
  { id: 'analysis', name: 'Analysis', words: ['warum'], trained: 'analysis' },
];
const ports: Topic = {
  id: 'ports',
  name: 'Ports',
  words: ['harbour*'],
  examples: ['Ferries wait at the quay of Turku', 'Longer quay opens in Gdynia', 'Ferries return to the northern quay'],
};
const judge = (title: string, more: Partial<TopicText> = {}, topics = trained, about: readonly string[] = []) =>
  createTopicJudge({ topics, about }, weights)({ title, summary: null, ...more });

describe('trained weights', () => {
  it('tell a topic that names them, under its own id', () => {
    expect(judge('Envoys talk')).toMatchObject({ topic: 'diplomacy' });
    expect(judge('The convoy advances')).toMatchObject({ topic: 'war' });
    expect(judge('The convoy advances').confidence).toBeGreaterThan(0.8);
    expect(judge('Lessons and what they mean')).toMatchObject({ topic: 'analysis' });
  });

  it('know pairs of words in a title, and weigh a title before its summary', () => {
    expect(judge('Convoy tax')).toMatchObject({ topic: 'sanctions' });
    expect(judge('Envoy', { summary: 'A convoy.' })).toMatchObject({ topic: 'diplomacy' });
    expect(judge('Convoy', { summary: 'An envoy.' })).toMatchObject({ topic: 'war' });
  });

  it('count for no topic that does not name them', () => {
    const words = trained.map(({ trained: _, ...topic }) => topic);
    expect(judge('Envoys talk', {}, words)).toEqual({ topic: 'other', confidence: 1 });
    expect(judge('Gespräche', {}, words)).toMatchObject({ topic: 'diplomacy' });
  });

  it('pass over the words of the desk’s subject', () => {
    expect(judge('Ruritanian convoy advances')).toMatchObject({ topic: 'diplomacy' });
    expect(judge('Ruritanian convoy advances', {}, trained, ['ruritania*'])).toMatchObject({ topic: 'war' });
  });
});

describe('the desk’s words', () => {
  it('tell the topic of a text that the weights cannot read', () => {
    expect(judge('Panzer rollen nach Norden')).toMatchObject({ topic: 'war' });
    expect(judge('Warum es regnet')).toMatchObject({ topic: 'analysis' });
  });

  it('count beside the weights in a headline, less in a sentence', () => {
    const words = 'Envoys parley, envoys parley, envoys parley, parade, parade';
    const headline = judge(words);
    const sentence = judge(`${words}.`);
    expect(headline).toMatchObject({ topic: 'war' });
    expect(sentence).toMatchObject({ topic: 'diplomacy' });
  });

  it('leave a text without any of both to no topic, and say how surely', () => {
    expect(judge('Regen im Norden')).toEqual({ topic: 'other', confidence: expect.closeTo(0.8, 1) });
  });
});

describe('a topic of the desk’s own', () => {
  const topics = [...trained, ports];

  it('is told by its words, before trained topics', () => {
    expect(judge('Convoy in the harbour', {}, topics)).toMatchObject({ topic: 'ports' });
    expect(judge('Convoy advances', {}, topics)).toMatchObject({ topic: 'war' });
  });

  it('is told by its examples, without any of its words', () => {
    expect(judge('Quay closed: ferries diverted', {}, topics)).toMatchObject({ topic: 'ports' });
    expect(judge('Quay closed: ferries diverted').topic).toBe('other');
    expect(judge('The weather in the north', {}, topics).topic).not.toBe('ports');
  });

  it('is not told by what stands in examples of another', () => {
    const rivals = [
      ports,
      { id: 'tides', name: 'Tides', words: ['tide*'], examples: ['Tide floods quay', 'Quay dry'] },
    ];
    expect(judge('Quay', {}, [ports])).toMatchObject({ topic: 'ports' });
    expect(judge('Quay', {}, rivals)).toMatchObject({ topic: 'other' });
  });
});

describe('commentary is analysis whatever it is about', () => {
  it.each<[string, string, Partial<TopicText>]>([
    ['a label', 'Opinion: the convoy advances', {}],
    ['an address', 'The convoy advances', { url: 'https://news.example/opinion/2026/convoy' }],
    ['a source', 'The convoy advances', { source: 'North Post - Opinion' }],
    ['a category', 'The convoy advances', { categories: ['Commentary'] }],
  ])('told by %s', (_, title, more) => {
    expect(judge(title, more)).toMatchObject({ topic: 'analysis' });
  });

  it('but not by a piece of news on the same subject', () => {
    expect(
      judge('The convoy advances', { url: 'https://news.example/world/convoy', source: 'North Post' }),
    ).toMatchObject({
      topic: 'war',
    });
  });

  it('and what an institute publishes is nearer to it', () => {
    const news = judge('Lessons of the convoy');
    const paper = judge('Lessons of the convoy', { kind: 'think_tank' });
    expect(paper.topic).toBe('analysis');
    expect(paper.confidence).toBeGreaterThan(news.topic === 'analysis' ? news.confidence : 0);
  });
});
