import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatTyped } from '../../../src/command/grammar.ts';
import type { Question } from '../editor.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a terminal printed, and how it ended: null where a signal ended it. */
export interface Printed {
  readonly text: string;
  readonly code: number | null;
}

/** Runs `sitrep` with these arguments and settings. `killAfter`: milliseconds until it is killed, where it is. */
export function runTerminal(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  killAfter: number | null = null,
): Promise<Printed> {
  const child = spawn(process.execPath, [join(root, 'src', 'cli.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: 'UTC', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((resolve) =>
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ text, code });
    }),
  );
}

/** A question as the arguments of `sitrep`. */
export const argumentsOf = ({ command, options }: Question): readonly string[] => [
  command,
  ...Object.entries(options).map(([name, value]) => formatTyped({ [name]: value }).replaceAll('"', '')),
];
