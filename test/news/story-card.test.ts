import { describe, expect, it } from 'vitest';
import { isDisputed } from '../../src/news/disputed-figures.ts';
import { daysIn } from '../../src/news/named-days.ts';
import { placesIn } from '../../src/news/places.ts';
import { provenancesOf } from '../../src/news/provenance.ts';
import { sharedHeadline } from '../../src/news/shared-headline.ts';
import { type Detail, detailsOf, movedFigures, saidNow, sideBySide } from '../../src/news/side-by-side.ts';
import { storyChanges } from '../../src/news/story-change.ts';
import { type Dated, timelineOf } from '../../src/news/timeline.ts';
import { voicesOf } from '../../src/news/voice.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from '../support/news.ts';

it.each([
  ['Strike on Kharkiv', ['Kharkiv']],
  ['Удар по Харкову и Одессе', ['Kharkiv', 'Odesa']],
  ['у Києві та під Покровськом', ['Kyiv', 'Pokrovsk']],
  ['Angriff auf Charkiw, sagt Warschau', ['Kharkiv', 'Warsaw']],
  ['Kharkiv’s mayor in Kharkiv', ['Kharkiv']],
  ['a kharkiv of the mind', []],
])('the places of %s', (text, places) => {
  expect(placesIn(text).map(({ name }) => name)).toEqual(places);
});

it.each([
  ['on 24 November', ['24 November']],
  ['on November 24', ['November 24']],
  ['am 24. November', ['24. November']],
  ['24 листопада і 25 ноября', ['24 листопада', '25 ноября']],
  ['24 November, that is November 24', ['24 November']],
  ['99 November, on Monday, in May 2026, yesterday', []],
])('the days of %s', (text, days) => {
  expect(daysIn(text).map(({ literal }) => literal)).toEqual(days);
});

const told = (voice: string | null, report: number, title: string) =>
  detailsOf({ voice, report, title, summary: null, at: NOON + report });
const beside = (details: readonly Detail[]) => sideBySide(saidNow(details));
const shown = (comparisons: ReturnType<typeof sideBySide>['agreed']) =>
  comparisons.map(({ subject, sayings }) => [
    subject,
    sayings.map(({ value, said }) => `${value}: ${said.map(({ report }) => report).join(' ')}`),
  ]);

describe('side by side', () => {
  it('two voices agree on what both give', () => {
    const { agreed, differing } = beside([...told('a', 1, '7 killed in Sumy'), ...told('b', 2, 'Sumy: seven killed')]);
    expect(shown(agreed)).toEqual([
      ['killed', ['7-7: 1 2']],
      ['Places', ['Sumy: 1 2']],
    ]);
    expect(differing).toEqual([]);
  });

  it('different values of two voices differ, and nothing is agreed then', () => {
    const all = [...told('a', 1, '7 killed'), ...told('b', 2, '7 killed'), ...told('c', 3, '9 killed')];
    expect(shown(beside(all).differing)).toEqual([['killed', ['7-7: 1 2', '9-9: 3']]]);
    expect(beside(all).agreed).toEqual([]);
  });

  it('one voice does not differ from itself, nor from whom nobody knows, nor does another unit', () => {
    for (const other of [told('a', 2, '9 killed'), told(null, 2, '9 killed'), told('b', 2, '9 wounded')])
      expect(beside([...told('a', 1, '7 killed'), ...other])).toEqual({ agreed: [], differing: [] });
  });

  it('sums, people and shares differ where they may be of one thing, and not where they are far apart', () => {
    const differing = (one: string, other: string) =>
      shown(beside([...told('a', 1, one), ...told('b', 2, other)]).differing).map(([subject]) => subject);
    expect(differing('Aid of $138 million', 'Aid of almost $139 million')).toEqual(['dollars']);
    expect(differing('Aid of $1.9 trillion', 'Aid of $6 trillion')).toEqual([]);
    expect(differing('12 drones downed', '80 drones downed')).toEqual(['drones downed']);
    const plans = [
      ...told('a', 1, 'A plan of $26 billion, $70 billion before'),
      ...told('b', 2, 'A plan of $26 billion'),
    ];
    expect(shown(beside([...plans, ...told('c', 3, 'Costs $90 billion')]).agreed)).toEqual([
      ['dollars', ['26000000000-26000000000: 1 2']],
    ]);
  });

  it('a voice is held to what it said last', () => {
    const all = [...told('a', 1, '7 killed'), ...told('b', 2, '9 killed'), ...told('a', 3, '9 killed')];
    expect(shown(beside(all).agreed)).toEqual([['killed', ['9-9: 2 3']]]);
  });

  it('a higher toll that nobody takes back has moved, another side’s count has not', () => {
    const moves = (...all: readonly (readonly [voice: string, title: string])[]) =>
      movedFigures(all.flatMap(([voice, title], at) => told(voice, at + 1, title))).map(
        ({ was, now }) => `${was.literal} → ${now.literal}`,
      );
    expect(moves(['a', '7 killed'], ['b', '9 killed'])).toEqual(['7 killed → 9 killed']);
    expect(moves(['a', '7 killed'], ['b', '9 killed'], ['a', '7 killed'])).toEqual([]);
    expect(moves(['a', '80 drones'], ['b', '42 drones'])).toEqual([]);
    expect(moves(['a', '80 drones'], ['a', '42 drones'])).toEqual(['80 drones → 42 drones']);
    expect(moves(['a', '7 killed, 9 killed'])).toEqual([]);
  });
});

