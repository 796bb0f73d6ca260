import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What the server gives for one path: a document, or whatever a test writes into the response. */
export type Page = FeedPage | ((response: ServerResponse, headers: IncomingHttpHeaders) => void);

export interface FeedPage {
  readonly body: string | Uint8Array;
  readonly type?: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/**
 * A publisher on the loopback interface. It answers conditional requests with 304 only when every validator that it gave
 * comes back, compresses where the reader takes it, and notes as a complaint what a publisher would dislike: an unknown
 * path, a reader without a name and a contact, two requests at once.
 */
export async function startFeedServer() {
  const pages = new Map<string, Page>();
  const requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const complaints: string[] = [];
  let busy = 0;

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const { headers } = request;
    requests.push({ path, headers });
    busy += 1;
    response.once('close', () => {
      busy -= 1;
    });
    if (busy > 1) complaints.push(`${busy} requests at once`);
    if (!/^\S+\/\S+ \(.*\+https?:\/\/\S+\)$/.test(headers['user-agent'] ?? ''))
      complaints.push(`${path}: nameless reader`);
    const page = pages.get(path);
    if (page === undefined) {
      complaints.push(`${path}: no such page`);
      response.writeHead(404).end();
    } else if (typeof page === 'function') page(response, headers);
    else give(page, response, headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the server has an address with one.
  const { port } = server.address() as AddressInfo;

  return {
    requests,
    complaints,
    origin: `http://127.0.0.1:${port}`,
    /** Publishes a page and returns its address. */
    publish(path: string, page: Page): string {
      pages.set(path, page);
      return `http://127.0.0.1:${port}${path}`;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(
  { body, type = 'application/rss+xml', etag, lastModified }: FeedPage,
  response: ServerResponse,
  asked: IncomingHttpHeaders,
) {
  if (etag !== undefined) response.setHeader('etag', etag);
  if (lastModified !== undefined) response.setHeader('last-modified', lastModified);
  const validated = asked['if-none-match'] === etag && asked['if-modified-since'] === lastModified;
  if (validated && (etag ?? lastModified) !== undefined) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', type);
  if (/\bgzip\b/.test(String(asked['accept-encoding']))) {
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(body));
  } else response.end(body);
}
