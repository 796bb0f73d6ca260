import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextPoll } from '../../src/feeds/pace.ts';
import { createPoller, type PollerOptions } from '../../src/feeds/poll.ts';
import { publicWeb } from '../../src/feeds/public-web.ts';
import { createLog } from '../../src/log.ts';
import type { Source } from '../../src/news/source.ts';
import type { Update } from '../../src/news/update.ts';
import type { PollState } from '../../src/store/sources.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { aSource } from '../support/news.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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
  const fresh = {
    etag: null,
    lastModified: null,
    lastTried: null,
    lastGood: null,
    nextPoll: 0,
    failures: 0,
    problem: null,
  };
  const states = new Map<string, PollState>(sources.map(({ id }) => [id, { source: id, ...fresh }]));
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
          const due = [...states.values()].filter((state) => state.nextPoll <= now).slice(0, limit);
          for (const state of due) states.set(state.source, { ...state, nextPoll: until });
          return due;
        },
        async polled(state) {
          states.set(state.source, state);
        },
      },
    },
    topicOf: () => 'other',
    async take(_source, updates) {
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
    take: ({ id }, updates) =>
      id === 'refused' ? Promise.reject(new Error('disk full')) : Promise.resolve({ added: updates.length }),
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
  expect(states.get('gone')?.nextPoll).toBe(start + 24 * HOUR);
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

describe('the pace', () => {
  const failed = { kind: 'failed', status: 500, retryAfter: null, gone: false } as const;
  const pause = (
    failures: number,
    outcome: Parameters<typeof nextPoll>[0]['outcome'] = failed,
    random = 0.5,
    every = 15,
  ) => (nextPoll({ source: { every }, outcome, failures, now: start, random: () => random }) - start) / MINUTE;

  it('doubles the pause up to six hours, spread by a quarter', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((failures) => pause(failures))).toEqual([15, 30, 60, 120, 240, 360, 360]);
    expect([pause(2, failed, 0), pause(2, failed, 1)]).toEqual([22.5, 37.5]);
  });

  it('comes back soon to what cannot be reached, and never oftener than asked', () => {
    expect(pause(9, { ...failed, status: null })).toBe(30);
    expect(pause(9, { ...failed, status: null }, 0.5, 720)).toBe(720);
  });

  it('keeps away for as long as a server asks, up to a day', () => {
    expect(pause(1, { ...failed, retryAfter: 8 * HOUR })).toBe(480);
    expect(pause(1, { ...failed, retryAfter: 1_000 })).toBe(15);
    expect(pause(1, { ...failed, retryAfter: 1e15 })).toBe(1_440);
    expect(pause(1, { ...failed, gone: true })).toBe(1_440);
  });
});
