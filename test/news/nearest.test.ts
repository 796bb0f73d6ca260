import { expect, test } from 'vitest';
import { nearest, nearestOnes } from '../../src/news/nearest.ts';

const topics = ['diplomacy', 'military', 'sanctions', 'analysis'];

test.each([
  ['sanctoins', 'sanctions'],
  ['SANCTIONS', 'sanctions'],
  ['militry', 'military'],
  ['analisys', 'analysis'],
])('%s is near %s', (typed, meant) => {
  expect(nearest(typed, topics)).toBe(meant);
});

test.each(['weather', 'x', '', 'a'.repeat(50_000)])('nothing is near %s', (typed) => {
  expect(nearest(typed, topics)).toBeNull();
});

test('names with signs and other scripts are compared letter by letter', () => {
  expect(nearest('SITREP_DATADIR', ['SITREP_DESK', 'SITREP_DATA_DIR'])).toBe('SITREP_DATA_DIR');
  expect(nearest('санкцыи', ['санкции', 'война'])).toBe('санкции');
});

test('two short words that share a letter are near, two that share none are not', () => {
  expect(nearest('ot', ['to'])).toBe('to');
  expect(nearest('a', ['b'])).toBeNull();
});

test('the nearest wins, and the first of equals', () => {
  expect(nearest('story', ['stores', 'storm', 'store'])).toBe('storm');
});

test('several that are near come in order, and no more than asked for', () => {
  expect(nearestOnes('story', ['stores', 'storms', 'storm', 'weather', 'stony'], 3)).toEqual([
    'storm',
    'stony',
    'stores',
  ]);
});
