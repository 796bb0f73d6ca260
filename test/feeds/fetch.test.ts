import { createGzip } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FetchOptions, fetchFeed } from '../../src/feeds/fetch.ts';
import { publicWeb } from '../../src/feeds/public-web.ts';
import { startFeedServer } from '../support/feed-server.ts';

let server: Awaited<ReturnType<typeof startFeedServer>>;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(async () => {
  await server.close();
  expect(server.complaints).toEqual([]);
});

const userAgent = 'Sitrep/0 (test; +https://desk.example/contact)';
const read = (url: string, options: Partial<FetchOptions> = {}) =>
  fetchFeed({ url, userAgent, fetch: publicWeb({ allow: ['127.0.0.1', 'localhost'] }), ...options });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('reads a document, and the next time only asks whether it changed', async () => {
  const page = { body: '<rss/>', etag: '"a1"', lastModified: 'Sun, 22 Nov 2026 08:00:00 GMT' };
  const url = server.publish('/feed', page);
  const first = await read(url);
  expect(first).toMatchObject({ kind: 'fresh', contentType: 'application/rss+xml', base: url, etag: '"a1"' });
  if (first.kind !== 'fresh') return;
  expect(text(first.bytes)).toBe('<rss/>');
  expect(await read(url, { etag: first.etag, lastModified: first.lastModified })).toMatchObject({ kind: 'unchanged' });
  server.publish('/feed', { ...page, body: '<rss>2</rss>', etag: '"a2"' });
  expect(await read(url, { etag: first.etag, lastModified: first.lastModified })).toMatchObject({ etag: '"a2"' });
});

const redirect = (path: string, status: number, location: string): string =>
  server.publish(path, (response) => response.writeHead(status, { location }).end());

it('follows redirects, and says where it arrived and what of it is for good', async () => {
  const newest = server.publish('/newest', { body: '<rss/>', etag: '"1"' });
  const later = redirect('/later', 302, '/newest');
  const moved = redirect('/moved', 308, '/later');
  const url = redirect('/old', 301, '/moved');
  expect(await read(url)).toMatchObject({ kind: 'fresh', base: newest, movedTo: later });
  expect(await read(url, { etag: '"1"' })).toMatchObject({ kind: 'unchanged', movedTo: later });
  expect(await read(moved)).toMatchObject({ movedTo: later });
  expect(await read(later)).toMatchObject({ movedTo: null });
  expect(await read(newest)).toMatchObject({ movedTo: null });
  redirect('/back', 301, '/newest');
  expect(await read(redirect('/now', 307, '/back'))).toMatchObject({ base: newest, movedTo: null });
});

it('does not follow a redirect for ever, nor to anything but http(s)', async () => {
  const { host } = new URL(server.origin);
  redirect('/there', 301, '/back');
  expect(await read(redirect('/back', 301, '/there'))).toMatchObject({
    kind: 'failed',
    problem: `${host} leads in a circle of redirects`,
  });
  for (const step of [0, 1, 2, 3, 4, 5]) redirect(`/${step}`, 302, `/${step + 1}`);
  server.publish('/6', { body: '<rss/>' });
  expect(await read(`${server.origin}/0`)).toMatchObject({ problem: `${host} redirects more than 5 times` });
  expect(await read(`${server.origin}/1`)).toMatchObject({ kind: 'fresh' });
  for (const location of ['file:///etc/hostname', 'http://', 'ftp://127.0.0.1/'])
    expect(await read(redirect('/away', 302, location))).toMatchObject({
      problem: `${host} redirects to what is no http(s) address`,
    });
  expect(await read('file:///etc/hostname')).toMatchObject({
    kind: 'failed',
    problem: 'the feed has no http(s) address',
  });
});

it('stops reading a body that is too large once unpacked, or has no end', async () => {
  const bomb = server.publish('/bomb', (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(response);
    const more = (): void => {
      if (!response.destroyed) gzip.write(Buffer.alloc(1_000_000), more);
    };
    more();
  });
  expect(await read(bomb, { maxBytes: 3_000_000 })).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/sends more than 3 MB/),
  });
});

it('gives up on a server that drips, and when the desk closes', async () => {
  const url = server.publish('/drip', (response) => {
    response.writeHead(200).write('<rss>');
    const drip = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(drip));
  });
  expect(await read(url, { timeoutMs: 150 })).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/did not answer in full within 0.15 seconds/),
  });
  expect(await read(url, { stallMs: 100 })).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/sends too slowly: under 1000 bytes in 0.1 seconds/),
  });
  const endless = server.publish('/endless', (response) => {
    response.writeHead(200).write('<rss>');
    const flow = setInterval(() => response.write(' '.repeat(2_000)), 20);
    response.once('close', () => clearInterval(flow));
  });
  expect(await read(endless, { stallMs: 100, bodyMs: 350 })).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/sends too slowly: its document is not whole after 0.35 seconds/),
  });
  expect(await read(url, { signal: AbortSignal.timeout(50) })).toMatchObject({ problem: 'the desk closed meanwhile' });
});

