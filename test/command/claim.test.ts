import { afterEach, expect, it, vi } from 'vitest';
import { createFrontDesk } from '../../src/command/reception.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { createLog } from '../../src/log.ts';

const deskOf = (claimQuestion: Desk['claimQuestion']) =>
  createFrontDesk({ commands: [], desk: { claimQuestion } as Desk, log: createLog({ level: 'silent' }) });

afterEach(() => {
  vi.useRealTimers();
});

it('says whether a question is new', async () => {
  expect(await deskOf(async () => true).claim('paper 1')).toBe(true);
  expect(await deskOf(async () => false).claim('paper 1')).toBe(false);
});

it('holds up nobody where the store fails or does not answer', async () => {
  expect(await deskOf(() => Promise.reject(new Error('disk full'))).claim('paper 1')).toBe(true);
  vi.useFakeTimers();
  const claim = deskOf(() => new Promise(() => {})).claim('paper 1');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await claim).toBe(true);
});
