import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Beats, startBeats } from '../../src/schedule/beat.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12, 0, 30) });
});
let beats: Beats | null = null;
afterEach(async () => {
  vi.useRealTimers();
  await beats?.stop(10);
});

it('runs now and then on time, never twice at once, and survives a beat that throws', async () => {
  const errors: unknown[] = [];
  const log = { error: (fields: unknown) => errors.push(fields) };
  let quick = 0;
  let slow = 0;
  beats = startBeats(
    [
      {
        name: 'quick',
        cron: '*/15 * * * * *',
        run: async () => {
          quick += 1;
        },
      },
      {
        name: 'slow',
        cron: '*/15 * * * * *',
        run: () => new Promise((resolve) => setTimeout(resolve, 40_000 * ++slow)),
      },
      { name: 'broken', cron: '* * * * *', run: async () => Promise.reject(new Error('store is away')) },
    ],
    log,
  );
  expect([quick, slow]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quick).toBe(5);
  // Begun at once, and again at the first beat after its 40 s.
  expect(slow).toBe(2);
  expect(errors).toMatchObject([{ beat: 'broken' }, { beat: 'broken' }]);
});
