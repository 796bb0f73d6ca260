import { expect, test } from 'vitest';
import { clockChanges } from '../../src/news/clock-change.ts';
import { HOUR, NOON } from '../support/news.ts';

const changes = (cron: string, zone: string, after = NOON, until?: number) =>
  clockChanges({ cron, zone }, after, until).map(
    ({ kind, wall, at }) => `${kind} ${wall} ${new Date(at).toISOString().slice(0, 16)}`,
  );

test.each([
  ['30 2 * * *', 'America/New_York', ['skipped 02:30 2027-03-14T07:00']],
  ['30 1 * * *', 'America/New_York', ['repeated 01:30 2027-11-07T05:30']],
  ['30 3 * * *', 'Europe/Kyiv', ['skipped 03:30 2027-03-28T01:00', 'repeated 03:30 2027-10-31T00:30']],
  ['0 3 * * *', 'Europe/Kyiv', ['skipped 03:00 2027-03-28T01:00', 'repeated 03:00 2027-10-31T00:00']],
  ['0 4 * * *', 'Europe/Kyiv', []],
  ['15 2 * * *', 'Australia/Lord_Howe', ['skipped 02:15 2027-10-02T15:30']],
  ['45 1 * * *', 'Australia/Lord_Howe', ['repeated 01:45 2027-04-03T14:45']],
  ['0 0 * * *', 'Africa/Cairo', ['skipped 00:00 2027-04-29T22:00']],
  ['30 23 * * *', 'America/Nuuk', ['skipped 23:30 2027-03-28T00:59', 'repeated 23:30 2027-10-31T00:30']],
  ['30 2 * * *', 'Asia/Tokyo', []],
  ['30 2 * * *', 'UTC', []],
])('%s in %s', (cron, zone, expected) => {
  expect(changes(cron, zone)).toEqual(expected);
});

test('only on the days on which the digest comes', () => {
  expect(changes('30 2 * * 0', 'America/New_York')).toEqual(['skipped 02:30 2027-03-14T07:00']);
  expect(changes('30 2 * * 1-6', 'America/New_York')).toEqual([]);
  expect(changes('30 2 14 3 *', 'America/New_York')).toEqual(['skipped 02:30 2027-03-14T07:00']);
});

test('nothing for a digest that comes more than once a day', () => {
  expect(changes('30 2,14 * * *', 'America/New_York')).toEqual([]);
  expect(changes('0 * * * *', 'America/New_York')).toEqual([]);
  expect(changes('* * * * *', 'America/New_York')).toEqual([]);
});

test('only what is still to come, and no further than asked', () => {
  const first = Date.parse('2027-11-07T05:30Z');
  expect(changes('30 1 * * *', 'America/New_York', first - 1, first + 24 * HOUR)).toHaveLength(1);
  expect(changes('30 1 * * *', 'America/New_York', first, first + 24 * HOUR)).toEqual([]);
  expect(changes('30 1 * * *', 'America/New_York', NOON, first - 24 * HOUR)).toEqual([]);
});
