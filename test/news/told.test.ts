import { describe, expect, it } from 'vitest';
import { isCorrection } from '../../src/news/correction.ts';
import { movesSince, remember, rememberAlike, TOLD_FOR_MS, type Told } from '../../src/news/told.ts';
import { NOON } from '../support/news.ts';

const told: Told = { at: NOON, owners: 1, blocs: 1, grade: 'C3', corrected: 0 };

describe('what moved since a story was told', () => {
  it.each<[string, Partial<Told>, readonly string[]]>([
    ['nothing', {}, []],
    ['another grade', { grade: 'B2' }, ['was C3']],
    ['a second owner', { owners: 2 }, ['was 1 source']],
    ['another side', { blocs: 2 }, ['another side reports it']],
    ['all of it', { owners: 3, blocs: 2, grade: 'B1' }, ['was C3', 'was 1 source', 'another side reports it']],
    ['a correction, which is told apart', { corrected: NOON }, []],
  ])('%s', (_, changes, moves) => {
    expect(movesSince(told, { ...told, ...changes })).toEqual(moves);
  });

  it.each([
    [2, 3, true],
    [4, 5, false],
    [4, 6, true],
    [7, 8, false],
    [7, 11, true],
  ])('from %i owners to %i: %s', (before, after, moved) => {
    const moves = movesSince({ ...told, owners: before }, { ...told, owners: after });
    expect(moves).toEqual(moved ? [`was ${before} separate owners`] : []);
  });
});

it.each([
  [0, []],
  [1, ['ownership was unknown']],
])('from owners that nobody knew to %i', (after, moves) => {
  expect(movesSince({ ...told, owners: 0 }, { ...told, owners: after })).toEqual(moves);
});

it('remembers what was told last, and forgets what is too old to move', () => {
  const memory = new Map([
    [1, { ...told, at: NOON - TOLD_FOR_MS }],
    [2, told],
    [3, told],
  ]);
  const after = remember(memory, new Map([[3, { ...told, owners: 2 }]]), NOON);
  expect([...after]).toEqual([
    [2, told],
    [3, { ...told, owners: 2 }],
  ]);
});

it('gives those that knew the same and are told the same one memory', () => {
  const alike = rememberAlike(NOON);
  const [memory, other] = [new Map([[1, told]]), new Map([[1, told]])];
  const [news, others] = [new Map([[2, told]]), new Map([[2, told]])];
  const after = alike(memory, news);
  expect(after).toEqual(remember(memory, news, NOON));
  expect(alike(memory, news)).toBe(after);
  for (const another of [alike(other, news), alike(memory, others)]) {
    expect(another).toEqual(after);
    expect(another).not.toBe(after);
  }
});

describe('a correction', () => {
  const before = { title: 'Two aircraft crossed the border', summary: null };

  it.each([
    ['CORRECTED: One aircraft crossed the border', null],
    ['One aircraft crossed the border', 'Correction: an earlier version said two.'],
    ['One aircraft crossed the border (clarification)', null],
    ['Уточнение: границу пересек один самолет', null],
    ['ВИПРАВЛЕНО: кордон перетнув один літак', null],
    ['Korrektur: Ein Flugzeug überquerte die Grenze', null],
    ['Sprostowanie: granicę przekroczył jeden samolot', null],
  ])('says so itself: %s', (title, summary) => {
    expect(isCorrection(before, { title, summary })).toBe(true);
  });

  it('is no other edit, and not one that was seen before', () => {
    expect(isCorrection(before, { title: 'Aircraft cross border', summary: 'More to come.' })).toBe(false);
    const corrected = { title: 'CORRECTED: One aircraft', summary: null };
    expect(isCorrection(corrected, { title: 'CORRECTED: One plane', summary: null })).toBe(false);
    expect(isCorrection(before, { title: 'Incorrect map shown by ministry', summary: null })).toBe(false);
  });
});
