import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import { type Rates, SendFailure } from '../../src/delivery/sender.ts';
import { createLog } from '../../src/log.ts';
import type { Scope } from '../../src/news/channel.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeSender } from '../support/fake-sender.ts';
import { NOON } from '../support/news.ts';

const log = createLog({ level: 'silent' });
/** No test of this file blocks a channel. */
const pausing = async () => {};
let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  store = await openStore({ dataDir, url: null });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOON });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A platform whose posts take 20 ms, and when each of them went. */
function platform(name: string, rates: Rates) {
  const sender = createFakeSender(name, rates);
  const went: { readonly channel: string; readonly words: string; readonly at: number }[] = [];
  const { post } = sender;
  sender.post = async (parcel) => {
    went.push({ channel: parcel.channel.id, words: String(parcel.payload), at: Date.now() - NOON });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return post(parcel);
  };
  return { sender, went };
}

async function queue(words: string, place: { platform?: string; workspace?: string; id?: string; priority?: number }) {
  const { platform: name = 'test', workspace = 'w', id = 'a', priority = 10 } = place;
  await store.channels.save({ platform: name, workspace, id, name: id });
  await store.deliveries.enqueue({
    dedupeKey: `${name} ${id} ${words}`,
    channel: `${name}:${id}`,
    kind: priority === 0 ? 'alert' : 'digest',
    message: { tone: 'routine', summary: words, blocks: [] },
    priority,
    createdAt: Date.now(),
  });
}

/** Lets the outbox work for so long, as it does by itself. */
async function work(outbox: Outbox, ms: number, step = 5): Promise<void> {
  const until = Date.now() + ms;
  let draining = false;
  while (Date.now() < until) {
    if (!draining) {
      draining = true;
      outbox.drain().finally(() => {
        draining = false;
      });
    }
    await vi.advanceTimersByTimeAsync(step);
  }
}

const busiest = (times: readonly number[], span: number): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + span).length));

it('never exceeds the rate of a platform, a workspace or a channel, and uses them to the full', async () => {
  const rates = {
    platform: { posts: 20, perMs: 1_000, burst: 2 },
    workspace: { posts: 4, perMs: 1_000, burst: 1 },
    channel: { posts: 1, perMs: 1_000, burst: 1 },
  };
  const { sender, went } = platform('test', rates);
  for (let at = 0; at < 160; at += 1)
    await queue(`row${at}`, { workspace: `w${at % 4}`, id: `w${at % 4}-${Math.floor(at / 4) % 10}` });
  await work(createOutbox({ store, pausing, senders: () => [sender], log }), 11_000);

  expect(went).toHaveLength(160);
  const times = (starting: string) => went.filter(({ channel }) => channel.startsWith(starting)).map(({ at }) => at);
  expect(busiest(times(''), 1_000)).toBeLessThanOrEqual(22);
  for (const workspace of ['w0', 'w1', 'w2', 'w3']) {
    expect(busiest(times(workspace), 1_000)).toBeLessThanOrEqual(4);
    expect(busiest(times(`${workspace}-3`), 1_000)).toBe(1);
  }
  for (const id of ['w0-0', 'w3-9'])
    expect(went.filter(({ channel }) => channel === id).map(({ words }) => Number(words.slice(3)))).toEqual(
      [0, 40, 80, 120].map((round) => round + Number(id.at(1)) + 4 * Number(id.at(-1))),
    );
});

it('lets no full channel, workspace or platform hold up another', async () => {
  const rates = { workspace: { posts: 1, perMs: 1_000, burst: 1 }, channel: { posts: 1, perMs: 5_000, burst: 1 } };
  const narrow = platform('test', rates);
  const wide = platform('other', {});
  for (let at = 0; at < 200; at += 1) await queue(`full${at}`, { workspace: 'full', id: `full${at % 150}` });
  for (let at = 0; at < 5; at += 1) await queue(`free${at}`, { workspace: `free${at}`, id: `free${at}` });
  for (let at = 0; at < 5; at += 1) await queue(`other${at}`, { platform: 'other', id: `other${at}` });
  await work(createOutbox({ store, pausing, senders: () => [narrow.sender, wide.sender], log }), 1_000);

  const words = narrow.went.map((post) => post.words);
  expect(words.filter((word) => word.startsWith('free'))).toHaveLength(5);
  expect(words.filter((word) => word.startsWith('full')).length).toBeLessThanOrEqual(2);
  expect(wide.went).toHaveLength(5);
  // What cannot go soon is in nobody's hands.
  expect((await store.deliveries.counts()).sending).toBeLessThanOrEqual(3);
});

