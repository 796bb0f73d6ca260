import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { askWhile } from '../../bench/harness/asking.ts';
import type { FrontDesk } from '../../src/command/front-desk.ts';

/** Answers at once. */
const frontDesk = (tone: 'routine' | 'problem'): FrontDesk => ({
  commands: [],
  find: () => undefined,
  form: async () => null,
  ask: async () => ({ message: { tone, summary: 'An answer.', blocks: [] }, audience: 'channel', option: null }),
  claim: async () => true,
  release: async () => {},
  suggest: async () => [],
});

const every = { command: 'latest', everyMs: 20 };

describe('asking while work goes on', () => {
  it('counts the wait of questions that a block of the loop held up', async () => {
    const { times, block } = await askWhile(frontDesk('routine'), every, async () => {
      await sleep(30);
      const until = performance.now() + 200;
      while (performance.now() < until);
      await sleep(30);
    });
    expect(times.length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...times)).toBeGreaterThan(150);
    expect(block).toBeGreaterThan(150);
  });

  it('fails where a question is refused, or the work fails', async () => {
    await expect(askWhile(frontDesk('problem'), every, () => sleep(30))).rejects.toThrow('/latest was refused');
    const work = () => Promise.reject(new Error('no work'));
    await expect(askWhile(frontDesk('routine'), every, work)).rejects.toThrow('no work');
  });
});
