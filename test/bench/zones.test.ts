import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { checkZones } from '../../bench/zones/check.ts';
import { type SlotsOf, walkZone } from '../../bench/zones/walk.ts';
import { slotsOf } from '../../src/news/timetable.ts';

/** Zones whose clocks are set at midnight, twice around Ramadan, by other than an hour, or over the end of a day. */
const hardZones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/El_Aaiun',
  'America/Asuncion',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Scoresbysund',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Europe/Kyiv',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Chatham',
];

const wrongOf = (zone: string, from: number, slots?: SlotsOf): readonly string[] =>
  walkZone({ zone, from, until: from + 1, slots }).flatMap(({ wrong }) => wrong);

describe('one edition on each local day', () => {
  it.each(hardZones)('%s', (zone) => {
    const walks = walkZone({ zone, from: 2027, until: 2028 });
    expect(walks.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(walks.map(({ days, editions }) => [days, editions])).toEqual(Array(6).fill([365, 365]));
  });

  it.each([
    ['Pacific/Apia', 2011, 364],
    ['Pacific/Kwajalein', 1993, 364],
    ['America/Asuncion', 2023, 365],
    ['America/St_Johns', 2010, 365],
    ['America/Caracas', 2007, 365],
  ])('%s in %i, which had %s days', (zone, from, days) => {
    const walks = walkZone({ zone, from, until: from + 1 });
    expect(walks.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(walks.map((walk) => walk.days)).toEqual(Array(6).fill(days));
  });
});

describe('the walk finds', () => {
  const always =
    (change: (at: number) => number | null): SlotsOf =>
    (timetable) => {
      const next = slotsOf(timetable);
      return (after) => {
        const at = next(after);
        return at === null ? null : (change(at) ?? next(at));
      };
    };

  it('a day without an edition', () => {
    const croner: SlotsOf = ({ cron, zone }) => {
      const pattern = new Cron(cron, { paused: true, timezone: zone });
      return (after) => pattern.nextRun(new Date(after))?.getTime() ?? null;
    };
    expect(wrongOf('America/Nuuk', 2027, croner)).toEqual(['America/Nuuk 2027-03-27 23:30: no edition']);
    const lost = Date.parse('2027-03-14T07:00Z');
    const found = wrongOf(
      'America/New_York',
      2027,
      always((at) => (at === lost ? null : at)),
    );
    expect(found).toContain('America/New_York 2027-03-14 02:30: no edition');
  });

  it('a second edition where the time comes twice', () => {
    const twice: SlotsOf = (timetable) => {
      const next = slotsOf(timetable);
      const again = Date.parse('2027-11-07T06:30Z');
      return (after) => {
        const at = next(after);
        return timetable.cron.startsWith('30 1 ') && after < again && at !== null && at > again ? again : at;
      };
    };
    expect(wrongOf('America/New_York', 2027, twice)).toEqual(['America/New_York 2027-11-07 01:30: 2 editions']);
  });

  it('an edition at a wrong time', () => {
    const hourLate = always((at) => (at === Date.parse('2027-03-14T07:00Z') ? at + 3_600_000 : at));
    expect(wrongOf('America/New_York', 2027, hourLate)).toContain(
      'America/New_York 2027-03-14 02:30: came at 04:00, not 03:00',
    );
  });
});

it('prints a table, what is wrong, and last one line of JSON', () => {
  const told: string[] = [];
  const never: SlotsOf = () => () => null;
  const zones = ['UTC', 'Europe/Kyiv'];
  const wrong = checkZones({
    from: 2027,
    years: 1,
    zones,
    times: ['08:00'],
    slots: never,
    out: (text) => told.push(text),
    progress: () => {},
  });
  expect(wrong).toBe(730);
  expect(told.join('\n')).toContain('daily at');
  expect(told.at(-2)).toBe('and 710 more');
  expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ zones: 2, days: 730, editions: 0, wrong: 730 });
});