it('sends an alert before the digests that already wait for their turn', async () => {
  const { sender, went } = platform('test', { platform: { posts: 10, perMs: 1_000, burst: 1 } });
  for (let at = 0; at < 50; at += 1) await queue(`digest${at}`, { id: `c${at}` });
  const outbox = createOutbox({ store, pausing, senders: () => [sender], log });
  await work(outbox, 1_000);
  const before = went.length;
  await queue('alert', { id: 'c49', priority: 0 });
  await work(outbox, 2_000);
  expect(went.findIndex(({ words }) => words === 'alert') - before).toBeLessThanOrEqual(6);
  expect(went.length).toBeGreaterThan(25);
});

it.each([
  ['channel', ['a1']],
  ['workspace', ['a1', 'a2']],
  ['platform', ['a1', 'a2', 'b1']],
] as const)('pauses only the %s that a refusal names, alerts too', async (scope: Scope, stopped) => {
  const { sender, went } = platform('test', {});
  const other = platform('other', {});
  const outbox = createOutbox({ store, pausing, senders: () => [sender, other.sender], log });
  sender.faults.push(new SendFailure('busy', 'Too many posts.', { retryAfter: 10_000, scope }));
  await queue('first', { workspace: 'a', id: 'a1' });
  await work(outbox, 100);
  went.splice(0);
  await queue('alert', { workspace: 'a', id: 'a1', priority: 0 });
  for (const id of ['a1', 'a2', 'b1']) await queue('digest', { workspace: id.charAt(0), id });
  await queue('digest', { platform: 'other', workspace: 'a', id: 'a1' });
  await work(outbox, 9_000, 50);
  const free = ['a1', 'a2', 'b1'].filter((id) => !stopped.some((paused) => paused === id));
  expect(went.map(({ channel }) => channel).toSorted()).toEqual(free);
  expect(other.went).toHaveLength(1);
  await work(outbox, 3_000, 50);
  expect(went.filter(({ channel }) => channel === 'a1').map(({ words }) => words)).toEqual([
    'alert',
    'first',
    'digest',
  ]);
  expect(went).toHaveLength(5);
});

it('gives what still waits back to the store when it stops', async () => {
  const { sender, went } = platform('test', { platform: { posts: 10, perMs: 1_000, burst: 1 } });
  for (let at = 0; at < 20; at += 1) await queue(`row${at}`, { id: `c${at}` });
  const outbox = createOutbox({ store, pausing, senders: () => [sender], log });
  const drained = outbox.drain();
  await vi.advanceTimersByTimeAsync(50);
  const stopped = outbox.stop();
  await vi.advanceTimersByTimeAsync(200);
  await Promise.all([stopped, drained]);
  expect(await store.deliveries.counts()).toMatchObject({ sending: 0, uncertain: 0, sent: went.length });
});

it('takes a delivery to the sender of its workspace, and leaves alone what nobody serves', async () => {
  const own = (workspaces: readonly string[] | null) => {
    const one = platform('test', {});
    return { went: one.went, sender: { ...one.sender, workspaces } };
  };
  const [one, two] = [own(['w1', 'default']), own(['w2'])];
  for (const workspace of ['w1', 'w2', 'w3', 'default']) await queue(workspace, { workspace, id: workspace });
  await work(createOutbox({ store, pausing, senders: () => [one.sender, two.sender], log }), 200);
  const words = ({ went }: typeof one) => went.map((post) => post.words).toSorted();
  expect(words(one)).toEqual(['default', 'w1']);
  expect(words(two)).toEqual(['w2']);
  expect(await store.deliveries.counts()).toMatchObject({ pending: 1, sent: 3 });
  const open = own(null);
  await work(createOutbox({ store, pausing, senders: () => [two.sender, open.sender], log }), 200);
  expect(words(open)).toEqual(['w3']);
});

it('shares the rates between the bots of one store', async () => {
  const rates = { platform: { posts: 20, perMs: 1_000, burst: 1 } };
  const [one, two] = [platform('test', rates), platform('test', rates)];
  for (let at = 0; at < 60; at += 1) await queue(`row${at}`, { id: `c${at}` });
  const outboxes = [one, two].map(({ sender }) => createOutbox({ store, pausing, senders: () => [sender], log }));
  await Promise.all(outboxes.map((outbox) => work(outbox, 1_500)));
  const all = [...one.went, ...two.went].map(({ at }) => at);
  // Both advance the clock.
  expect(all.length).toBeGreaterThanOrEqual(28);
  expect(busiest(all, 1_000)).toBeLessThanOrEqual(21);
});
