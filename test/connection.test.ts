import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type Platform } from '../src/connection.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const log = { info: () => {}, warn: () => {}, debug: () => {} };

/** A platform that ends when it is told to. */
function platform() {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const stop = vi.fn(async () => {});
  return { running: { describe: 'as a test', ended, stop } satisfies Platform, end, stop };
}

test('a platform that goes on failing is tried at once and then seldom', async () => {
  const start = vi.fn(async (): Promise<Platform> => {
    throw new Error('no network');
  });
  const connection = connect({ label: 'Test', start, log });
  await connection.tried;
  const tries = async (minutes: number): Promise<number> => {
    const before = start.mock.calls.length;
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
    return start.mock.calls.length - before;
  };
  expect(await tries(1)).toBe(4);
  await tries(29);
  expect(await tries(24 * 60)).toBeLessThan(300);
  await connection.stop();
});

test('a platform that cannot be started is started again soon', async () => {
  const { running } = platform();
  const start = vi.fn(async () => running).mockRejectedValueOnce(new Error('no network'));
  const connection = connect({ label: 'Test', start, log });
  await connection.tried;
  expect(connection.state()).toEqual({ kind: 'failing', problem: 'no network' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(connection.state()).toEqual({ kind: 'up', platform: running });
});

test('a platform that has ended is stopped and started again', async () => {
  const [first, second] = [platform(), platform()];
  const start = vi.fn(async () => second.running).mockResolvedValueOnce(first.running);
  const connection = connect({ label: 'Test', start, log });
  await connection.tried;
  first.end('the token was reset');
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.state()).toEqual({ kind: 'failing', problem: 'the token was reset' });
  expect(first.stop).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.state()).toEqual({ kind: 'up', platform: second.running });
});

test('nothing is started again after a stop', async () => {
  const { running, end, stop } = platform();
  const start = vi.fn(async () => running);
  const connection = connect({ label: 'Test', start, log });
  await connection.stop();
  end('closed');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(start).toHaveBeenCalledOnce();
  expect(stop).toHaveBeenCalledOnce();
});
