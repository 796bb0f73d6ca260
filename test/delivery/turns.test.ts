import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Tariff } from '../../src/delivery/budget.ts';
import { createTurns, type Turns } from '../../src/delivery/turns.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { NOON } from '../support/news.ts';

const ten: Tariff = { kind: 'post', rates: { platform: { posts: 10, perMs: 1_000, burst: 1 } } };
let dataDir: string;
let store: Store;
let turns: Turns;
/** Who went, or came back, in order. */
let left: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  store = await openStore({ dataDir, url: null });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOON });
  turns = createTurns({ store, clock: Date.now });
  left = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const channel = (id: string) => ({ platform: 'test', workspace: 'w', id, name: id });

/** Somebody whose turn comes `at` so many milliseconds after noon. */
const awaiting = (name: string, at: number, tariff = ten): void =>
  void turns
    .await(channel(name), tariff, NOON + at)
    .then((turn) => left.push(turn === 'go' ? name : `${name} until ${turn.notBefore - NOON}`));

it('lets whom a refusal held up go before those whose turns come later, at the same pace', async () => {
  for (const at of [0, 1, 2, 3, 4]) awaiting(`early${at}`, at * 100);
  await turns.pause(channel('any'), 'platform', ten, NOON + 1_000);
  await vi.advanceTimersByTimeAsync(600);
  for (const at of [0, 1, 2, 3, 4]) awaiting(`late${at}`, 1_000 + at * 100);
  expect(left).toEqual(['early0']);
  await vi.advanceTimersByTimeAsync(800);
  expect(left).toEqual(['early0', 'early1', 'early2', 'early3', 'early4', 'late0']);
  await vi.advanceTimersByTimeAsync(400);
  expect(left.slice(6)).toEqual(['late1', 'late2', 'late3', 'late4']);
});

it('lets nobody wait behind somebody whose own channel is full', async () => {
  const slow: Tariff = { kind: 'post', rates: { ...ten.rates, channel: { posts: 1, perMs: 2_000, burst: 1 } } };
  awaiting('full', 0, slow);
  awaiting('full', 0, slow);
  awaiting('free', 100, slow);
  await vi.advanceTimersByTimeAsync(200);
  expect(left).toEqual(['full', 'free']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(left).toEqual(['full', 'free', 'full']);
});

it('sends back who would wait long, and at the end all', async () => {
  awaiting('far', 6_000);
  awaiting('near', 4_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(left).toEqual(['far until 6000']);
  turns.close();
  awaiting('after', 1_000);
  await vi.advanceTimersByTimeAsync(0);
  expect(left.slice(1).toSorted()).toEqual(['after until 1000', 'near until 1000']);
  turns.open();
  awaiting('again', 1_000);
  await vi.advanceTimersByTimeAsync(0);
  expect(left.at(-1)).toBe('again');
});
