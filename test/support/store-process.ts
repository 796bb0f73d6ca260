import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A second process that runs a piece of module code; `lines` is what it prints. */
export interface Other {
  readonly child: ChildProcess;
  /** The next printed line; rejects when the process ends without one. */
  line(): Promise<string>;
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

const room = new URL('../../src/store/', import.meta.url);

/** Runs code that may use `openStore` and `lockDataDir`. The process is killed with the test's own cleanup. */
export function runElsewhere(code: string): Other {
  const imports = `
    import { openStore } from ${JSON.stringify(new URL('open.ts', room).href)};
    import { lockDataDir } from ${JSON.stringify(new URL('lock.ts', room).href)};
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', imports + code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error('the process ended without a word');
      return next.value;
    },
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code))),
  };
}
