import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a script with this Node, waits until a line on its standard output holds "Ready", and ends it by SIGINT.
 * Returns the milliseconds from the start of the process to that line. Throws, with what the script said, when it ends
 * before or takes longer than `patience` milliseconds.
 */
export async function startTime({
  script,
  cwd,
  env,
  patience = 60_000,
}: {
  readonly script: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly patience?: number;
}): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  let said = '';
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  try {
    for await (const text of child.stdout.setEncoding('utf8')) {
      said += text;
      if (
        said
          .split('\n')
          .slice(0, -1)
          .some((line) => line.includes('Ready'))
      )
        return performance.now() - began;
    }
    await ended;
    throw new Error(`bench: the script was never ready (${script})\n${said}${complaints}`);
  } finally {
    child.kill('SIGINT');
    await ended;
    clearTimeout(timer);
  }
}
