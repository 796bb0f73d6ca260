import { expect, it } from 'vitest';
import type { StoryBlock } from '../../src/message/message.ts';
import { toldAsNew, toldTwice } from './told.ts';

const story = (headline: string, url: string, mark: string | null = null): StoryBlock => ({
  kind: 'story',
  position: 1,
  mark,
  headline,
  judgement: [],
  summary: null,
  sources: [
    { name: 'One', label: null, url },
    { name: '2 more', label: null, url: null },
  ],
});
const digest = (...blocks: readonly StoryBlock[]) => ({ tone: 'routine', summary: '', blocks }) as const;

it('finds what digests told as new twice, by page and by headline', () => {
  const first = digest(story('Grain ship leaves', 'https://a.example/ship'), story('Talks', 'https://a.example/talks'));
  const second = digest(
    story('Ship has left', 'https://a.example/ship?again=1#top'),
    story('TALKS!', 'https://a.example/talks-2'),
    story('Talks', 'https://b.example/talks'),
  );
  expect(toldTwice(toldAsNew([first, second]))).toEqual({ pages: ['a.example/ship'], headlines: ['a.example: talks'] });
});

it('does not count a story that is told as one that moved', () => {
  const block = story('Grain ship leaves', 'https://a.example/ship', '▲');
  expect(toldTwice(toldAsNew([digest(block), digest(block)]))).toEqual({ pages: [], headlines: [] });
});