it('tells in words what a server refuses, and how long to stay away', async () => {
  const now = Date.parse('2026-11-22T08:00:00Z');
  const answer = (status: number, headers: Record<string, string> = {}) =>
    read(
      server.publish(`/${status}`, (response) => response.writeHead(status, headers).end('no')),
      { clock: () => now },
    );
  expect(await answer(429, { 'retry-after': '120' })).toMatchObject({ status: 429, retryAfter: 120_000, gone: false });
  expect(await answer(503, { 'retry-after': 'Sun, 22 Nov 2026 08:10:00 GMT' })).toMatchObject({ retryAfter: 600_000 });
  expect(await answer(500, { 'retry-after': '5' })).toMatchObject({ retryAfter: null });
  expect(await answer(410)).toMatchObject({ gone: true });
  expect(await answer(404)).toMatchObject({
    problem: expect.stringMatching(/has nothing at this address \(HTTP 404\)/),
  });
  expect(await answer(403)).toMatchObject({ problem: expect.stringMatching(/does not let this program read/) });
});

it('tells in words why nothing answers, and never shows credentials', async () => {
  const { origin } = await startAndStop();
  const refused = await read(origin.replace('//', '//desk:s3cret@'));
  expect(refused).toMatchObject({
    kind: 'failed',
    status: null,
    problem: expect.stringMatching(/refuses connections$/),
  });
  expect(JSON.stringify(refused)).not.toMatch(/s3cret|desk:/);
  const failing = (code: string) =>
    read('https://news.example/?key=s3cret', {
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) })),
    });
  expect(await failing('ENOTFOUND')).toMatchObject({
    problem: 'no server named news.example was found (or there is no network)',
  });
  expect(await failing('CERT_HAS_EXPIRED')).toMatchObject({ problem: 'the certificate of news.example has expired' });
  expect(await failing('DEPTH_ZERO_SELF_SIGNED_CERT')).toMatchObject({ problem: expect.stringMatching(/trusted/) });
  expect(await failing('E_NEW')).toMatchObject({ problem: 'news.example could not be reached (E_NEW)' });
});

it('sends the credentials of an address as a header', async () => {
  server.publish('/closed', { body: '<rss/>' });
  await read(`${server.origin.replace('//', '//desk:p%40ss@')}/closed`);
  const expected = `Basic ${Buffer.from('desk:p@ss').toString('base64')}`;
  expect(server.requests[0]?.headers.authorization).toBe(expected);
});

it('sends them to no other host, and none that a redirect names', async () => {
  const { port } = new URL(server.origin);
  const sent = () => server.requests.splice(0).map(({ headers }) => headers.authorization !== undefined);
  server.publish('/closed', { body: '<rss/>' });
  const withCredentials = (url: string) => read(url.replace('//', '//desk:s3cret@'));
  // Nor is such a move remembered: the new address could not be asked with them.
  expect(await withCredentials(redirect('/same', 301, '/closed'))).toMatchObject({ kind: 'fresh', movedTo: null });
  expect(sent()).toEqual([true, true]);
  await withCredentials(redirect('/other', 302, `http://localhost:${port}/closed`));
  expect(sent()).toEqual([true, false]);
  const named = await read(redirect('/named', 301, `http://desk:s3cret@127.0.0.1:${port}/closed`));
  expect(named).toMatchObject({ kind: 'fresh', movedTo: `${server.origin}/closed` });
  expect(sent()).toEqual([false, false]);
});

it('reads relative links from where the document says that it lies, on its own host', async () => {
  const at = async (place: string) => {
    const headers = { 'content-location': place };
    const fetched = await read(server.publish('/feed', (response) => response.writeHead(200, headers).end('<rss/>')));
    return fetched.kind === 'fresh' ? fetched.base.replace(server.origin, '') : fetched;
  };
  expect(await at('/world/feed.xml')).toBe('/world/feed.xml');
  expect(await at('world/')).toBe('/world/');
  expect(await at(`${server.origin}/world/`)).toBe('/world/');
  const foreign = ['http://localhost/', 'http://127.0.0.1/', '//evil.example/', 'javascript:alert(1)', 'http://', ''];
  for (const place of foreign) expect(await at(place)).toBe('/feed');
});

it('says for how long an answer stays fresh', async () => {
  const now = Date.parse('2026-11-22T08:00:00Z');
  const fresh = async (headers: Record<string, string>) => {
    const url = server.publish('/feed', (response) => response.writeHead(200, headers).end('<rss/>'));
    const fetched = await read(url, { clock: () => now });
    return fetched.kind === 'fresh' ? fetched.freshFor : fetched;
  };
  expect(await fresh({ 'cache-control': 'public, max-age=900' })).toBe(900_000);
  expect(await fresh({ 'cache-control': 'max-age=900', age: '600' })).toBe(300_000);
  expect(await fresh({ 'cache-control': 'max-age=900, no-cache' })).toBeNull();
  expect(await fresh({ 'cache-control': 's-maxage=900' })).toBeNull();
  const date = 'Sun, 22 Nov 2020 08:00:00 GMT';
  expect(await fresh({ date, expires: 'Sun, 22 Nov 2020 08:10:00 GMT' })).toBe(600_000);
  expect(await fresh({ date, expires: '0' })).toBeNull();
  expect(await fresh({ date, expires: date })).toBeNull();
});

async function startAndStop() {
  const other = await startFeedServer();
  await other.close();
  return other;
}