describe('the shared headline', () => {
  const headline = (voice: string | null, report: number, title: string, disputed = false) => ({
    ...{ voice, report, title, language: 'en', disputed },
  });

  it('is the one whose words most others use, with these words as they stand', () => {
    expect(
      sharedHeadline([
        headline('a', 1, 'Fire at port'),
        headline('b', 2, 'Oil depot burns near Novorossiysk'),
        headline('c', 3, 'Oil depot near Novorossiysk hit'),
      ]),
    ).toEqual({ report: 2, words: ['Oil depot', 'near Novorossiysk'], voices: 2, quotable: true });
  });

  it('is not one that says more than the others', () => {
    const more = headline('b', 2, 'Air defences down all drones, oil depot near Novorossiysk put out');
    const plain = headline('a', 3, 'Oil depot burns near Novorossiysk');
    expect(sharedHeadline([headline('c', 1, 'Drones hit oil depot'), more, plain])).toMatchObject({ report: 1 });
    expect(sharedHeadline([more, plain])).toMatchObject({ report: 3 });
  });

  it('says what is shared where most of its words are, and else stands for those alone', () => {
    const doubt = headline('b', 2, 'Agency hits back at claims that it spied on a show');
    const claim = headline('a', 1, 'Agency spies on show, says angry host');
    expect(sharedHeadline([claim, doubt])).toMatchObject({ report: 1, words: ['Agency', 'show'], quotable: false });
    const both = [headline('a', 1, 'Agency spied on show'), doubt];
    expect(sharedHeadline(both)).toMatchObject({ report: 1, quotable: true });
  });

  it('is one that gives a disputed figure only where all do, though its words count', () => {
    const two = headline('a', 1, 'Oil depot burns, two killed', true);
    const three = headline('b', 2, 'Oil depot on fire, three killed', true);
    expect(sharedHeadline([two, three])).toMatchObject({ report: 1, words: ['Oil depot', 'killed'], quotable: false });
    expect(sharedHeadline([two, headline('b', 2, 'Fire at oil depot')])).toMatchObject({ report: 2, voices: 2 });
    const { differing } = beside([...told('a', 1, '2 killed in Sumy'), ...told('b', 2, '3 killed in Sumy')]);
    expect(['2 killed', 'Sumy: 5 wounded', 'Killed in Sumy'].map((title) => isDisputed(title, differing))).toEqual([
      ...[true, false, false],
    ]);
  });

  it('takes two known voices', () => {
    const title = 'Oil depot burns';
    expect(sharedHeadline([headline('a', 1, title), headline('a', 2, title), headline(null, 3, title)])).toBeNull();
  });
});

const sources = new Map(['one', 'two', 'three'].map((id) => [id, aSource({ id })]));
const long = 'The depot near the port burned all night while fire engines came from three towns around it.';

it('tells copies, quotations, statements and denials', () => {
  const updates = [
    aStoredUpdate({ source: 'one', title: 'Depot burns', summary: long, published: NOON }),
    aStoredUpdate({ source: 'two', title: 'Fire at a depot', summary: long, published: NOON + 1 }),
    aStoredUpdate({ source: 'three', title: 'Kremlin denies depot burns, Reuters reports', published: NOON + 2 }),
  ];
  expect(provenancesOf(updates, voicesOf(updates, sources))).toMatchObject([
    { copyOf: null, from: null, officials: [], denies: false },
    { copyOf: 1, from: 'one' },
    { copyOf: null, from: 'Reuters', officials: ['the Kremlin'], denies: true },
  ]);
});

it('changes are edited headlines and corrected texts, oldest first', () => {
  const update = aStoredUpdate({ title: 'Third', summary: 'Correction: it was two.', published: NOON });
  const was = [
    { title: 'First', summary: 'One.', until: NOON + HOUR },
    { title: 'Third', summary: 'One.', until: NOON + 2 * HOUR },
    { title: 'Third', summary: 'One more word.', until: NOON + 3 * HOUR },
  ];
  expect(storyChanges([update], new Map([[update.id, was]]), [])).toEqual([
    { kind: 'edited', report: 1, at: NOON + HOUR, corrected: false, was: 'First', now: 'Third' },
    {
      kind: 'edited',
      report: 1,
      at: NOON + 3 * HOUR,
      corrected: true,
      was: 'One more word.',
      now: 'Correction: it was two.',
    },
  ]);
});

describe('the time line', () => {
  const dated = (report: number, given: Partial<Dated>): Dated => ({
    report,
    at: NOON + report,
    bloc: 'nato',
    voice: `v${report}`,
    corrected: null,
    ...given,
  });

  it('has the first report, sides, voices, corrections and the latest report', () => {
    const turns = timelineOf([
      dated(1, { corrected: NOON + 9 }),
      dated(2, {}),
      dated(3, { bloc: 'russia' }),
      dated(4, { voice: 'v1' }),
    ]);
    expect(turns.map(({ kind, report, voices }) => [kind, report, voices])).toEqual([
      ['first', 1, 1],
      ['voice', 2, 2],
      ['side', 3, 3],
      ['latest', 4, 3],
      ['corrected', 1, 1],
    ]);
  });

  it('is none for one report, and keeps sides where there are too many voices', () => {
    expect(timelineOf([dated(1, {})])).toEqual([]);
    const crowd = Array.from({ length: 30 }, (_, at) => dated(at + 1, at === 28 ? { bloc: 'ukraine' } : {}));
    const turns = timelineOf(crowd);
    expect(turns).toHaveLength(8);
    expect(turns.map(({ kind }) => kind)).toContain('side');
  });
});
