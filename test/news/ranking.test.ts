import { expect, it } from 'vitest';
import { byImportance, relevance, type Standing } from '../../src/news/ranking.ts';
import type { Bloc } from '../../src/news/source.ts';

const standing = (name: string, owners: number, blocs: readonly Bloc[], credibility: 1 | 3 | 6, last: number) => ({
  name,
  corroboration: { owners: Array.from({ length: owners }, String), outlets: owners, blocs },
  grade: { reliability: 'B' as const, credibility, reason: '' },
  last,
});

it('ranks by independent owners, then blocs, then grade, then time', () => {
  const stories: (Standing & { name: string })[] = [
    standing('new but alone', 1, ['nato'], 3, 9),
    standing('one side', 3, ['nato'], 1, 1),
    standing('two sides', 3, ['nato', 'russia'], 1, 1),
    standing('old and alone', 1, ['nato'], 3, 1),
    standing('statement', 1, ['russia'], 6, 10),
  ];
  expect(stories.toSorted(byImportance).map(({ name }) => name)).toEqual([
    'two sides',
    'one side',
    'new but alone',
    'old and alone',
    'statement',
  ]);
});

it('finds a headline more relevant than a summary, and a whole word than its beginning', () => {
  const inTitle = relevance(['baltic'], { title: 'Baltic Fleet sails', summary: null });
  const beginning = relevance(['balt'], { title: 'Baltic Fleet sails', summary: null });
  const inSummary = relevance(['BALTIC'], { title: 'Fleet sails', summary: 'In the Baltic.' });
  expect([inTitle, beginning, inSummary]).toEqual([1, 0.7, 0.5]);
  expect(relevance(['fleche'], { title: 'La flèche', summary: null })).toBe(1);
  expect(relevance([], { title: 'Anything', summary: null })).toBe(0);
});
