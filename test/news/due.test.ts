import { expect, it } from 'vitest';
import { nextDue, nextDues } from '../../src/news/due.ts';
import { reaches } from '../../src/news/grade.ts';
import { takesAlert } from '../../src/news/terms.ts';
import { HOUR, NOON } from '../support/news.ts';
import { someTerms } from '../support/terms.ts';

const quiet = { from: '22:00', to: '07:00' };

it('puts a digest of quiet hours off to their end, several of them to one', () => {
  const terms = someTerms({ cron: '0 */4 * * *', quiet });
  expect(nextDues(terms, NOON + 7 * HOUR, 4).map((at) => (at - NOON) / HOUR)).toEqual([8, 19, 20, 24]);
});

it('says no time that comes less than five minutes after another', () => {
  const MINUTE = HOUR / 60;
  const next = nextDues(someTerms({ cron: '* * * * *' }), NOON, 3);
  expect(next.map((at) => (at - NOON) / MINUTE)).toEqual([1, 6, 11]);
});

it('leaves a digest at the end of quiet hours, and outside them, where it is', () => {
  expect(nextDue(someTerms({ cron: '0 7 * * *', quiet }), NOON)).toBe(NOON + 19 * HOUR);
  expect(nextDue(someTerms({ cron: '0 18 * * *', quiet }), NOON)).toBe(NOON + 6 * HOUR);
});

it('takes alerts from a level on, of the topics asked for', () => {
  const alert = { level: 'urgent', topics: ['military'] } as const;
  expect(takesAlert({ alerts: 'update', topics: [] }, alert)).toBe(true);
  expect(takesAlert({ alerts: 'urgent', topics: ['military', 'sanctions'] }, alert)).toBe(true);
  expect(takesAlert({ alerts: 'flash', topics: [] }, alert)).toBe(false);
  expect(takesAlert({ alerts: null, topics: [] }, alert)).toBe(false);
  expect(takesAlert({ alerts: 'update', topics: ['sanctions'] }, alert)).toBe(false);
  expect(takesAlert({ alerts: 'update', topics: ['sanctions'] }, { ...alert, topics: [] })).toBe(true);
});

it('wants both figures of a grade', () => {
  const grade = (reliability: 'A' | 'B' | 'C' | 'F', credibility: 1 | 2 | 3 | 6) => ({
    reliability,
    credibility,
    reason: '',
  });
  expect(reaches(grade('B', 2), 'B2')).toBe(true);
  expect(reaches(grade('A', 1), 'B2')).toBe(true);
  expect(reaches(grade('A', 3), 'B2')).toBe(false);
  expect(reaches(grade('C', 1), 'B2')).toBe(false);
  expect(reaches(grade('F', 6), 'F6')).toBe(true);
});
