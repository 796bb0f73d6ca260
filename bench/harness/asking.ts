import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FrontDesk } from '../../src/command/front-desk.ts';
import { asker } from './asker.ts';

/** How answers came while something else went on. */
export interface Asked {
  /** Milliseconds from when each was to be asked, in the order asked. */
  readonly times: readonly number[];
  /** The longest block of the event loop, in milliseconds. */
  readonly block: number;
}

/** Asks a command every `everyMs` while `work` goes on. What could not be asked in time counts from when it should have been. */
export async function askWhile(
  frontDesk: FrontDesk,
  { command, everyMs }: { readonly command: string; readonly everyMs: number },
  work: () => Promise<unknown>,
): Promise<Asked> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: Promise<number>[] = [];
  const problems: string[] = [];
  let working = true;

  async function ask(due: number): Promise<number> {
    const { message } = await frontDesk.ask({ command, input: '', asker, channel: null });
    if (message.tone === 'problem') problems.push(message.summary);
    return performance.now() - due;
  }

  async function askOnAndOn(): Promise<void> {
    for (let due = performance.now(); working; due += everyMs) {
      // After a block of the loop, what is overdue is asked in one turn, as sockets bring what came meanwhile.
      if (due > performance.now()) await sleep(due - performance.now());
      times.push(ask(due));
    }
  }

  delay.enable();
  const asking = askOnAndOn();
  try {
    await work();
  } finally {
    working = false;
  }
  await asking;
  const all = await Promise.all(times);
  delay.disable();
  if (problems.length > 0) throw new Error(`bench: /${command} was refused: ${problems[0]}`);
  return { times: all, block: delay.max / 1e6 };
}
