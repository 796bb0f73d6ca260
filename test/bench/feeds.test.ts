import { expect, it } from 'vitest';
import { madeUpFeeds } from '../../bench/feeds/documents.ts';
import { feedReaders } from '../../bench/feeds/readers.ts';

it.each(madeUpFeeds.filter(({ items }) => items < 500))(
  'each reader finds all $items pieces of $format that it can read',
  async ({ format, items, bytes }) => {
    const found = await Promise.all(feedReaders.map(async ({ name, read }) => [name, await read(bytes)]));
    expect(Object.fromEntries(found)).toEqual({
      Sitrep: items,
      'rss-parser': format === 'JSON Feed' ? 0 : items,
      feedsmith: items,
    });
  },
);
