import { describe, expect, it } from 'vitest';
import { namedZone, parseDate } from '../../src/feeds/date.ts';

const iso = (written: string): string | null => {
  const time = parseDate(written);
  return time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z');
};

describe('dates as feeds write them', () => {
  it.each([
    // RFC 822 and what became of it
    ['Sun, 22 Nov 2026 08:05:09 +0300', '2026-11-22T05:05:09Z'],
    ['Sun, 22 Nov 2026 08:05:09 GMT', '2026-11-22T08:05:09Z'],
    ['22 Nov 26 08:05 EST', '2026-11-22T13:05:00Z'],
    ['Sun,22 Nov 2026 8:5:9 GMT+9', '2026-11-21T23:05:09Z'],
    ['Friday, 22 November 2026 08:05:09 Z', '2026-11-22T08:05:09Z'],
    ['Sun, 22-Nov-2026 08:05:09 UTC', '2026-11-22T08:05:09Z'],
    ['Sun, 22 Nov 2026 08:05:09 MSK', '2026-11-22T05:05:09Z'],
    ['Wed, 22 Jul 2026 08:05:09 CEST', '2026-07-22T06:05:09Z'],
    ['Wed, 22 Jul 2026 08:05:09 EEST', '2026-07-22T05:05:09Z'],
    ['Sun, 22 Nov 2026 08:05:09 EET', '2026-11-22T06:05:09Z'],
    ['Wed, 22 Jul 2026 08:05:09 BST', '2026-07-22T07:05:09Z'],
    ['Sun, 22 Nov 2026 08:05:09 -05:30', '2026-11-22T13:35:09Z'],
    ['Sun, 22 Nov 2026 08:05:09 +0300 (MSK)', '2026-11-22T05:05:09Z'],
    ['Sun, 22 Nov 2026 08:05:09', '2026-11-22T08:05:09Z'],
    ['Sun, 22 Nov 2026', '2026-11-22T00:00:00Z'],
    ['22 Nov 1999 24:00:00 GMT', '1999-11-23T00:00:00Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z'],
    // other shapes
    ['Sun Nov 22 08:05:09 2026', '2026-11-22T08:05:09Z'],
    ['Sun Nov 22 08:05:09 MSK 2026', '2026-11-22T05:05:09Z'],
    ['Sun Nov 22 2026 08:05:09 GMT+0300 (Moscow Standard Time)', '2026-11-22T05:05:09Z'],
    ['Sun Nov 22 08:05:09 +0300 2026', '2026-11-22T05:05:09Z'],
    ['November 22, 2026 8:05 PM EST', '2026-11-23T01:05:00Z'],
    ['Nov 22, 2026', '2026-11-22T00:00:00Z'],
    ['22 Nov 2026 12:05 a.m.', '2026-11-22T00:05:00Z'],
    // ISO 8601 and W3CDTF
    ['2026-11-22T08:05:09Z', '2026-11-22T08:05:09Z'],
    ['2026-11-22T08:05:09.123+02:00', '2026-11-22T06:05:09.123Z'],
    ['2026-11-22 08:05:09 +0200', '2026-11-22T06:05:09Z'],
    ['2026-11-22T08:05+02', '2026-11-22T06:05:00Z'],
    ['2026-11-22 08:05:09', '2026-11-22T08:05:09Z'],
    ['2026-11-22 08:05:09 MSK', '2026-11-22T05:05:09Z'],
    ['20261122T080509Z', '2026-11-22T08:05:09Z'],
    ['2026/11/22 08:05', '2026-11-22T08:05:00Z'],
    ['Fri, 2026/9/5 8:19:53 EDT', '2026-09-05T12:19:53Z'],
    ['2026年9月5日 08:05', '2026-09-05T08:05:00Z'],
    ['2026년 09월 05일 08:05:01', '2026-09-05T08:05:01Z'],
    ['5.9.2026 08:05', '2026-09-05T08:05:00Z'],
    ['2026-11', '2026-11-01T00:00:00Z'],
    ['2026', '2026-01-01T00:00:00Z'],
    // other languages
    ['Вс, 22 ноября 2026 08:05:09 +0300', '2026-11-22T05:05:09Z'],
    ['22 листопада 2026, 08:05', '2026-11-22T08:05:00Z'],
    ['So, 22. März 2026 08:05:09 MEZ', '2026-03-22T07:05:09Z'],
    ['dim., 22 févr. 2026 08:05:09 +0100', '2026-02-22T07:05:09Z'],
    ['22 de noviembre de 2026 08:05', '2026-11-22T08:05:00Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00Z'],
    ['5. července 2026', '2026-07-05T00:00:00Z'],
    ['5. června 2026', '2026-06-05T00:00:00Z'],
    ['22 marraskuuta 2026 08:05', '2026-11-22T08:05:00Z'],
    ['22 Kasım 2026 08:05 TRT', '2026-11-22T05:05:00Z'],
    ['Няд, 22 лістапада 2026 08:05:09 +0300', '2026-11-22T05:05:09Z'],
  ])('%s', (written, read) => expect(iso(written)).toBe(read));

  it.each([
    ['30 Feb 2026 08:05 GMT'],
    ['2026-02-29'],
    ['2026-13-01T00:00:00Z'],
    ['Sun, 22 Nov 2026 25:00:00 GMT'],
    ['Sun, 22 Nov 2026 08:61:00 GMT'],
    ['0001-01-01T00:00:00Z'],
    ['Thu, 01 Jan 1970 00:00:00 GMT'],
    ['Sun, 22 Nov 2026 08:05:09 +9900'],
    ['yesterday'],
    ['1795334709'],
    [''],
    ['x'.repeat(100_000)],
  ])('refuses %.60s', (written) => expect(parseDate(written)).toBeNull());

  it('reads a time without a zone in the one that is given', () => {
    expect(parseDate('2026-11-22 08:05', 180)).toBe(Date.UTC(2026, 10, 22, 5, 5));
    expect(parseDate('22 Nov 2026 08:05', -300)).toBe(Date.UTC(2026, 10, 22, 13, 5));
    expect(parseDate('22 Nov 2026 08:05 GMT', 180)).toBe(Date.UTC(2026, 10, 22, 8, 5));
    expect(parseDate('2026-11-22T08:05Z', 180)).toBe(Date.UTC(2026, 10, 22, 8, 5));
  });

  it('tells a zone only where a date names one', () => {
    expect(['22 Nov 2026 08:05 MSK', '2026-11-22T08:05-05:00', '22 Nov 2026 08:05 GMT'].map(namedZone)).toEqual([
      180, -300, 0,
    ]);
    expect(['22 Nov 2026 08:05', '22 Nov 2026', '2026-11-22', '31 Feb 2026 08:05 MSK', 'MSK'].map(namedZone)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Vladivostok';
    try {
      expect(iso('2026-11-22 08:05:09')).toBe('2026-11-22T08:05:09Z');
      expect(iso('22 Nov 2026 08:05')).toBe('2026-11-22T08:05:00Z');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
