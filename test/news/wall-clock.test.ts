import { expect, test } from 'vitest';
import { wallClock } from '../../src/news/wall-clock.ts';

const at = (time: string): number => Date.parse(time);

test('a wall clock shows the local time, to the millisecond', () => {
  const kyiv = wallClock('Europe/Kyiv');
  expect(kyiv.shows(at('2026-11-24T12:00:00.123Z'))).toBe(at('2026-11-24T14:00:00.123Z'));
  expect(kyiv.shows(at('2026-07-01T23:59:59.999Z'))).toBe(at('2026-07-02T02:59:59.999Z'));
  expect(wallClock('Asia/Kathmandu').shows(0)).toBe(5.5 * 3_600_000);
  expect(wallClock('America/New_York').shows(at('1969-12-31T23:59:59.999Z'))).toBe(at('1969-12-31T18:59:59.999Z'));
});

test.each([
  ['a plain time', 'Europe/Kyiv', '2026-11-24T14:00Z', '2026-11-24T12:00Z'],
  ['a time before a clock change of the same day', 'America/New_York', '2026-03-08T01:59Z', '2026-03-08T06:59Z'],
  ['a time after one', 'America/New_York', '2026-03-08T03:00Z', '2026-03-08T07:00Z'],
  ['a time that is skipped', 'America/New_York', '2026-03-08T02:30Z', '2026-03-08T07:00Z'],
  ['a time that comes twice', 'America/New_York', '2026-11-01T01:30Z', '2026-11-01T05:30Z'],
  ['a time after the repeated hour', 'America/New_York', '2026-11-01T02:00Z', '2026-11-01T07:00Z'],
  ['a time on a day that is skipped', 'Pacific/Apia', '2011-12-30T08:00Z', '2011-12-30T10:00Z'],
])('it reaches %s', (_, zone, wall, instant) => {
  expect(new Date(wallClock(zone).reaches(at(wall))).toISOString()).toBe(new Date(instant).toISOString());
});

test('what is no zone has no clock', () => {
  expect(() => wallClock('Gone/Zone')).toThrow(RangeError);
});
