import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real bot as a process of its own. */
export interface Bot {
  /** Resolves when it says that it is ready; rejects with its last words where it ends before. */
  readonly ready: Promise<void>;
  /** Resolves to the exit code; null where a signal ended it. */
  readonly exit: Promise<number | null>;
  signal(signal: 'SIGKILL' | 'SIGTERM'): void;
}

/** Starts `src/main.ts` with these settings and no others. Its log is added to `logFile`. */
export function startBot(settings: Readonly<Record<string, string>>, logFile: string): Bot {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts')], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: 'UTC', SITREP_POLL: 'off', SITREP_HTTP_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  // It must not outlive a run that is broken off.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const ready = readyOf(child, exit, logFile);
  // Nobody waits for the readiness of a bot that is killed before.
  ready.catch(() => {});
  return { ready, exit, signal: (signal) => void child.kill(signal) };
}

function readyOf(child: ChildProcess, exit: Promise<unknown>, logFile: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (/^Ready/m.test(said)) resolve();
    });
    exit.then(() => reject(new Error(`chaos: the bot ended before it was ready (its log: ${logFile})\n${said}`)));
  });
}
