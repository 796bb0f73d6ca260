import { expect, it } from 'vitest';
import { inTurns } from '../../src/feeds/in-turns.ts';

/** Jobs `host/number`. What they begin and end is noted; the slow ones end when `release` is called. */
function line(jobs: readonly string[], slow: readonly string[], parallel: number) {
  const notes: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const results = inTurns(jobs, {
    parallel,
    patienceMs: 20,
    group: (job) => job.slice(0, 1),
    async work(job) {
      notes.push(`+${job}`);
      await (slow.includes(job) ? released : Promise.resolve());
      notes.push(`-${job}`);
      return job;
    },
  });
  return { results, notes, release };
}

it('works on so many groups at a time, and on one job of each', async () => {
  const { results, notes } = line(['a1', 'a2', 'b1', 'c1'], [], 2);
  expect((await results).toSorted()).toEqual(['a1', 'a2', 'b1', 'c1']);
  expect(notes.indexOf('-a1')).toBeLessThan(notes.indexOf('+a2'));
  expect(notes.slice(0, 2)).toEqual(['+a1', '+b1']);
});

it('lets another take the place of what takes long, and no second one when that ends', async () => {
  const { results, notes, release } = line(['a1', 'b1', 'c1', 'd1', 'e1', 'f1'], ['a1', 'c1'], 1);
  while (!notes.includes('-f1')) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(notes).toEqual(['+a1', '+b1', '-b1', '+c1', '+d1', '-d1', '+e1', '-e1', '+f1', '-f1']);
  release();
  expect((await results).toSorted()).toEqual(['a1', 'b1', 'c1', 'd1', 'e1', 'f1']);
});

it('passes a fault on', async () => {
  const work = () => Promise.reject(new Error('a fault'));
  await expect(inTurns(['a'], { parallel: 2, patienceMs: 20, group: String, work })).rejects.toThrow('a fault');
});
