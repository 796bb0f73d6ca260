import type dns from 'node:dns';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readNews } from '../../src/feeds/feed-news.ts';
import { createPoller, type PollerOptions } from '../../src/feeds/poll.ts';
import { publicWeb } from '../../src/feeds/public-web.ts';
import { createLog } from '../../src/log.ts';
import type { Source } from '../../src/news/source.ts';
import type { Update } from '../../src/news/update.ts';
import { neverPolled, type PollState } from '../../src/store/sources.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { aSource } from '../support/news.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const bounds = { shortest: 5, longest: 60 };
const start = Date.parse('2026-11-22T08:00:00Z');

let server: Awaited<ReturnType<typeof startFeedServer>>;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(async () => {
  await server.close();
  expect(server.complaints).toEqual([]);
});

const rss = (...titles: string[]): string =>
  `<rss><channel>${titles.map((title) => `<item><title>${title}</title><guid>${title}</guid></item>`).join('')}</channel></rss>`;

const sourceAt = (id: string, feed: string): Source => aSource({ id, name: id.toUpperCase(), feed });

/** A desk's edges: poll states as the store keeps them, updates as they come in, a clock that stands still. */
function desk(sources: readonly Source[], options: Partial<PollerOptions> = {}) {
  const states = new Map<string, PollState>(sources.map(({ id }) => [id, neverPolled(id, 0)]));
  const taken = new Map<string, Update>();
  const lines: string[] = [];
  const clock = { now: start };
  const write = (line: string): void => {
    const { level, msg } = JSON.parse(line);
    lines.push(`${level} ${msg}`);
  };
  const poller = createPoller({
    sources,
    store: {
      sources: {
        async claimDue(now, until, limit) {
          const due = [...states.values()]
            .filter(({ nextPoll, goneAt }) => nextPoll <= now && goneAt === null)
            .slice(0, limit);
          for (const state of due) states.set(state.source, { ...state, nextPoll: until });
          return due;
        },
        async polled(state) {
          states.set(state.source, state);
        },
      },
    },
    bounds,
    read: (order) => readNews(order, () => 'other'),
    async take(updates) {
      const added = updates.filter(({ id }) => !taken.has(id));
      for (const update of added) taken.set(update.id, update);
      return { added: added.length };
    },
    userAgent: 'Sitrep/0 (test; +https://desk.example/contact)',
    log: createLog({ level: 'debug', stream: { write } }),
    fetch: publicWeb({ allow: ['127.0.0.1'] }),
    clock: () => clock.now,
    random: () => 0.5,
    ...options,
  });
  return { ...poller, states, taken, lines, clock, titles: () => [...taken.values()].map(({ title }) => title) };
}

it('hands over what is new, and then asks only for changes, when it is due', async () => {
  const url = server.publish('/feed', { body: rss('A', 'B'), etag: '"1"' });
  const { pollDue, states, titles, clock } = desk([sourceAt('post', url)]);
  const none = { tried: 0, fresh: 0, unchanged: 0, failed: 0, unreachable: 0, newUpdates: 0 };
  expect(await pollDue()).toEqual({ ...none, tried: 1, fresh: 1, newUpdates: 2 });
  expect(states.get('post')).toMatchObject({
    etag: '"1"',
    lastGood: start,
    nextPoll: start + 15 * MINUTE,
    failures: 0,
  });
  expect(await pollDue()).toEqual(none);

  clock.now += 15 * MINUTE;
  expect(await pollDue()).toEqual({ ...none, tried: 1, unchanged: 1 });
  expect(states.get('post')).toMatchObject({ etag: '"1"', lastGood: clock.now, nextPoll: clock.now + 15 * MINUTE });

  clock.now += 15 * MINUTE;
  server.publish('/feed', { body: rss('A', 'B', 'C'), etag: '"2"' });
  expect(await pollDue()).toEqual({ ...none, tried: 1, fresh: 1, newUpdates: 1 });
  expect(titles()).toEqual(['A', 'B', 'C']);
});

