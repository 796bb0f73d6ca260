import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectGarbage } from '../../src/garbage.ts';

/** What this process holds after everything that it could let go is gone, in MiB. */
export interface HeldMemory {
  /** Resident: everything, the engine's caches and the program itself included. */
  readonly resident: number;
  /** What the program's own objects take. */
  readonly heap: number;
}

/** Collects all garbage first, and gives back what the heap keeps in reserve for new objects. */
export async function heldMemory(): Promise<HeldMemory> {
  // Buffers and statements, which are no objects of the heap, are freed after the collection that found them unused.
  for (let round = 1; round <= 3; round += 1) {
    collectGarbage();
    await sleep(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
}

/**
 * The most that was resident of this process since this was asked last, in MB, as the kernel saw it: no block of the loop hides
 * anything. On Linux alone.
 */
export async function peakMemory(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  const peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
  // From here on the kernel counts anew (proc_pid_clear_refs(5)).
  await writeFile('/proc/self/clear_refs', '5');
  return peak / 1e6;
}
