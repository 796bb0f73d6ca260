import { expect, it } from 'vitest';
import { importanceOf, relevance, type Standing } from '../../src/news/ranking.ts';
import type { Bloc, Reliability } from '../../src/news/source.ts';
import { HOUR, NOON } from '../support/news.ts';

const standing = (given: {
  readonly owners?: number;
  readonly blocs?: readonly Bloc[];
  readonly best?: Reliability;
  readonly age?: number;
  readonly weight?: number;
  readonly pinned?: boolean;
}): Standing => {
  const { owners = 1, blocs = ['nato'], best = 'B', age = 1, weight = 1, pinned = false } = given;
  return {
    corroboration: { owners: Array.from({ length: owners }, String), outlets: owners, blocs },
    grade: { reliability: best, credibility: 3, reason: '' },
    last: NOON - age * HOUR,
    weight,
    pinned,
  };
};

const points = (given: Parameters<typeof standing>[0]): number => importanceOf(standing(given), NOON).points;

it.each<[string, Parameters<typeof standing>[0], Parameters<typeof standing>[0]]>([
  ['more independent owners', { owners: 3 }, { owners: 2 }],
  ['one more side', { owners: 2, blocs: ['nato', 'russia'] }, { owners: 2 }],
  ['a better source', { best: 'A' }, { best: 'B' }],
  ['the newer', { age: 1 }, { age: 6 }],
  ['three voices of yesterday before one of now', { owners: 5, age: 24 }, { owners: 1, age: 0 }],
  ['one of now before two of two days ago', { age: 0 }, { owners: 2, age: 48 }],
  ['a topic that the desk weighs more', { weight: 1.5 }, { owners: 2 }],
  [
    'what an editor pinned before all else',
    { pinned: true, age: 90, best: 'F' },
    { owners: 40, blocs: ['nato', 'russia', 'ukraine'] },
  ],
])('ranks %s first', (_, first, second) => {
  expect(points(first)).toBeGreaterThan(points(second));
});

it('counts a source without a record, and one of unknown reliability, nothing', () => {
  expect(points({ best: 'F' })).toBe(points({ best: 'D' }));
});

it('says why a story has its place', () => {
  expect(importanceOf(standing({ owners: 3, blocs: ['nato', 'russia'], age: 12 }), NOON)).toEqual({
    points: 8.5,
    reason:
      '8.5 points: 4.0 for 3 independent owners, 1.0 for 2 blocs, 2.0 for its best source (B), 1.5 for being 12 hours old.',
  });
  expect(importanceOf(standing({ pinned: true, weight: 2, age: 0 }), NOON).reason).toBe(
    'Pinned by an editor; 14.0 points: 2.0 for 1 independent owner, 2.0 for its best source (B), 3.0 for being 0 minutes old; all of it times 2 for its topic.',
  );
  expect(importanceOf(standing({ owners: 0, best: 'F', age: 90 }), NOON).reason).toBe(
    '0.0 points: none for its owners, since ownership is unknown.',
  );
});

it('takes a clock that is behind for now', () => {
  expect(points({ age: -5 })).toBe(points({ age: 0 }));
});

it('finds a headline more relevant than a summary, and a whole word than its beginning', () => {
  const inTitle = relevance(['baltic'], { title: 'Baltic Fleet sails', summary: null });
  const beginning = relevance(['balt'], { title: 'Baltic Fleet sails', summary: null });
  const inSummary = relevance(['BALTIC'], { title: 'Fleet sails', summary: 'In the Baltic.' });
  expect([inTitle, beginning, inSummary]).toEqual([1, 0.7, 0.5]);
  expect(relevance(['fleche'], { title: 'La flèche', summary: null })).toBe(1);
  expect(relevance([], { title: 'Anything', summary: null })).toBe(0);
});
