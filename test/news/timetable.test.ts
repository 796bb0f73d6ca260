import { describe, expect, it } from 'vitest';
import {
  describeTimetable,
  LEAST_GAP_MS,
  nextSlot,
  parseTimetable,
  runsPerDay,
  slotAfter,
} from '../../src/news/timetable.ts';
import { UserError } from '../../src/news/user-error.ts';
import { HOUR, NOON } from '../support/news.ts';

const slotsFrom = (cron: string, start: string, count: number, zone = 'America/New_York'): string[] => {
  let at: number = Date.parse(start);
  return Array.from({ length: count }, () => {
    at = nextSlot({ cron, zone }, at) ?? Number.NaN;
    return new Date(at).toISOString().replace(':00.000Z', 'Z');
  });
};

describe('what people write', () => {
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
    ['hourly', '0 */1 * * *', 'every hour (UTC)'],
    ['every 30 minutes', '*/30 * * * *', 'every 30 minutes (UTC)'],
    ['every 60 minutes', '0 */1 * * *', 'every hour (UTC)'],
    ['noon', '0 12 * * *', 'every day at 12:00 (UTC)'],
    ['midnight', '0 0 * * *', 'every day at 00:00 (UTC)'],
    ['08:00 and 18:00', '0 8,18 * * *', 'every day at 08:00 and 18:00 (UTC)'],
    ['8:30 am, 12:30 pm and 6:30 pm', '30 8,12,18 * * *', 'every day at 08:30, 12:30 and 18:30 (UTC)'],
    ['08:00, 08:30', '0,30 8 * * *', 'every day at 08:00 and 08:30 (UTC)'],
    ['weekdays 08:00,18:00', '0 8,18 * * 1-5', 'on weekdays at 08:00 and 18:00 (UTC)'],
    ['mon,wed,fri 09:00', '0 9 * * 1,3,5', 'every Monday, Wednesday and Friday at 09:00 (UTC)'],
    ['mon wed fri 09:00', '0 9 * * 1,3,5', 'every Monday, Wednesday and Friday at 09:00 (UTC)'],
    ['mon-fri 08:00', '0 8 * * 1-5', 'on weekdays at 08:00 (UTC)'],
    ['Mon – Wed 08:00', '0 8 * * 1-3', 'every Monday, Tuesday and Wednesday at 08:00 (UTC)'],
    ['saturday to monday at noon', '0 12 * * 0,1,6', 'every Sunday, Monday and Saturday at 12:00 (UTC)'],
    ['at 9am on Tuesdays & Thursdays', '0 9 * * 2,4', 'every Tuesday and Thursday at 09:00 (UTC)'],
    ['15 6 1 * *', '15 6 1 * *', 'at 15 6 1 * * (cron, UTC)'],
    // What only means the same as words must not come back as another expression.
    ['0 8 * * 1,2,3', '0 8 * * 1,2,3', 'at 0 8 * * 1,2,3 (cron, UTC)'],
    ['0 8 * * mon-fri', '0 8 * * mon-fri', 'at 0 8 * * mon-fri (cron, UTC)'],
    ['0 8 * * 7', '0 8 * * 7', 'at 0 8 * * 7 (cron, UTC)'],
  ])('reads %s', (typed, cron, words) => {
    const timetable = parseTimetable(typed, 'UTC', NOON);
    expect(timetable).toEqual({ cron, zone: 'UTC' });
    expect(describeTimetable(timetable)).toBe(words);
    // What is said back can be typed again, with its zone and without.
    expect(parseTimetable(words, 'Asia/Tokyo', NOON)).toEqual(timetable);
    if (!words.includes('cron')) expect(parseTimetable(words.replace(' (UTC)', ''), 'UTC', NOON)).toEqual(timetable);
  });

  it('says every plain timetable in words that are read as the same one', () => {
    const zone = 'Europe/Kyiv';
    // Each subset of the week, at one time and at several.
    for (let week = 1; week < 128; week += 1) {
      const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].filter((_, day) => (week & (1 << day)) !== 0);
      for (const times of ['00:00', '08:05', '06:30, 12:30 and 23:30']) {
        const timetable = parseTimetable(`${days.join(', ')} ${times}`, zone, NOON);
        const words = describeTimetable(timetable);
        expect(words).not.toContain('cron');
        expect(parseTimetable(words, 'UTC', NOON), words).toEqual(timetable);
      }
    }
  });

  it.each([
    '25:00',
    '13pm',
    '0am',
    '8:60',
    '8',
    'soon',
    'every 0 hours',
    'monthly 08:00',
    'mon',
    'first mon 08:00',
    '',
  ])('refuses “%s” and says what to write', (typed) => {
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(UserError);
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(/^I do not understand .* weekdays 08:00/);
  });

  it.each([
    ['08:00 and 18:30', 'cannot come at 08:00 and 18:30'],
    ['every 45 minutes', 'cannot come every 45 minutes. Choose a part of an hour'],
    ['every 2 minutes', 'every 5, 6, 10'],
  ])('understands “%s”, and says why it cannot be', (typed, why) => {
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(UserError);
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(why);
  });

  it.each(['30 2 31 2 *', '0 0 30 2 *', '0 0 31 2,4,6,9,11 *', '0 0 31w 2 *', '* * 31 2 *', '0 0 30 2 +1#5'])(
    'tells that %s never comes from what it does not understand',
    (typed) => {
      expect(() => parseTimetable(typed, 'Europe/Kyiv', NOON)).toThrow(UserError);
      expect(() => parseTimetable(typed, 'Europe/Kyiv', NOON)).toThrow('This time never comes: no such date exists.');
    },
  );

  it.each([
    ['99 * * * *', '“99” is no minute of a cron expression: minutes go from 0 to 59.'],
    ['0 25 * * *', '“25” is no hour of a cron expression: hours go from 0 to 23.'],
    ['0 8 32 * *', '“32” is no day of the month of a cron expression: days go from 1 to 31.'],
    ['0 8 * 13 *', '“13” is no month'],
    ['0 8 * * 8', '“8” is no weekday'],
    ['0 18-8 * * *', '“18-8” is no hour'],
    ['0 0 8 * * *', '“0 0 8 * * *” has six; leave the seconds out, as in 0 8 * * *.'],
    ['0 8 * *', '“0 8 * *” has 4.'],
  ])('says what is wrong with the cron expression %s', (typed, why) => {
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(UserError);
    expect(() => parseTimetable(typed, 'UTC', NOON)).toThrow(why);
  });

  it('refuses what is no zone, and names the one that was meant', () => {
    expect(() => parseTimetable('08:00', 'Kyiv/Europe', NOON)).toThrow('for example Europe/Kyiv');
    expect(() => parseTimetable('08:00', '+02:00', NOON)).toThrow('for example Europe/Kyiv');
    expect(() => parseTimetable('08:00', 'new york', NOON)).toThrow('Did you mean America/New_York?');
    expect(() => parseTimetable('every day at 08:00 (Europe/Kiyv)', 'UTC', NOON)).toThrow('Did you mean Europe/Kyiv?');
  });
});

