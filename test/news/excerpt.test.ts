import { describe, expect, it } from 'vitest';
import { clip, excerpt } from '../../src/news/excerpt.ts';

describe('an excerpt', () => {
  it('leaves what fits', () => expect(excerpt('Short.', 6)).toBe('Short.'));

  it('ends at a sentence, else at a word, else where it must', () => {
    expect(excerpt('The first sentence is here. The second is cut.', 40)).toBe('The first sentence is here. …');
    expect(excerpt('No. The first sentence is too short to stand alone.', 40)).toBe(
      'No. The first sentence is too short…',
    );
    expect(excerpt('No sentence ends in this long line of words', 30)).toBe('No sentence ends in this…');
    expect(excerpt('x'.repeat(100), 10)).toBe('xxxxxxxx…');
    expect(excerpt('日本'.repeat(100), 10)).toBe('日本日本日本日本…');
  });
});

it('a clipped text says that it was cut', () => {
  expect(clip('Short.', 6)).toBe('Short.');
  expect(clip('Longer words', 6)).toBe('Longe…');
});

it.each([
  ['an excerpt', excerpt],
  ['a clipped text', clip],
])('%s halves no character and keeps the limit', (_, cut) => {
  for (let limit = 5; limit < 30; limit += 1) {
    const kept = cut('🙂'.repeat(40), limit);
    expect(kept.isWellFormed()).toBe(true);
    expect(kept.length).toBeLessThanOrEqual(limit);
  }
});
