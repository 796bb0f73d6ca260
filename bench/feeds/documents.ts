import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectFeed } from '../../src/feeds/inspect.ts';
import { corpusWord, seeded } from '../harness/corpus.ts';

/** A feed as its publisher would send it, and how many pieces it holds. */
export interface FeedDocument {
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly items: number;
}

/** What a feed says of one piece. */
export interface Piece {
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly summary: string;
  readonly html: string;
  readonly author: string;
  readonly time: Date;
}

const began = Date.UTC(2026, 10, 22, 12);

/** Made-up pieces, newest first, of which the first was published at `newest` and each other `gap` milliseconds before. */
export function madeUpPieces({
  name,
  seed,
  count,
  newest,
  gap,
}: {
  /** Tells these pieces from others. */
  readonly name: string;
  readonly seed: number;
  readonly count: number;
  readonly newest: number;
  readonly gap: number;
}): readonly Piece[] {
  const random = seeded(seed);
  const words = (many: number) => Array.from({ length: many }, () => corpusWord(random)).join(' ');
  const paragraph = () =>
    `<p>${words(40)}, <a href="https://news.example/${corpusWord(random)}?a=1&amp;b=2">${words(2)}</a>.</p>`;
  return Array.from({ length: count }, (_, index) => ({
    id: `tag:news.example,2026:${name}-${index}`,
    link: `https://news.example/world/${corpusWord(random)}-${index}?from=feed`,
    title: `${words(8)} & «${words(1)}» – ${words(1)}’s`,
    summary: `${words(30)}. <b>${words(5)}</b> &amp; ${words(10)}.`,
    html: paragraph() + paragraph() + paragraph() + paragraph(),
    author: words(2),
    time: new Date(newest - index * gap),
  }));
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const rssItem = ({ id, link, title, summary, html, author, time }: Piece) => `<item>
      <title>${escaped(title)}</title><link>${escaped(link)}</link><guid isPermaLink="false">${id}</guid>
      <pubDate>${time.toUTCString()}</pubDate><dc:creator><![CDATA[${author}]]></dc:creator><category>World</category>
      <description>${escaped(summary)}</description><content:encoded><![CDATA[${html}]]></content:encoded>
      <media:content url="https://news.example/${time.getTime()}.jpg" medium="image" type="image/jpeg"/>
    </item>`;

const rdfItem = ({ link, title, summary, author, time }: Piece) => `<item rdf:about="${escaped(link)}">
      <title>${escaped(title)}</title><link>${escaped(link)}</link><description>${escaped(summary)}</description>
      <dc:date>${time.toISOString()}</dc:date><dc:creator>${author}</dc:creator><dc:subject>World</dc:subject>
    </item>`;

const atomEntry = ({ id, link, title, summary, html, author, time }: Piece) => `<entry>
      <id>${id}</id><title type="html">${escaped(escaped(title))}</title><link rel="alternate" type="text/html" href="${escaped(link)}"/>
      <published>${time.toISOString()}</published><updated>${time.toISOString()}</updated><author><name>${author}</name></author>
      <category term="world"/><summary type="html">${escaped(summary)}</summary><content type="html">${escaped(html)}</content>
    </entry>`;

const namespaces = [
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
].join(' ');

const lines = (all: readonly Piece[], write: (piece: Piece) => string): string => all.map(write).join('\n    ');

/** An RSS 2.0 document. */
export const rssOf = (all: readonly Piece[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${namespaces}><channel><title>World</title><link>https://news.example/</link><description>News</description>
    ${lines(all, rssItem)}
</channel></rss>`;

const formats: Readonly<Record<string, (all: readonly Piece[]) => string>> = {
  'RSS 2.0': rssOf,
  'RSS 1.0': (all) => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" ${namespaces}>
    <channel rdf:about="https://news.example/"><title>World</title><link>https://news.example/</link><description>News</description></channel>
    ${lines(all, rdfItem)}
</rdf:RDF>`,
  Atom: (all) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><id>tag:news.example,2026:world</id><updated>2026-11-22T12:00:00Z</updated>
    ${lines(all, atomEntry)}
</feed>`,
  'JSON Feed': (all) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'World',
      items: all.map(({ id, link, title, summary, html, author, time }) => ({
        id,
        url: link,
        title,
        summary,
        content_html: html,
        date_published: time.toISOString(),
        authors: [{ name: author }],
        tags: ['World'],
      })),
    }),
};

/** Made-up feeds of every format with 10, 50 and 500 pieces, the same in every run. */
export const madeUpFeeds: readonly FeedDocument[] = Object.entries(formats).flatMap(([format, write]) =>
  [10, 50, 500].map((count) => {
    const pieces = madeUpPieces({ name: String(count), seed: count, count, newest: began, gap: 600_000 });
    return { format, items: count, bytes: new TextEncoder().encode(write(pieces)) };
  }),
);

/** The feeds in the folder `feeds` of a folder with test data. Their pieces are counted as Sitrep finds them. */
export function documentsIn(folder: string): readonly FeedDocument[] {
  const place = join(folder, 'feeds');
  return readdirSync(place)
    .filter((file) => /\.(?:xml|json)$/.test(file))
    .map((file) => {
      const bytes = readFileSync(join(place, file));
      const { format, items } = inspectFeed({ bytes, contentType: null, url: null }, began);
      return { format: format ?? 'no feed', items: items.length, bytes };
    });
}
