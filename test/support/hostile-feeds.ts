import type { ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import type { Page } from './feed-server.ts';

/** What a publisher with bad intentions, or a broken one, gives under the address of a feed. */
export interface HostileFeed {
  readonly id: string;
  readonly page: Page;
  /** What `/sources` then says of it; null where it is read like any other. */
  readonly problem: RegExp | null;
}

const packed = (text: string | Buffer, type = 'application/rss+xml') => {
  const body = gzipSync(text, { level: 1 });
  return (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(body);
};

const redirect = (location: string) => (response: ServerResponse) => void response.writeHead(302, { location }).end();

/** Writes a piece every so many milliseconds, and never ends. */
const dripping = (piece: string, everyMs: number) => (response: ServerResponse) => {
  response.writeHead(200).write('<rss><channel>');
  const drip = setInterval(() => response.write(piece), everyMs);
  response.once('close', () => clearInterval(drip));
};

const flood = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-encoding': 'gzip' });
  const gzip = createGzip();
  gzip.pipe(response);
  const more = (): void => {
    if (!response.destroyed) gzip.write(Buffer.alloc(1_000_000), more);
  };
  more();
};

const rss = (inner: string): string => `<rss><channel><title>T</title>${inner}</channel></rss>`;
const item = (title: string): string => `<item><title>${title}</title></item>`;

/** Addresses of a host that leads wherever it likes; the paths are those of its feeds. */
export const hostileFeeds: readonly HostileFeed[] = [
  { id: 'bomb', page: flood, problem: /sends more than 10 MB/ },
  { id: 'endless', page: dripping(' '.repeat(20_000), 50), problem: /its document is not whole after 4.5 seconds/ },
  { id: 'drip', page: dripping(' ', 50), problem: /under 1000 bytes in 4 seconds/ },
  {
    id: 'deep',
    page: packed(rss(`<item><title>Deep</title>${'<div>'.repeat(100_000)}`)),
    problem: /nests deeper than 500 elements/,
  },
  { id: 'signs', page: packed(rss(`<item><title>Signs</title><b>${'<'.repeat(9_900_000)}`)), problem: null },
  {
    id: 'hoard',
    page: packed(`{"title":"T","items":[{}${',{}'.repeat(3_300_000)}]}`, 'application/json'),
    problem: /needs more than \d+ MB of memory/,
  },
  { id: 'nested', page: packed(`{"items":${'['.repeat(9_900_000)}`), problem: /JSON that nests deeper than 500/ },
  {
    id: 'noise',
    page: packed(
      Buffer.from(Array.from({ length: 200_000 }, (_, at) => ((at * 7919) % 256) | 0x80)),
      'text/xml; charset=klingon',
    ),
    problem: /plain text, not a feed/,
  },
  { id: 'loop', page: redirect('/loop'), problem: /leads in a circle of redirects/ },
  { id: 'metadata', page: redirect('http://169.254.169.254/latest/meta-data/'), problem: /inside a private network/ },
  {
    id: 'crowd',
    page: packed(rss(Array.from({ length: 200_000 }, (_, at) => item(`Entry ${at}`)).join(''))),
    problem: null,
  },
  { id: 'prototype', page: packed(rss(item('<constructor/><__proto__>x</__proto__>toString'))), problem: null },
  { id: 'empty', page: packed(''), problem: /empty document/ },
];
