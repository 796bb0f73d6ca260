import { expect, it } from 'vitest';
import { leadOf } from '../../src/news/lead.ts';
import { voicesOf } from '../../src/news/voice.ts';
import { aSource, aStoredUpdate, NOON } from '../support/news.ts';

const sources = new Map(
  [
    ['one', 'C'],
    ['two', 'C'],
    ['record', 'B'],
  ].map(([id = '', reliability]) => [id, aSource({ id, name: id, owner: id, reliability: reliability as 'B' })]),
);

/** The headline that speaks for a story of these reports, one after the other. */
function lead(...reports: readonly (readonly [source: string, title: string])[]): string | undefined {
  const updates = reports.map(([source, title], at) => aStoredUpdate({ source, title, published: NOON + at }));
  return leadOf(updates, sources, voicesOf(updates, sources))?.title;
}

it('is the earliest of the most reliable source', () => {
  expect(lead(['one', 'First'], ['record', 'Second'], ['record', 'Third'], ['stranger', 'Fourth'])).toBe('Second');
  expect(lead()).toBeUndefined();
});

it('is no headline with a toll that its own outlet has raised since', () => {
  expect(lead(['one', 'Blast kills 2'], ['one', 'Blast kills 9'])).toBe('Blast kills 9');
  expect(lead(['one', 'Blast kills 2'], ['two', 'Two killed in blast'])).toBe('Blast kills 2');
});

it('is one without a figure where voices differ, and the latest where all have one', () => {
  expect(lead(['one', 'Blast kills 2'], ['two', 'Blast in the port'], ['one', '3 killed'])).toBe('Blast in the port');
  expect(lead(['one', 'Blast kills 2'], ['two', 'Blast kills 3'])).toBe('Blast kills 3');
  expect(lead(['record', 'Blast kills 2'], ['two', 'Blast kills 3'])).toBe('Blast kills 2');
});

it('is no denial in the place of what it denies', () => {
  const denial = ['two', 'Moscow denies blast in the port'] as const;
  expect(lead(['one', 'Blast kills 2'], denial, ['one', 'Blast kills 3'], ['two', 'Blast kills 4'])).toBe(
    'Blast kills 4',
  );
  expect(lead(['one', 'Blast kills 2'], ['record', denial[1]])).toBe(denial[1]);
});

it('keeps a headline with a sum beside another, which may be of another thing', () => {
  expect(lead(['one', 'Aid of $2 billion agreed'], ['two', 'Aid of $9 billion agreed'])).toBe(
    'Aid of $2 billion agreed',
  );
});
