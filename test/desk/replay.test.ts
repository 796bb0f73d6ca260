import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { updateId } from '../../src/news/update.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { countTouches, type Poll, readSeries } from '../support/feed-series.ts';
import { anUpdate, aSource, HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';
import { toldAsNew, toldTwice } from '../support/told.ts';

/**
 * Real documents may not be kept here, so most of this runs only where a folder of them is named:
 * `SITREP_TEST_DATA/feeds-series`, successive polls of four feeds over some days.
 */
const folder = process.env.SITREP_TEST_DATA === undefined ? null : join(process.env.SITREP_TEST_DATA, 'feeds-series');

const sources = ['bbc', 'fox', 'nytimes', 'wsj'].map((id) => aSource({ id }));
const topic = { id: 'all', name: 'All', words: [] };
const series = (): readonly Poll[] => readSeries(folder ?? '', sources, topic.id);

/** Plays polls to a desk in their time, with a digest each hour; what the digests told as new. */
async function replay(store: Store, polls: readonly Poll[]) {
  const { desk, at } = await openDesk(store, { sources, topics: [topic] });
  const [start = 0, end = 0] = [polls.at(0)?.at, polls.at(-1)?.at];
  at(start);
  const terms = someTerms({ cron: '0 * * * *', limit: 25, alerts: null });
  await desk.subscribe({ channel: aChannel(), terms, by: 'test:someone' });
  let hour = Math.ceil(start / HOUR) * HOUR;
  const publishUntil = async (time: number) => {
    for (; hour <= time; hour += HOUR) {
      at(hour);
      await desk.publishDue();
    }
    at(time);
  };
  for (const { at: time, updates } of polls) {
    await publishUntil(time);
    await desk.take(updates);
  }
  await publishUntil(end + 3 * HOUR);
  const deliveries = await store.deliveries.recent({ limit: 10_000 });
  const digests = deliveries.filter(({ kind }) => kind === 'digest').map(({ message }) => message);
  return { editions: digests.length, told: toldAsNew(digests.toReversed()) };
}

/** The same polls by publishers that give every piece another guid, address and date each time. */
const restless = (polls: readonly Poll[]): readonly Poll[] =>
  polls.map(({ at, updates }) => ({
    at,
    updates: updates.map((update) => ({
      ...update,
      id: updateId(update.source, `${update.id} ${at}`),
      url: `${update.url}?mod=rss_${at % 7}&utm_campaign=${at}`,
      published: at,
    })),
  }));

/** A week later every piece comes once more, in its last words, under another guid, address and date. */
function resurfacing(polls: readonly Poll[]): readonly Poll[] {
  const last = [...new Map(polls.flatMap(({ updates }) => updates.map((update) => [update.id, update]))).values()];
  const later = (polls.at(-1)?.at ?? 0) + 7 * 24 * HOUR;
  const again = last.map((update, place) => {
    const at = later + Math.floor(place / 20) * HOUR;
    return { at, updates: restless([{ at, updates: [update] }]).flatMap(({ updates }) => updates) };
  });
  return [...polls, ...again];
}

describeEngines('a piece that its publisher touches', ({ open }) => {
  it('is told once', async () => {
    const piece = anUpdate({ source: 'bbc', title: 'Storm closes the ports of Gotland', topic: topic.id });
    const poll = (hours: number, given: Partial<typeof piece>): Poll => {
      const at = NOON + hours * HOUR;
      return { at, updates: [{ ...piece, published: at, seen: at, ...given }] };
    };
    const { told } = await replay(await open(), [
      poll(0, {}),
      poll(2, { title: 'Storm closes all ports of Gotland' }),
      poll(60, {}),
      poll(120, { id: 'another guid', url: `${piece.url}?utm_source=rss` }),
      poll(121, { id: 'news', url: 'https://example.org/ferries', title: 'Ferries to Gotland sail again' }),
    ]);
    expect(told.map(({ headline }) => headline)).toEqual([piece.title, 'Ferries to Gotland sail again']);
  });
});

/** The embedded store: what differs between the engines is tested elsewhere, and this reads much. */
async function open(): Promise<Store> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-replay-'));
  const store = await openStore({ dataDir, url: null });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return store;
}

/** The polls are of five days: so often a daily briefing comes again under its one headline, each time another issue. */
const ISSUES = 4;

/** Headlines that were told again, without the later issues of daily briefings. */
function butIssues(headlines: readonly string[]): readonly string[] {
  const briefings = headlines.filter((headline) => headline.includes('briefing'));
  expect(briefings.length).toBeLessThanOrEqual(ISSUES);
  return headlines.filter((headline) => !briefings.includes(headline));
}

describe.skipIf(folder === null)('digests of real feeds, by the hour', () => {
  it('read what was touched often enough to prove something', () => {
    const touches = countTouches(series());
    console.table(touches);
    for (const count of Object.values(touches)) expect(count).toBeGreaterThan(0);
  });

  it.each([
    ['as they were', (polls: readonly Poll[]) => polls],
    ['with everything resurfacing a week later', resurfacing],
  ])(
    'tell nothing twice, %s',
    async (_, alter) => {
      const { editions, told } = await replay(await open(), alter(series()));
      console.log(`${editions} editions told ${told.length} stories`);
      expect(editions).toBeGreaterThan(0);
      expect(told.length).toBeGreaterThan(0);
      const { pages, headlines } = toldTwice(told);
      expect({ pages, headlines: butIssues(headlines) }).toEqual({ pages: [], headlines: [] });
    },
    120_000,
  );

  it('tell no headline twice, with another guid, address and date in every poll', async () => {
    const { told } = await replay(await open(), restless(series()));
    expect(told.length).toBeGreaterThan(0);
    // A page whose headline changed together with its guid may be another piece.
    expect(butIssues(toldTwice(told).headlines)).toEqual([]);
  }, 120_000);
});
