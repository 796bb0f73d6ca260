import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process holds after everything that it could let go is gone, in MiB. */
export interface HeldMemory {
  /** Resident: everything, the engine's caches and the program itself included. */
  readonly resident: number;
  /** What the program's own objects take. */
  readonly heap: number;
}

/** Collects all garbage first, and gives back what the heap keeps in reserve for new objects. */
export async function heldMemory(): Promise<HeldMemory> {
  // A process has `gc` only where it was started with --expose-gc; a new context has it from here on.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // Buffers and statements, which are no objects of the heap, are freed after the collection that found them unused.
  for (let round = 1; round <= 3; round += 1) {
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await sleep(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}
