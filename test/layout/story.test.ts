import { describe, expect, it } from 'vitest';
import { layoutStory } from '../../src/layout/story.ts';
import { wordsOf } from '../support/gallery.ts';
import { aSource, aStoredUpdate, NOON } from '../support/news.ts';
import { richStory, storyCardView } from '../support/story-card.ts';

const said = wordsOf(layoutStory(richStory)).join(' ');

describe('the card of a story', () => {
  it.each([
    ['why it has its grade, in one sentence', /[A-F][1-6]: [a-z ]+\. [^.]+, but another side denies it\./],
    ['at first sight that figures differ', /3 separate owners · Russia, Ukraine, NATO\/EU · figures differ: killed · /],
    [
      'what is agreed, and no headline that gives one of two figures',
      /What is agreed Words that 2 independent owners use: “Drone strike”, .*Places “Kharkiv” The Paper \(2\), Kyiv Daily \(3\)/,
    ],
    ['which figures differ, and who gives them', /What differs Killed .*“11 killed” Kyiv Daily \(3\)/],
    ['who says what, numbered', /Russia Moscow denies .*Report 4 · State TV \(state media, RU\) · .*denies/],
    ['what is a copy', /Report 2 · The Paper · · nearly the same text as report 1 · rests on Example Wire/],
    [
      'what changed',
      /What changed .*Example Wire \(1\) changed its headline: “Drone strike kills seven in Kharkiv” → “Drone strike kills 9/,
    ],
    ['which figures moved', /killed: “kills seven” Example Wire \(1\), → “kills 9” Example Wire \(1\)/],
    [
      'how it came about',
      /Time line first report: Example Wire \(1\) first from Ukraine, 2 separate owners: Kyiv Daily \(3\)/,
    ],
  ])('says %s', (_, words) => {
    expect(said).toMatch(words);
  });

  it('quotes the headline that most agree on', () => {
    const sources = new Map(['one', 'two'].map((id) => [id, aSource({ id, name: id, owner: id })]));
    const reports = [['one', 'Fire at oil depot'] as const, ['two', 'Oil depot on fire in Tuapse'] as const];
    const view = storyCardView(
      sources,
      reports.map(([source, title]) => aStoredUpdate({ source, title })),
    );
    expect(wordsOf(layoutStory(view)).join(' ')).toMatch(
      /What is agreed Fire at oil depot one \(1\)\. Words that 2 independent owners use: “Fire”, “oil depot”\./,
    );
  });

  it('quotes no headline whose toll has risen since', () => {
    const sources = new Map(['one', 'two'].map((id) => [id, aSource({ id, name: id, owner: id })]));
    const titles = [
      ['one', 'Missile strike on Kharkiv kills 2'],
      ['one', '9 dead now in Kharkiv'],
      ['two', 'Missile strike on Kharkiv: 9 killed'],
    ] as const;
    const reports = titles.map(([source, title], at) => aStoredUpdate({ source, title, published: NOON + at }));
    const words = wordsOf(layoutStory(storyCardView(sources, reports))).join(' ');
    expect(words).toContain('What is agreed Missile strike on Kharkiv: 9 killed two (3).');
  });

  it('names each side with a capital', () => {
    const one = aStoredUpdate({ title: 'Talks begin', source: 'one' });
    const words = wordsOf(layoutStory(storyCardView(new Map([['one', aSource({ id: 'one', bloc: 'other' })]]), [one])));
    expect(words.join(' ')).toContain('Other states');
  });

  it('of one report is short', () => {
    const one = aStoredUpdate({ title: '7 killed in Sumy on 24 November', source: 'one' });
    const words = wordsOf(layoutStory(storyCardView(new Map([['one', aSource({ id: 'one' })]]), [one]))).join(' ');
    expect(words).not.toMatch(/What is agreed|What differs|What changed|Time line|Report 1/);
  });

  it('links what it does not quote in full', () => {
    const many = Array.from({ length: 8 }, (_, at) => aStoredUpdate({ title: `Talks ${at}`, source: 'one' }));
    const message = layoutStory(storyCardView(new Map([['one', aSource({ id: 'one' })]]), many));
    expect(wordsOf(message).join(' ')).toMatch(/and 3 more reports : one \(6\) , one \(7\) , one \(8\)/);
  });
});
