import { createRequire } from 'node:module';
import { parseFeed } from 'feedsmith';
import { readFeed } from '../../src/feeds/parse.ts';

interface RssParser {
  parseString(
    xml: string,
  ): Promise<{ readonly items: readonly Readonly<Record<'title' | 'link' | 'isoDate', string>>[] }>;
}
// Its own types want those of xml2js, which nothing else here needs.
const RssParser = createRequire(import.meta.url)('rss-parser') as new () => RssParser;

/** A feed reader, and how many pieces it finds in a document with a title, an address and a time that a program can use. */
export interface FeedReader {
  readonly name: string;
  read(bytes: Uint8Array): number | Promise<number>;
}

/** Reads bytes, as they come, into plain text and epoch milliseconds. */
const sitrep: FeedReader = {
  name: 'Sitrep',
  read(bytes) {
    const reading = readFeed({ bytes, contentType: null, url: 'https://news.example/feed' });
    if (reading.kind === 'problem') return 0;
    return reading.feed.entries.filter(({ title, link, published, updated }) => title && link && (published ?? updated))
      .length;
  },
};

/** Reads text that was decoded before; times as ISO strings, texts as they stand in the feed. */
const rssParser: FeedReader = {
  name: 'rss-parser',
  async read(bytes) {
    try {
      const { items } = await new RssParser().parseString(new TextDecoder().decode(bytes));
      return items.filter(({ title, link, isoDate }) => title && link && isoDate).length;
    } catch {
      return 0;
    }
  },
};

/** Reads text that was decoded before; times and texts as they stand in the feed. */
const feedsmith: FeedReader = {
  name: 'feedsmith',
  read(bytes) {
    try {
      return feedsmithItems(parseFeed(new TextDecoder().decode(bytes))).filter((told) => told.every(Boolean)).length;
    } catch {
      return 0;
    }
  },
};

function feedsmithItems(parsed: ReturnType<typeof parseFeed>): readonly (readonly unknown[])[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map(({ title, link, pubDate, dc }) => [title, link, pubDate ?? dc?.dates?.[0]]);
    case 'rdf':
      return (parsed.feed.items ?? []).map(({ title, link, dc }) => [title, link, dc?.dates?.[0]]);
    case 'atom':
      return (parsed.feed.entries ?? []).map(({ title, links, published, updated }) => [
        title,
        links?.[0]?.href,
        published ?? updated,
      ]);
    case 'json':
      return (parsed.feed.items ?? []).map(({ title, url, date_published }) => [title, url, date_published]);
  }
}

export const feedReaders: readonly FeedReader[] = [sitrep, rssParser, feedsmith];
