import { describe, expect, it, test } from 'vitest';
import { isZone, zoneCure, zoneNames } from '../../src/news/zones.ts';

test('every zone that is offered can be used, under its name of today', () => {
  const names = zoneNames();
  expect(names).toContain('Europe/Kyiv');
  expect(names).not.toContain('Europe/Kiev');
  expect(names.length).toBeGreaterThan(400);
  expect(names.filter((name) => !isZone(name))).toEqual([]);
});

test.each(['UTC', 'GMT', 'Cuba', 'Europe/Kiev', 'europe/kyiv', 'EST5EDT'])('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});

test.each(['+02:00', 'CST', 'bst', 'EST', 'Europe/Kiyv', ''])('“%s” is none', (name) => {
  expect(isZone(name)).toBe(false);
});

describe('what is no zone is answered with what may be meant', () => {
  it.each([
    ['Europe/Kiyv', 'Did you mean Europe/Kyiv?'],
    ['kyiv', 'Did you mean Europe/Kyiv?'],
    ['Kiev', 'Did you mean Europe/Kyiv?'],
    ['new york', 'Did you mean America/New_York?'],
    ['America/NewYork', 'Did you mean America/New_York?'],
    ['Euorpe/Berlin', 'Did you mean Europe/Berlin?'],
    ['Asia/Calcuta', 'Did you mean Asia/Kolkata?'],
    ['Europe/Kharkiv', 'Write it as a place, for example'],
    ['Ukraine', 'Write it as a place, for example Europe/Kyiv or America/New_York.'],
    ['UTC+2', 'An offset knows no summer time. Write it as a place'],
  ])('%s', (typed, cure) => {
    expect(zoneCure(typed)).toContain(cure);
  });

  it('an abbreviation, with the places that use it', () => {
    expect(zoneCure('EST')).toContain('abbreviation');
    expect(zoneCure('EST')).toContain('Did you mean America/New_York or America/Panama?');
    expect(zoneCure('cet')).toContain('Did you mean Europe/Berlin, Europe/Paris or Africa/Algiers?');
    expect(zoneCure('MSK')).toContain('Did you mean Europe/Moscow?');
    expect(zoneCure('EET')).toContain('Europe/Kyiv');
  });

  it('each place of an abbreviation is a zone, and there are at most three', () => {
    const typed = ['ET', 'CST', 'MST', 'PST', 'AST', 'HST', 'BST', 'WET', 'CEST', 'EEST', 'TRT', 'GST', 'IST', 'AEST'];
    for (const abbreviation of typed) {
      const places = /Did you mean (.*)\?/.exec(zoneCure(abbreviation))?.[1]?.split(/, | or /) ?? [];
      expect(places.length).toBeLessThanOrEqual(3);
      expect(places.filter((place) => !zoneNames().includes(place))).toEqual([]);
    }
  });

  it('several that are near, the nearest first', () => {
    expect(zoneCure('mala')).toBe('Did you mean Europe/Malta, Africa/Malabo or Asia/Manila?');
  });
});
