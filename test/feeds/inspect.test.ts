import { expect, it } from 'vitest';
import { inspectFeed } from '../../src/feeds/inspect.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const inspect = (text: string) =>
  inspectFeed({ bytes: new TextEncoder().encode(text), contentType: null, url: 'https://news.example/feed' }, now);
const rss = (items: string) => `<rss><channel><title>T</title>${items}</channel></rss>`;

it('tells what was read, with times as ISO writes them', () => {
  const item =
    '<item><title>A</title><link>/a</link><guid>g</guid><pubDate>Sun, 22 Nov 2026 09:00:00 +0200</pubDate></item>';
  const { items, ...feed } = inspect(rss(item));
  expect(feed).toEqual({ format: 'RSS', title: 'T', language: null, ttl: null, warnings: [] });
  expect(items).toMatchObject([
    {
      id: 'g',
      title: 'A',
      link: 'https://news.example/a',
      published: '2026-11-22T07:00:00.000Z',
      updated: null,
      dating: 'dated',
      warnings: [],
    },
  ]);
});

it('marks what is dated in the future, and says what else is wrong', () => {
  const { items, warnings } = inspect(
    rss('<item><title>A</title><dc:date>2027-01-01</dc:date><link>/a</link></item><item><title>B</title></item>'),
  );
  expect(items.map(({ published, dating, warnings }) => [published, dating, warnings])).toEqual([
    [
      '2026-11-22T08:00:00.000Z',
      'ahead',
      ['dated in the future (2027-01-01T00:00:00.000Z): it counts as published now'],
    ],
    [null, 'undated', []],
  ]);
  expect(warnings).toEqual([
    '1 of 2 entries have no date that can be read: they count as published when first read',
    '1 of 2 entries are dated in the future: they count as published now',
    '1 of 2 entries have no http(s) link',
  ]);
});

it('tells why a document is no feed', () => {
  expect(inspect('<html>')).toEqual({
    format: null,
    title: '',
    language: null,
    ttl: null,
    items: [],
    warnings: ['this address is a web page, not a feed'],
  });
});
