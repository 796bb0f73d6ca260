import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../harness/corpus.ts';
import { madeUpPieces, rssOf } from './documents.ts';
import type { PublishersNews, PublishersOptions, PublishersOrder, PublishersReport } from './publishers.ts';

/**
 * Many publishers in a process of their own, so that what they take is not counted as the bot's: publishers-process.ts <options>.
 * Each has an address of its own: all of 127.0.0.0/8 is this machine.
 */
// `startPublishers` alone starts this file, with options of this shape.
const options = JSON.parse(process.argv[2] ?? '') as PublishersOptions;
const { feeds, hosts, changing, pieces, newPieces, gap, delay } = options;
const began = Date.now();
const random = seeded(5);
const nothing: PublishersReport = { requests: 0, documents: 0, unchanged: 0, hurried: 0 };
let publishedAt: number | null = null;
let report = nothing;
/** Hosts that have not answered yet. */
const asked = new Set<string>();

const hostOf = (feed: number): string => `127.1.${Math.floor((feed % hosts) / 250)}.${1 + ((feed % hosts) % 250)}`;
/** Spread over all feeds. */
const changes = (feed: number): boolean => feed % Math.floor(feeds / changing) === 0;
const hasNews = (feed: number): boolean => publishedAt !== null && changes(feed);
const tagOf = (feed: number): string => `"${feed}-${hasNews(feed) ? 1 : 0}"`;

function documentOf(feed: number): string {
  const old = { name: `${feed}`, seed: feed, count: pieces, newest: began - (gap * feed) / feeds, gap };
  const fresh = { name: `${feed}-new`, seed: feeds + feed, count: newPieces, newest: publishedAt ?? 0, gap: 60_000 };
  return rssOf([...(hasNews(feed) ? madeUpPieces(fresh) : []), ...madeUpPieces(old)]);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host = '' } = request.headers;
  const feed = Number(request.url?.slice(1));
  const hurried = asked.has(host) ? 1 : 0;
  asked.add(host);
  const [least, most] = delay;
  if (publishedAt !== null) await sleep(least + random() * (most - least));
  const tag = tagOf(feed);
  const unchanged = request.headers['if-none-match'] === tag;
  const headers = { etag: tag, 'last-modified': new Date(publishedAt ?? began).toUTCString() };
  asked.delete(host);
  if (unchanged) response.writeHead(304, headers).end();
  else
    response.writeHead(200, { ...headers, 'content-type': 'application/rss+xml; charset=utf-8' }).end(documentOf(feed));
  report = {
    requests: report.requests + 1,
    documents: report.documents + (unchanged ? 0 : 1),
    unchanged: report.unchanged + (unchanged ? 1 : 0),
    hurried: report.hurried + hurried,
  };
}

const tell = (news: PublishersNews): void => void process.send?.(news);

process.on('message', (order: PublishersOrder) => {
  switch (order.kind) {
    case 'publish':
      publishedAt = Date.now();
      report = nothing;
      break;
    case 'report':
      tell({ kind: 'report', report });
  }
});
process.once('disconnect', () => process.exit(0));

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '0.0.0.0', () => {
  // A server that listens at a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  tell({ kind: 'open', feeds: Array.from({ length: feeds }, (_, feed) => `http://${hostOf(feed)}:${port}/${feed}`) });
});
