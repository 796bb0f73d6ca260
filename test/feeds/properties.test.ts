import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUpdates } from '../../src/feeds/clean.ts';
import { namedZone, parseDate } from '../../src/feeds/date.ts';
import { decode } from '../../src/feeds/decode.ts';
import type { ParsedFeed } from '../../src/feeds/entry.ts';
import { absoluteLink } from '../../src/feeds/link.ts';
import { parseFeed, readFeed } from '../../src/feeds/parse.ts';
import { declaredText, plainText } from '../../src/feeds/plain-text.ts';
import { nearFeed, roughDate, roughText } from '../support/near-feeds.ts';
import { aSource } from '../support/news.ts';

const url = 'https://news.example/feed';
const holds = <Value>(values: fc.Arbitrary<Value>, test: (value: Value) => void) =>
  fc.assert(fc.property(values, test), { numRuns: 1_000 });

function whereFeed(text: string, test: (feed: ParsedFeed) => void): void {
  const reading = parseFeed(text, url);
  if (reading.kind === 'feed') test(reading.feed);
}

/** What a browser takes for a tag: a name right behind the sign, and an end. */
const tag = /<\/?[a-z][^<>]*>|<!--/i;
const unseen = /[\p{Cc}\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('a feed, however it is damaged', () => {
  it('is a feed or a problem in words, and always the same', () => {
    holds(nearFeed, (text) => {
      const reading = parseFeed(text, url);
      if (reading.kind === 'problem') expect(reading.problem).toMatch(/^(?:this address|no entry)/);
      expect(parseFeed(text, url)).toEqual(reading);
      expect(structuredClone(reading)).toEqual(reading);
    });
  });

  it('gives links that open a page, and nothing else', () => {
    holds(nearFeed, (text) =>
      whereFeed(text, ({ entries }) => {
        for (const { link, image } of entries) {
          for (const address of [link, image]) if (address !== null) expect(address).toMatch(/^https?:\/\/[^/]/);
        }
      }),
    );
  });

  it('gives plain text on one line, without what cannot be seen', () => {
    holds(nearFeed, (text) =>
      whereFeed(text, ({ title, entries }) => {
        const texts = entries.flatMap((entry) => [entry.title, entry.summary, entry.author ?? '', ...entry.categories]);
        for (const one of [title, ...texts]) {
          expect(one).not.toMatch(unseen);
          expect(one).toBe(one.replace(/\s+/g, ' ').trim());
          expect(one.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('makes updates that are worded, dated by now and each of its own', () => {
    const now = Date.UTC(2026, 10, 22);
    holds(nearFeed, (text) =>
      whereFeed(text, (feed) => {
        const { updates } = toUpdates({ feed, source: aSource({ id: 'north-post' }), now, topicOf: () => 'other' });
        for (const { title, published } of updates) {
          expect(title).not.toBe('');
          expect(published).toBeLessThanOrEqual(now + 300_000);
        }
        expect(new Set(updates.map(({ id }) => id)).size).toBe(updates.length);
      }),
    );
  });

  it('may come as any bytes, under any content type', () => {
    const types = fc.constantFrom(
      null,
      'text/xml; charset=utf-8',
      'text/xml; charset=koi8-r',
      'a; charset=utf-16',
      'charset=',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(nearFeed, fc.uint8Array({ maxLength: 20 }))
        .map(([text, noise]) => Buffer.concat([Buffer.from(text), noise])),
      nearFeed.map((text) => Buffer.from(text, 'utf16le')),
    );
    holds(fc.tuple(bytes, types), ([document, contentType]) => {
      expect(['feed', 'problem']).toContain(readFeed({ bytes: document, contentType, url }).kind);
    });
  });
});

describe('text', () => {
  it('holds no tag after it was made plain, and making it plain again changes nothing', () => {
    holds(roughText, (html) => {
      const plain = plainText(html);
      expect(plain).not.toMatch(tag);
      // Whether letters were encoded twice is judged by the whole text, white space at its ends included.
      if (!/[\u00c2-\u00f4]/.test(plain)) expect(plainText(plain)).toBe(plain);
    });
  });

  it('that is declared plain loses no words', () => {
    holds(fc.string(), (text) => {
      const plain = text.replace(/[<>&]/g, '');
      expect(declaredText(plain)).toBe(plainText(plain));
    });
  });

  it('in UTF-8 is read as it was written', () => {
    holds(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decode(Buffer.from(`<t>${text}`), 'text/xml; charset=windows-1251').text).toBe(`<t>${text}`);
    });
  });

  it('that is a link stays the same link', () => {
    holds(roughText, (href) => {
      const link = absoluteLink(href, url);
      if (link !== null) expect(absoluteLink(link)).toBe(link);
    });
  });
});

describe('dates', () => {
  it('are read as they were written, whole, or not at all', () => {
    const times = fc.date({ min: new Date('1971-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    holds(times, (date) => {
      const seconds = Math.floor(date.getTime() / 1_000) * 1_000;
      expect(parseDate(date.toISOString())).toBe(date.getTime());
      expect(parseDate(date.toUTCString())).toBe(seconds);
      expect(parseDate(date.toString())).toBe(seconds);
    });
    holds(fc.oneof(roughDate, roughText, fc.string()), (written) => {
      const time = parseDate(written);
      expect(time === null || Number.isSafeInteger(time)).toBe(true);
      if (time === null) expect(namedZone(written)).toBeNull();
    });
  });

  it('depend on the zone that is given only where they name none, and never on the machine’s', () => {
    const zone = process.env.TZ;
    const among = (name: string, written: string): number | null => {
      process.env.TZ = name;
      return parseDate(written);
    };
    try {
      holds(roughDate, (written) => {
        const time = parseDate(written);
        const zones = ['UTC', 'America/St_Johns', 'Asia/Vladivostok', 'Pacific/Apia', 'Europe/Moscow'];
        expect(zones.map((name) => among(name, written))).toEqual(zones.map(() => time));
        const shift = time === null ? null : time - (namedZone(written) === null ? 180 * 60_000 : 0);
        expect(parseDate(written, 180)).toBe(shift);
      });
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
