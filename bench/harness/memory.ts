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

/** The most that was resident since this was asked last, in MB: of this process, and of those that it started and still has. */
export interface PeakMemory {
  readonly own: number;
  readonly children: number;
}

/**
 * As the kernel saw it: no block of the loop hides anything. On Linux alone. Pages that several processes share, such as those
 * of the program, count for each of them.
 */
export async function peakMemory(): Promise<PeakMemory> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  const peaks = await Promise.all(children.trim().split(' ').filter(Boolean).map(peakOf));
  return { own: await peakOf('self'), children: peaks.reduce((sum, peak) => sum + peak, 0) };
}

async function peakOf(process: string): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, 'utf8');
  const peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
  // From here on the kernel counts anew (proc_pid_clear_refs(5)).
  await writeFile(`/proc/${process}/clear_refs`, '5');
  return peak / 1e6;
}
