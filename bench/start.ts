import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, figure } from './harness/bench.ts';
import { percentile } from './harness/percentile.ts';
import { startTime } from './harness/start-time.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = 7;
const goal = { bound: 'at most', value: 2000 } as const;

/** Each round has an empty store; the files of the program itself are in the system's cache after the first. */
async function coldStart(): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'sitrep-start-'));
  // Only what a first start has: no settings of the shell that measures.
  const env = { PATH: process.env.PATH, SITREP_DATA_DIR: data, SITREP_HTTP_PORT: '0', SITREP_POLL: 'off' };
  try {
    return await startTime({ script: 'src/main.ts', cwd: root, env });
  } finally {
    await rm(data, { recursive: true });
  }
}

export const bench: Bench = {
  name: 'start',
  summary: 'From starting the process to "Ready", with an empty store and the bundled desk.',
  async run({ progress }) {
    const times: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      times.push(await coldStart());
      progress(`start ${round} of ${rounds}: ${Math.round(times.at(-1) ?? 0)} ms`);
    }
    return [
      figure('cold start, median', percentile(times, 0.5), 'ms', goal),
      figure('cold start, slowest', percentile(times, 1), 'ms', goal),
    ];
  },
};
