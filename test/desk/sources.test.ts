import { beforeEach, expect, it } from 'vitest';
import { layoutSources } from '../../src/layout/sources.ts';
import type { PollState } from '../../src/store/sources.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, aSource, HOUR, NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const DAY = 24 * HOUR;
const sources = ['one', 'two', 'three'].map((id) =>
  aSource({ id, name: `Source ${id}`, feed: `https://${id}.example/feed` }),
);

describeEngines('the sources of a desk', ({ open }) => {
  let store: Store;
  let room: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    store = await open();
    room = await openDesk(store, { sources });
  });

  async function polled(id: string, given: Partial<PollState>) {
    const state = (await store.sources.states()).find(({ source }) => source === id);
    if (state !== undefined) await store.sources.polled({ ...state, ...given });
  }
  const rhythm = { gap: HOUR, longestGap: 10 * HOUR, ttl: null, skipHours: [], skipDays: [] };
  const told = async () =>
    (await store.deliveries.recent({ limit: 9 })).map(({ message }) => wordsOf(message).join(' '));

  it('are told in trouble once each, and in one message', async () => {
    await polled('one', { lastTried: NOON - HOUR, failingSince: NOON - DAY, failures: 9, problem: 'it is in trouble' });
    await polled('two', { lastTried: NOON, lastGood: NOON, lastNews: NOON - 29 * HOUR, rhythm });
    expect(await room.desk.watchSources()).toBe(0);

    await polled('one', { lastTried: NOON, failures: 10 });
    await polled('two', { lastNews: NOON - 30 * HOUR });
    await polled('three', { lastTried: NOON, failingSince: NOON, failures: 1, goneAt: NOON, problem: 'it is gone' });
    expect(await room.desk.watchSources()).toBe(3);
    expect(await room.desk.watchSources()).toBe(0);
    const [words] = await told();
    expect(words).toMatch(/^3 sources need a look\..*Source one \(one\) has failed since .*: it is in trouble/s);
    expect(words).toMatch(/Source two \(two\) can be read and has brought nothing new since/);
    expect(words).toMatch(/Source three \(three\) was given up by its publisher/);
    expect(room.queued()).toBe(1);

    await polled('one', { failures: 0, failingSince: null, lastGood: NOON, lastNews: NOON, problem: null });
    expect(await room.desk.watchSources()).toBe(0);
    await polled('one', { lastTried: NOON + 2 * DAY, failures: 1, failingSince: NOON + HOUR, problem: 'again' });
    expect(await room.desk.watchSources()).toBe(1);
    expect(await told()).toHaveLength(2);
  });

  it('are not blamed for a desk that was away, nor for a rhythm that nobody knows', async () => {
    await polled('one', { lastTried: NOON - 9 * DAY, lastGood: NOON - 9 * DAY, lastNews: NOON - 9 * DAY, rhythm });
    await polled('two', { lastTried: NOON - 9 * DAY, failingSince: NOON - 9 * DAY, failures: 1, problem: 'late' });
    await polled('three', { lastTried: NOON, lastGood: NOON, lastNews: NOON - 9 * DAY });
    expect(await room.desk.watchSources()).toBe(0);
  });

  it('are listed with the last and the next poll, what they bring, and what is wrong in words', async () => {
    const state = { lastTried: NOON, lastGood: NOON - HOUR, nextPoll: NOON + HOUR };
    await polled('one', { ...state, lastNews: NOON - 2 * HOUR, movedTo: 'https://new.example/key', movedTimes: 3 });
    await polled('two', { ...state, failures: 1, failingSince: NOON, problem: 'two.example is in trouble (HTTP 503)' });
    await polled('three', {
      ...state,
      lastGood: null,
      goneAt: NOON,
      failures: 1,
      problem: 'it was given up (HTTP 410)',
    });
    await room.desk.take(
      ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((title) => anUpdate({ title: `${title} begins` })),
    );
    await room.desk.take([anUpdate({ title: 'Long ago', seen: NOON - 8 * DAY })]);
    const words = wordsOf(layoutSources(await room.desk.sources('independent'))).join(' ');
    expect(words).toMatch(
      /Source one \(B, GB, owned by one\) · read , next , 1\.1 a day ; moved for good to new\.example/,
    );
    expect(words).toMatch(/Source two .*failing: two\.example is in trouble \(HTTP 503\); read , next /);
    expect(words).toMatch(/Source three .*given up: it was given up \(HTTP 410\); not polled until .*never read/);
  });
});
