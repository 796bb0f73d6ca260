import { expect, it } from 'vitest';
import { disputedFigures } from '../../src/news/disputed-figures.ts';
import { voicesOf } from '../../src/news/voice.ts';
import { aSource, aStoredUpdate, NOON } from '../support/news.ts';

const sources = new Map(['one', 'two', 'three'].map((id) => [id, aSource({ id, name: id, owner: id })]));

/** What differs where these are reported one after the other. */
const disputed = (...reports: readonly (readonly [source: string, title: string])[]) =>
  disputedFigures(
    voicesOf(
      reports.map(([source, title], at) => aStoredUpdate({ source, title, published: NOON + at })),
      sources,
    ),
  );

it('names what two voices count differently, what most count first', () => {
  expect(
    disputed(
      ['one', '2 killed, 5 wounded and 12 drones downed in Tuapse'],
      ['two', '3 killed, 7 wounded in Tuapse'],
      ['three', 'Three killed by drones in Tuapse on 24 November'],
    ),
  ).toEqual(['killed', 'wounded']);
});

it('holds a voice to what it said last, and against no other count, place or day', () => {
  expect(disputed(['one', '2 killed'], ['two', '3 killed'], ['one', 'Toll rises: 3 killed'])).toEqual([]);
  expect(disputed(['one', '2 killed in Sumy'], ['two', '2 wounded in Kharkiv on 24 November'])).toEqual([]);
  expect(disputed(['one', '2 killed'], ['one', '3 killed'])).toEqual([]);
  expect(disputed(['one', 'Aid of $138 million'], ['two', 'Aid of $139 million'])).toEqual([]);
});
