import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readingProcess } from '../src/desk/reading-process.ts';
import { createPoller } from '../src/feeds/poll.ts';
import { publicWeb } from '../src/feeds/public-web.ts';
import { createLog } from '../src/log.ts';
import type { Message } from '../src/message/message.ts';
import { type Source, unknownSource } from '../src/news/source.ts';
import { openStore } from '../src/store/open.ts';
import { asking, bundled, openFrontDesk } from './support/bundled-desk.ts';
import { startFeedServer } from './support/feed-server.ts';
import { hostileFeeds } from './support/hostile-feeds.ts';
import { HOUR, NOON } from './support/news.ts';
import { aChannel } from './support/room.ts';
import { someTerms } from './support/terms.ts';

const MINUTE = 60_000;
const beats = [0, 20, 40];
const polled = bundled.sources.filter(({ feed }) => feed !== null);

const folder = mkdtempSync(join(tmpdir(), 'sitrep-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One piece for each beat that has come, of a story that nobody else has. Later sources are a little later. */
function feedOf(source: Source, beat: number): string {
  const at = polled.indexOf(source);
  const items = beats.slice(0, beat + 1).map((minutes, number) => {
    const word = `${'abcdefgh'[at % 8]}${'ijklmnop'[Math.floor(at / 8) % 8]}${'rst'[number]}`;
    const title = `Sanctions ${['ar', 'on', 'ix', 'em', 'ul', 'yt', 'op'].map((end) => `${word}${end}`).join(' ')} NATO`;
    const date = new Date(NOON + (minutes - 10) * MINUTE + at * 1_000).toUTCString();
    return `<item><title>${title}</title><guid>${source.id} ${number}</guid><pubDate>${date}</pubDate></item>`;
  });
  return `<rss><channel><title>T</title>${items.join('')}</channel></rss>`;
}

/** The bundled desk with more sources, after some beats and a digest, with what people were answered meanwhile. */
async function aDay(name: string, more: readonly Source[]) {
  const server = await startFeedServer();
  const log = createLog({ level: 'silent' });
  const store = await openStore({ dataDir: join(folder, name), url: null, log });
  const sources = [...more, ...bundled.sources];
  const { frontDesk, desk, at, errors, clock } = await openFrontDesk(store, { sources });
  const web = publicWeb({ allow: ['127.0.0.1'] });
  const hosts = new Set(sources.flatMap(({ feed }) => (feed === null ? [] : new URL(feed).host)));
  const poller = createPoller({
    store,
    sources,
    bounds: bundled.feeds,
    read: readingProcess({ subject: bundled }),
    take: desk.take,
    userAgent: 'Sitrep/0 (test; +https://desk.example/contact)',
    // Every publisher's host stands on the one server here.
    fetch: (address, init) => {
      const url = new URL(String(address));
      return web(hosts.has(url.host) ? `${server.origin}/${url.host}${url.pathname}${url.search}` : url, init);
    },
    clock,
    log,
  });
  const pathOf = (feed: string) => {
    const { host, pathname, search } = new URL(feed);
    return `/${host}${pathname}${search}`;
  };
  for (const { id, page } of hostileFeeds) server.publish(`/${id}.example/${id}`, page);
  const ask = asking(frontDesk);
  const answers: string[] = [];
  const answeredMeanwhile: boolean[] = [];
  await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 13 * * *', limit: 10 }), by: 'test:editor' });
  const arrived: number[] = [];
  for (const [beat, minutes] of beats.entries()) {
    at(NOON + minutes * MINUTE);
    for (const source of polled) server.publish(pathOf(source.feed ?? ''), { body: feedOf(source, beat) });
    let ended = false;
    const round = poller.pollDue().finally(() => {
      ended = true;
    });
    answers.push((await ask('/explain grades')).words, (await ask('/subscriptions')).words);
    answeredMeanwhile.push(!ended);
    await round;
    answers.push((await ask('/latest')).words, (await ask('/search nato')).words, (await ask('/status')).tone);
    const own = new Set(polled.map(({ id }) => id));
    const stored = await store.updates.after(0, 10_000);
    arrived.push(stored.filter(({ source }) => own.has(source)).length);
  }
  at(NOON + HOUR);
  await desk.publishDue();
  const digests = (await store.deliveries.recent({ limit: 9 })).map(({ message }) => headlines(message));
  const shown = (await ask('/sources unknown')).words;
  const states = await store.sources.states();
  await store.close();
  await server.close();
  // Which story came first, and so its number, is chance.
  const numberless = answers.map((answer) => answer.replace(/story \d+/g, 'story'));
  return { answers: numberless, answeredMeanwhile, arrived, digests, shown, states, errors, requests: server.requests };
}

const headlines = ({ tone, blocks }: Message) => [
  tone,
  ...blocks.flatMap((block) => (block.kind === 'story' ? [block.headline] : [])),
];

it('goes on with every other source, answer and digest whatever some feeds do, and says so', {
  timeout: 180_000,
}, async () => {
  const hostile = hostileFeeds.map(
    ({ id }): Source => ({
      ...unknownSource,
      id,
      name: `Hostile ${id}`,
      feed: `https://${id}.example/${id}`,
    }),
  );
  const calm = await aDay('calm', []);
  const wild = await aDay('wild', hostile);

  expect(calm.arrived).toEqual(beats.map((_, beat) => polled.length * (beat + 1)));
  expect(wild.arrived).toEqual(calm.arrived);
  expect(calm.digests).toEqual([
    ['routine', ...Array.from({ length: 10 }, () => expect.stringMatching(/^Sanctions /))],
  ]);
  expect(wild.digests).toEqual(calm.digests);
  expect(wild.answers).toEqual(calm.answers);
  expect(wild.answeredMeanwhile).toEqual(beats.map(() => true));
  expect(wild.errors).toEqual([]);

  const state = new Map(wild.states.map((one) => [one.source, one]));
  for (const { id } of polled) expect(state.get(id)).toMatchObject({ failures: 0, problem: null });
  for (const { id, problem } of hostileFeeds) {
    if (problem === null) expect(state.get(id)).toMatchObject({ failures: 0, problem: null });
    else {
      expect(state.get(id)?.problem).toMatch(problem);
      expect(wild.shown).toMatch(new RegExp(`Hostile ${id} .*failing: ${state.get(id)?.problem?.slice(0, 20)}`));
    }
  }
  const asked = (path: string) => wild.requests.filter((request) => request.path === path).length;
  expect(asked('/bomb.example/bomb')).toBeGreaterThan(1);
});