describe('clock changes', () => {
  // The clock change that each is about, in local time: https://data.iana.org/time-zones/tzdb/
  it.each([
    ['Europe/Kyiv', '30 3', '03:00 to 04:00', '2027-03-28T01:00Z'],
    ['Europe/Kyiv', '30 3', '04:00 back to 03:00', '2027-10-31T00:30Z'],
    ['America/New_York', '30 2', '02:00 to 03:00', '2027-03-14T07:00Z'],
    ['America/New_York', '0 2', '02:00 to 03:00', '2027-03-14T07:00Z'],
    ['America/New_York', '30 1', '02:00 back to 01:00', '2027-11-07T05:30Z'],
    ['Australia/Lord_Howe', '15 2', '02:00 to 02:30', '2027-10-02T15:30Z'],
    ['Australia/Lord_Howe', '45 1', '02:00 back to 01:30', '2027-04-03T14:45Z'],
    ['Antarctica/Troll', '30 2', '01:00 to 03:00', '2027-03-28T01:00Z'],
    ['Antarctica/Troll', '0 2', '03:00 back to 01:00', '2027-10-31T00:00Z'],
    ['Africa/Casablanca', '30 2', '02:00 to 03:00 after Ramadan', '2026-03-22T02:00Z'],
    ['Africa/Casablanca', '30 2', '03:00 back to 02:00 for Ramadan', '2026-02-15T01:30Z'],
    ['Africa/Cairo', '0 0', 'midnight to 01:00', '2027-04-29T22:00Z'],
    ['Africa/Cairo', '30 23', 'midnight back to 23:00', '2027-10-28T20:30Z'],
    ['Asia/Beirut', '30 0', 'midnight to 01:00', '2027-03-27T22:00Z'],
    ['America/Santiago', '0 0', 'midnight to 01:00', '2027-09-05T04:00Z'],
    ['America/Asuncion', '59 0', 'midnight to 01:00', '2023-10-01T04:00Z'],
    ['America/Havana', '0 0', '01:00 back to midnight', '2027-11-07T04:00Z'],
    ['America/Nuuk', '30 23', '23:00 to midnight, so that the day ends at 22:59', '2027-03-28T00:59Z'],
  ])('%s has one edition of “%s * * *” where it is %s', (zone, time, _, slot) => {
    const before = new Date(Date.parse(slot) - 12 * HOUR).toISOString();
    const [found, next = ''] = slotsFrom(`${time} * * *`, before, 2, zone);
    expect(found).toBe(slot);
    expect(Date.parse(next) - Date.parse(slot)).toBeGreaterThan(20 * HOUR);
  });

  it('makes no edition of a day that does not exist', () => {
    // Samoa went from the 29th of December 2011 to the 31st.
    expect(slotsFrom('0 8 * * *', '2011-12-29T00:00Z', 3, 'Pacific/Apia')).toEqual([
      '2011-12-29T18:00Z',
      '2011-12-30T18:00Z',
      '2011-12-31T18:00Z',
    ]);
    expect(slotsFrom('0 8 30 12 *', '2011-12-01T00:00Z', 1, 'Pacific/Apia')).toEqual(['2012-12-29T18:00Z']);
  });

  it('loses no time of several that a day has', () => {
    expect(slotsFrom('30 2,14 * * *', '2026-03-08T05:00Z', 2)).toEqual(['2026-03-08T07:00Z', '2026-03-08T18:30Z']);
    expect(slotsFrom('0,30 2 * * *', '2026-03-08T05:00Z', 2)).toEqual(['2026-03-08T07:00Z', '2026-03-09T06:00Z']);
    expect(slotsFrom('0 */4 * * *', '2026-04-23T17:30Z', 3, 'Africa/Cairo')).toEqual([
      '2026-04-23T18:00Z',
      '2026-04-23T22:00Z',
      '2026-04-24T01:00Z',
    ]);
    // The hour from one o'clock comes twice.
    expect(slotsFrom('0,30 1-2 * * *', '2026-11-01T05:00Z', 3)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-01T07:00Z',
      '2026-11-01T07:30Z',
    ]);
  });

  it('goes on by the hour where every hour is named', () => {
    expect(slotsFrom('15 * * * *', '2026-03-08T05:30Z', 3)).toEqual([
      '2026-03-08T06:15Z',
      '2026-03-08T07:15Z',
      '2026-03-08T08:15Z',
    ]);
    expect(slotsFrom('0 */1 * * *', '2026-11-01T04:30Z', 3)).toEqual([
      '2026-11-01T05:00Z',
      '2026-11-01T06:00Z',
      '2026-11-01T07:00Z',
    ]);
  });
});