it('reads one host one request at a time', async () => {
  const sources = Array.from({ length: 6 }, (_, n) =>
    sourceAt(
      `s${n}`,
      server.publish(`/${n}`, (response) => setTimeout(() => response.end(rss(`T${n}`)), 10)),
    ),
  );
  const { pollDue } = desk(sources);
  // The server complains about requests that overlap.
  const [one, other] = await Promise.all([pollDue(), pollDue()]);
  expect(one).toMatchObject({ tried: 6, fresh: 6, newUpdates: 6 });
  expect(other).toBe(one);
});

it('lets no failing source disturb another', async () => {
  const page = server.publish('/page', { body: '<html><head></head><body>Hello</body></html>', type: 'text/html' });
  const failing = [
    sourceAt('page', page),
    sourceAt(
      'error',
      server.publish('/500', (response) => response.writeHead(500).end()),
    ),
    sourceAt(
      'gone',
      server.publish('/410', (response) => response.writeHead(410).end()),
    ),
    sourceAt('empty', server.publish('/empty', { body: '' })),
    sourceAt('nowhere', 'http://127.0.0.1:1/feed'),
    sourceAt('nonsense', 'nonsense'),
    sourceAt('refused', server.publish('/refused', { body: rss('Cannot be stored') })),
  ];
  const good = sourceAt('good', server.publish('/good', { body: rss('Good') }));
  const { pollDue, states, lines } = desk([...failing, good], {
    take: (updates) =>
      updates[0]?.source === 'refused'
        ? Promise.reject(new Error('disk full'))
        : Promise.resolve({ added: updates.length }),
  });
  expect(await pollDue()).toMatchObject({ tried: 8, fresh: 1, failed: 7, newUpdates: 1 });
  expect(states.get('good')).toMatchObject({ failures: 0, problem: null });
  expect(states.get('page')).toMatchObject({
    failures: 1,
    problem: 'this address is a web page, not a feed',
    etag: null,
  });
  expect(states.get('empty')?.problem).toBe('this address gives an empty document');
  expect(states.get('nonsense')?.problem).toBe('the feed has no http(s) address');
  expect(states.get('refused')?.problem).toMatch(/could not take its news in/);
  expect(states.get('gone')).toMatchObject({ goneAt: start, problem: expect.stringMatching(/has given this feed up/) });
  expect(lines.filter((line) => line.startsWith('warn'))).toHaveLength(7);
  expect(lines).toContain('warn PAGE cannot be read: this address is a web page, not a feed');
});

it('says once that a source fails and once that it is back', async () => {
  const broken = (): string =>
    server.publish('/feed', (response) => response.writeHead(503, { 'retry-after': '7200' }).end());
  const { pollDue, states, lines, clock } = desk([sourceAt('post', broken())]);
  await pollDue();
  expect(states.get('post')).toMatchObject({ failures: 1, lastGood: null, nextPoll: start + 2 * HOUR });
  clock.now += 2 * HOUR;
  await pollDue();
  expect(states.get('post')).toMatchObject({ failures: 2, failingSince: start });
  server.publish('/feed', { body: rss('A') });
  clock.now += 2 * HOUR;
  await pollDue();
  const host = URL.parse(server.origin)?.host;
  expect(lines.filter((line) => !line.includes('with warnings'))).toEqual([
    `warn POST cannot be read: ${host} is in trouble (HTTP 503)`,
    `debug POST still cannot be read: ${host} is in trouble (HTTP 503)`,
    'info POST can be read again',
  ]);
  expect(states.get('post')).toMatchObject({ failures: 0, problem: null, lastGood: clock.now });
});

it('shows that there is no network', async () => {
  const offline = () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }));
  const { pollDue, lines } = desk([sourceAt('a', 'https://a.example'), sourceAt('b', 'https://b.example')], {
    fetch: offline,
  });
  expect(await pollDue()).toMatchObject({ tried: 2, failed: 2, unreachable: 2 });
  expect(lines).toEqual([
    'warn A cannot be read: no server named a.example was found (or there is no network)',
    'warn B cannot be read: no server named b.example was found (or there is no network)',
  ]);
});

