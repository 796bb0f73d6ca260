import { describe, expect, it, test } from 'vitest';
import { parseQuietHours, quietUntil, writeQuietHours } from '../../src/news/quiet-hours.ts';
import { UserError } from '../../src/news/user-error.ts';

describe('quiet hours as people write them', () => {
  it.each([
    ['22:00-07:00', '22:00-07:00'],
    ['22-7', '22:00-07:00'],
    ['10pm-7am', '22:00-07:00'],
    ['10 PM – 7 AM', '22:00-07:00'],
    ['22:00–07:00', '22:00-07:00'],
    ['22:00 to 07:00', '22:00-07:00'],
    ['from 22:30 until 6', '22:30-06:00'],
    ['midnight-noon', '00:00-12:00'],
    ['9-5pm', '09:00-17:00'],
  ])('%s', (typed, written) => {
    const quiet = parseQuietHours(typed);
    expect(writeQuietHours(quiet)).toBe(written);
    expect(parseQuietHours(written)).toEqual(quiet);
  });

  it.each(['', 'night', '22:00', '22-', '25-7', '22:00-07:60', '13pm-7am', '22:00-07:00-08:00'])(
    'refuses “%s” and says what to write',
    (typed) => {
      expect(() => parseQuietHours(typed)).toThrow(UserError);
      expect(() => parseQuietHours(typed)).toThrow('Write them as 22:00-07:00');
    },
  );

  it('refuses hours that end as they begin', () => {
    expect(() => parseQuietHours('7-07:00')).toThrow(UserError);
    expect(() => parseQuietHours('7-07:00')).toThrow('Write two different times');
  });
});

const night = { from: '22:00', to: '07:00' };
const until = (quiet: typeof night, zone: string, at: string): string | null => {
  const end = quietUntil(quiet, zone, Date.parse(at));
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
};

describe('quiet until', () => {
  it('the morning, from the evening before and past midnight', () => {
    expect(until(night, 'Europe/Kyiv', '2026-11-24T19:59:59.999Z')).toBeNull();
    expect(until(night, 'Europe/Kyiv', '2026-11-24T20:00Z')).toBe('2026-11-25T05:00');
    expect(until(night, 'Europe/Kyiv', '2026-11-25T04:59:59.999Z')).toBe('2026-11-25T05:00');
    expect(until(night, 'Europe/Kyiv', '2026-11-25T05:00Z')).toBeNull();
  });

  it('the end on the same day', () => {
    const lunch = { from: '12:00', to: '13:30' };
    expect(until(lunch, 'America/New_York', '2026-11-24T16:59Z')).toBeNull();
    expect(until(lunch, 'America/New_York', '2026-11-24T17:00Z')).toBe('2026-11-24T18:30');
    expect(until(lunch, 'America/New_York', '2026-11-24T18:30Z')).toBeNull();
  });

  test('a night with a clock change is shorter or longer', () => {
    expect(until(night, 'Europe/Kyiv', '2027-03-27T20:00Z')).toBe('2027-03-28T04:00');
    expect(until(night, 'Europe/Kyiv', '2027-10-30T19:00Z')).toBe('2027-10-31T05:00');
  });

  test('an end that is skipped is where the clock goes on', () => {
    const early = { from: '22:00', to: '02:30' };
    expect(until(early, 'America/New_York', '2026-03-08T06:59Z')).toBe('2026-03-08T07:00');
    expect(until(early, 'America/New_York', '2026-03-08T07:00Z')).toBeNull();
    // Nuuk goes from 23:00 to midnight.
    expect(until({ from: '20:00', to: '23:30' }, 'America/Nuuk', '2027-03-28T00:59:30Z')).toBe('2027-03-28T01:00');
  });

  test('hours that a clock change skips do not come', () => {
    expect(until({ from: '02:10', to: '02:50' }, 'America/New_York', '2026-03-08T07:00Z')).toBeNull();
  });

  test('a clock that is set back neither opens them again nor closes them', () => {
    const early = { from: '22:00', to: '01:30' };
    expect(until(early, 'America/New_York', '2026-11-01T05:29Z')).toBe('2026-11-01T05:30');
    // 01:10 for the second time.
    expect(until(early, 'America/New_York', '2026-11-01T06:10Z')).toBeNull();
    expect(until({ from: '01:30', to: '07:00' }, 'America/New_York', '2026-11-01T06:10Z')).toBe('2026-11-01T12:00');
    // St. John's went from 00:01 back to 23:01: midnight had been.
    expect(until({ from: '00:00', to: '06:00' }, 'America/St_Johns', '2010-11-07T02:45Z')).toBe('2010-11-07T09:30');
  });
});