it('takes day of month and day of week as either, as classic cron does', () => {
  expect(slotsFrom('0 9 13 * 5', '2026-11-08T00:00:00Z', 2)).toEqual(['2026-11-13T14:00Z', '2026-11-20T14:00Z']);
});

it('a slot is later than the time it follows, to the millisecond', () => {
  const timetable = { cron: '0 12 * * *', zone: 'UTC' };
  expect(nextSlot(timetable, NOON - 1)).toBe(NOON);
  expect(nextSlot(timetable, NOON)).toBe(NOON + 24 * HOUR);
  expect(nextSlot(timetable, NOON + 1)).toBe(NOON + 24 * HOUR);
});

describe('the slot after one', () => {
  const everyMinute = { cron: '* * * * *', zone: 'Europe/Kyiv' };

  it('keeps the least gap, and is not in the past', () => {
    expect(slotAfter(everyMinute, NOON, NOON)).toBe(NOON + LEAST_GAP_MS);
    expect(slotAfter(everyMinute, NOON, NOON + HOUR)).toBe(NOON + HOUR + 60_000);
    expect(slotAfter({ cron: '*/5 * * * *', zone: 'UTC' }, NOON, NOON)).toBe(NOON + 300_000);
    expect(slotAfter({ cron: '0 12 * * *', zone: 'UTC' }, NOON, NOON - HOUR)).toBe(NOON + 24 * HOUR);
  });

  it('is none where none comes', () => {
    expect(slotAfter({ cron: '0 0 30 2 *', zone: 'UTC' }, NOON, NOON)).toBeNull();
  });
});

it.each([
  ['0 8 * * *', 1],
  ['0 8,18 * * 1', 2],
  ['0 */1 * * *', 24],
  ['*/30 8-17 * * *', 20],
  ['*/5 * * * *', 288],
  ['* * * * *', 288],
  ['*/10 * 29 2 *', 144],
  ['0 0 30 2 *', 0],
])('%s runs %i times on a day on which it runs', (cron, runs) => {
  expect(runsPerDay({ cron, zone: 'America/New_York' }, NOON)).toBe(runs);
});
