import { describe, expect, it } from 'vitest';
import { parsePastMoment, writeMoment } from '../../src/news/past-moment.ts';
import { UserError } from '../../src/news/user-error.ts';

/** A Tuesday, 14:00 in Kyiv. */
const now = Date.parse('2026-11-24T12:00:00.500Z');
const read = (typed: string, zone = 'Europe/Kyiv'): string =>
  new Date(parsePastMoment(typed, { now, zone })).toISOString();

describe('a moment that has passed', () => {
  it.each([
    ['2h ago', '2026-11-24T10:00:00.500Z'],
    ['90 minutes ago', '2026-11-24T10:30:00.500Z'],
    ['1 week ago', '2026-11-17T12:00:00.500Z'],
    ['3d', '2026-11-21T12:00:00.500Z'],
    ['13:59', '2026-11-24T11:59:00.000Z'],
    ['14:01', '2026-11-23T12:01:00.000Z'],
    ['8 pm', '2026-11-23T18:00:00.000Z'],
    ['Yesterday at 20:15', '2026-11-23T18:15:00.000Z'],
    ['today 9am', '2026-11-24T07:00:00.000Z'],
    ['sunday 20:15', '2026-11-22T18:15:00.000Z'],
    ['tue 13:00', '2026-11-24T11:00:00.000Z'],
    ['tue 15:00', '2026-11-17T13:00:00.000Z'],
    ['15 Nov 20:15', '2026-11-15T18:15:00.000Z'],
    ['20:15, Nov 15', '2026-11-15T18:15:00.000Z'],
    ['15 December 20:15', '2025-12-15T18:15:00.000Z'],
    ['15. sept 2024, noon', '2024-09-15T09:00:00.000Z'],
    ['2026-11-15 20:15', '2026-11-15T18:15:00.000Z'],
    ['2026-11-15T20:15', '2026-11-15T18:15:00.000Z'],
    ['2026-11-15T20:15:30.250Z', '2026-11-15T20:15:30.250Z'],
    ['2026-11-15T20:15:30+01:00', '2026-11-15T19:15:30.000Z'],
    ['2026-11-15 20:15 -0330', '2026-11-15T23:45:00.000Z'],
    ['2026-11-15 20:15 utc', '2026-11-15T20:15:00.000Z'],
    ['15 Nov 8:15pm America/New_York', '2026-11-16T01:15:00.000Z'],
  ])('%s', (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it.each([
    ['2026-11-15', '2026-11-15T21:59:59.999Z'],
    ['yesterday', '2026-11-23T21:59:59.999Z'],
    ['monday', '2026-11-23T21:59:59.999Z'],
    ['today', '2026-11-24T12:00:00.500Z'],
    ['2026-11-15 UTC', '2026-11-15T23:59:59.999Z'],
  ])('%s alone is the end of that day, as far as it has passed', (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it('is the first of two where the clock is set back', () => {
    expect(read('2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it.each(['today 14:01', '2026-11-24 14:01', '2026-11-25', '2027-01-01 00:00', '24 Nov 2026 23:00'])(
    'has no “%s”, which is yet to come',
    (typed) => {
      expect(() => read(typed)).toThrow('is yet to come');
      expect(() => read(typed)).toThrow('Write it as 20:15, yesterday 20:15');
    },
  );

  it.each([
    '',
    'UTC',
    'then',
    '25:00',
    '20:15:60',
    '20:15 21:15',
    '31 Nov 20:15',
    '2026-13-01 20:15',
    '2026-11-31',
    '15 Foo 20:15',
    '15/11/2026 20:15',
    '20:15 CET',
    '20:15+24:00',
    '20:15 -01:60',
    '2026-11-15 +02:00',
    'a day ago',
  ])('does not understand “%s”, and says what to write', (typed) => {
    const reading = () => read(typed);
    expect(reading).toThrow(UserError);
    expect(reading).toThrow(`I do not understand “${typed}” as a time. Write it as 20:15`);
    expect(reading).toThrow('such as UTC or Europe/Kyiv');
  });

  it('is written so that it is read again', () => {
    const written = writeMoment(Date.parse('2026-11-15T18:15:59Z'), 'Europe/Kyiv');
    expect(written).toBe('2026-11-15 20:15 Europe/Kyiv');
    expect(read(written, 'UTC')).toBe('2026-11-15T18:15:00.000Z');
  });
});