it('counts nothing against a source when the desk closes', async () => {
  const closing = new AbortController();
  const url = server.publish('/slow', () => closing.abort());
  const { pollDue, states, lines } = desk([sourceAt('post', url)], { signal: closing.signal });
  await pollDue();
  expect(states.get('post')).toMatchObject({ failures: 0, problem: null });
  expect(lines).toEqual([]);
});

it('stops polling what its publisher gave up', async () => {
  const url = server.publish('/feed', (response) => response.writeHead(410).end());
  const { pollDue, states, clock } = desk([sourceAt('post', url)]);
  await pollDue();
  clock.now += 365 * 24 * HOUR;
  expect(await pollDue()).toMatchObject({ tried: 0 });
  expect(states.get('post')).toMatchObject({ goneAt: start, failingSince: start });
});

it('asks a feed where it moved for good once three polls have said so, and no longer than it is there', async () => {
  const redirect = (status: number, location: string) =>
    server.publish('/old', (response) => response.writeHead(status, { location }).end());
  server.publish('/new', { body: rss('A'), etag: '"1"' });
  const { pollDue, states, clock, lines } = desk([sourceAt('post', redirect(301, '/new'))]);
  const asked = async () => {
    clock.now += 6 * HOUR;
    await pollDue();
    return server.requests.splice(0).map(({ path }) => path);
  };
  expect(await asked()).toEqual(['/old', '/new']);
  redirect(302, '/new');
  expect(await asked()).toEqual(['/old', '/new']);
  redirect(308, '/new');
  for (const _ of [1, 2, 3]) expect(await asked()).toEqual(['/old', '/new']);
  expect(await asked()).toEqual(['/new']);
  expect(await asked()).toEqual(['/new']);
  expect(lines.filter((line) => line.includes('moved for good'))).toHaveLength(1);

  server.publish('/new', (response) => response.writeHead(410).end());
  expect(await asked()).toEqual(['/new']);
  expect(states.get('post')).toMatchObject({ failures: 1, goneAt: null, movedTo: null });
  server.publish('/old', { body: rss('B') });
  expect(await asked()).toEqual(['/old']);
  expect(states.get('post')).toMatchObject({ failures: 0, failingSince: null });
});

it('keeps the pace of what a feed publishes, and remembers it while nothing changes', async () => {
  const dated = Array.from({ length: 10 }, (_, n) => new Date(start - n * 40 * MINUTE).toUTCString());
  const items = dated.map((date) => `<item><title>${date}</title><pubDate>${date}</pubDate></item>`).join('');
  const url = server.publish('/feed', { body: `<rss><channel>${items}</channel></rss>`, etag: '"1"' });
  const { pollDue, states, clock } = desk([sourceAt('post', url)]);
  await pollDue();
  expect(states.get('post')?.nextPoll).toBe(start + 20 * MINUTE);
  clock.now += 20 * MINUTE;
  expect(await pollDue()).toMatchObject({ unchanged: 1 });
  expect(states.get('post')).toMatchObject({ nextPoll: clock.now + 20 * MINUTE, lastNews: start });
});

it('lets a host that gives no answer hold up one request alone', async () => {
  const nowhere = ['a', 'b', 'c'].map((id) => sourceAt(id, `https://silent.example/${id}`));
  const good = sourceAt('good', server.publish('/good', { body: rss('Good') }));
  const asked: string[] = [];
  const offline = publicWeb({ allow: ['127.0.0.1'], lookup: failingLookup(asked) });
  const { pollDue, states } = desk([...nowhere, good], { fetch: offline });
  expect(await pollDue()).toMatchObject({ tried: 2, fresh: 1, unreachable: 1 });
  expect(asked).toEqual(['silent.example']);
  expect(states.get('c')).toMatchObject({ failures: 0, nextPoll: start + 10 * MINUTE });
});

function failingLookup(asked: string[]) {
  const lookup = (hostname: string, _: object, callback: (error: Error) => void) => {
    asked.push(hostname);
    callback(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
  };
  // Of the overloads of `lookup`, the one that is called.
  return lookup as unknown as typeof dns.lookup;
}
