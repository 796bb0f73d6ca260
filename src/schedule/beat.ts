import { setTimeout as sleep } from 'node:timers/promises';
import cron from 'node-cron';
import type { Log } from '../log.ts';

/** Something to do at every beat. It looks into the store for what is due, so that a missed beat loses nothing. */
export interface Beat {
  readonly name: string;
  /** Cron expression; with six fields the first is seconds. */
  readonly cron: string;
  readonly run: () => Promise<unknown>;
}

/** Beats that are running. */
export interface Beats {
  /** Ends the beats and waits for runs under way, at most `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** Runs every beat now and then on node-cron's time, never twice at once. A beat that throws is logged; the others go on. */
export function startBeats(beats: readonly Beat[], log: Pick<Log, 'error'>): Beats {
  const running = new Map<Beat, Promise<void>>();

  async function once(beat: Beat): Promise<void> {
    if (running.has(beat)) return;
    const run = beat
      .run()
      .then(() => {})
      .catch((error: unknown) => log.error({ err: error, beat: beat.name }, 'schedule: a beat failed'))
      .finally(() => running.delete(beat));
    running.set(beat, run);
    await run;
  }

  const tasks = beats.map((beat) => {
    void once(beat);
    // What is due is decided in the store: a beat that node-cron missed while the machine slept is no loss.
    return cron.schedule(beat.cron, () => once(beat), { name: beat.name, suppressMissedWarning: true });
  });

  return {
    async stop(graceMs = 5_000) {
      for (const task of tasks) await task.destroy();
      await Promise.race([Promise.allSettled(running.values()), sleep(graceMs, undefined, { ref: false })]);
    },
  };
}
