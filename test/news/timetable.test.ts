import { describe, expect, it } from 'vitest';
import { describeTimetable, nextSlot, parseTimetable } from '../../src/news/timetable.ts';
import { UserError } from '../../src/news/user-error.ts';
import { NOON } from '../support/news.ts';

const zone = 'America/New_York';
const slotsFrom = (cron: string, start: string, count: number): string[] => {
  let at: number = Date.parse(start);
  return Array.from({ length: count }, () => {
    at = nextSlot({ cron, zone }, at) ?? Number.NaN;
    return new Date(at).toISOString();
  });
};

describe('timetable', () => {
  it.each([
    ['08:00', '0 8 * * *', 'every day at 08:00 (UTC)'],
    ['7:05', '5 7 * * *', 'every day at 07:05 (UTC)'],
    ['weekdays 08:00', '0 8 * * 1-5', 'on weekdays at 08:00 (UTC)'],
    ['Weekends at 10:30', '30 10 * * 0,6', 'on weekends at 10:30 (UTC)'],
    ['Monday 09:00', '0 9 * * 1', 'every Monday at 09:00 (UTC)'],
    ['8am', '0 8 * * *', 'every day at 08:00 (UTC)'],
    ['mon 12:15 pm', '15 12 * * 1', 'every Monday at 12:15 (UTC)'],
    ['every 4 hours', '0 */4 * * *', 'every 4 hours (UTC)'],
    ['every hour', '0 */1 * * *', 'every hour (UTC)'],
    ['15 6 1 * *', '15 6 1 * *', 'at 15 6 1 * * (cron, UTC)'],
  ])('reads %s', (typed, cron, words) => {
    const timetable = parseTimetable(typed, 'UTC', NOON);
    expect(timetable).toEqual({ cron, zone: 'UTC' });
    expect(describeTimetable(timetable)).toBe(words);
    // What is said back can be typed again.
    if (!words.includes('cron')) expect(parseTimetable(words.replace(' (UTC)', ''), 'UTC', NOON)).toEqual(timetable);
  });

  it.each(['25:00', '13pm', '8', 'soon', 'every 0 hours', '30 2 31 2 *', '99 * * * *', ''])(
    'refuses “%s” and says what to write',
    (typed) => {
      expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(UserError);
      expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow('weekdays 08:00');
    },
  );

  it('refuses what is no zone, and names the one that was meant', () => {
    expect(() => parseTimetable('08:00', 'Kyiv/Europe', NOON)).toThrow('for example Europe/Kyiv');
    expect(() => parseTimetable('08:00', '+02:00', NOON)).toThrow('for example Europe/Kyiv');
    expect(() => parseTimetable('08:00', 'new york', NOON)).toThrow('Did you mean America/New_York?');
  });

  it('runs once on the day when 02:30 does not exist, and once on the day when 01:30 comes twice', () => {
    expect(slotsFrom('30 2 * * *', '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08T07:00:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ]);
    expect(slotsFrom('30 1 * * *', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
  });

  it('takes day of month and day of week as either, as classic cron does', () => {
    expect(slotsFrom('0 9 13 * 5', '2026-11-08T00:00:00Z', 2)).toEqual([
      '2026-11-13T14:00:00.000Z',
      '2026-11-20T14:00:00.000Z',
    ]);
  });
});
