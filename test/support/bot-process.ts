import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the project, run as a process of its own in a data directory of its own. */
export interface Run {
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** What it has printed so far, standard output and standard error. */
  out(): string;
  err(): string;
  /** Resolves to the exit code. */
  readonly exit: Promise<number | null>;
}

/** Folders of the tests of one file; `clean` removes them. */
export function createBench() {
  const folders: string[] = [];
  const runs: Run[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'sitrep-run-'));
    folders.push(made);
    return made;
  };

  return {
    folder,
    /** Writes a file into a folder of its own. */
    file(name: string, text: string | Uint8Array): string {
      const path = join(folder(), name);
      writeFileSync(path, text);
      return path;
    },
    /** Starts `src/<script>` with these settings and no others. */
    run(script: 'main.ts' | 'cli.ts', env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Run {
      const dataDir = env.SITREP_DATA_DIR ?? folder();
      const child = spawn(process.execPath, [join(root, 'src', script), ...args], {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          TZ: 'UTC',
          SITREP_POLL: 'off',
          SITREP_HTTP_PORT: '0',
          SITREP_DATA_DIR: dataDir,
          ...env,
        },
      });
      const printed = { out: '', err: '' };
      child.stdout.on('data', (chunk) => {
        printed.out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        printed.err += chunk;
      });
      const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
      const run: Run = { dataDir, process: child, out: () => printed.out, err: () => printed.err, exit };
      runs.push(run);
      return run;
    },
    async clean(): Promise<void> {
      for (const { process: child, exit } of runs.splice(0)) {
        child.kill('SIGKILL');
        await exit;
      }
      for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
    },
  };
}
