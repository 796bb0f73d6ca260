import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { collectGarbage } from '../src/garbage.ts';

it('collects what nothing holds any more, in a process that was started without a flag', async () => {
  const forgotten = (() => new WeakRef({ text: 'x'.repeat(1_000) }))();
  const held = { text: 'y' };
  const kept = new WeakRef(held);
  // What a reference was made to is held until the turn ends.
  await sleep(1);
  collectGarbage();
  expect(forgotten.deref()).toBeUndefined();
  expect(kept.deref()).toBe(held);
});

/** The most heap of a process that forgets as much as it makes, after a function of this module was called there. */
function mostHeap(name: string): number {
  const script = `
    const garbage = await import(${JSON.stringify(new URL('../src/garbage.ts', import.meta.url).href)});
    garbage.${name}();
    const held = [];
    let most = 0;
    for (let at = 0; at < 2_000_000; at += 1) {
      held[at % 300_000] = { at, text: [at, at, at, at] };
      if (at > 600_000 && at % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
    }
    console.log(most);`;
  const args = ['--max-semi-space-size=2', '--input-type=module', '--eval', script];
  return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout);
}

it('keeps garbage to a part of what is alive', () => {
  const small = mostHeap('keepGarbageSmall');
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(0.7 * mostHeap('collectGarbage'));
});
