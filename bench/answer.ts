import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openBureau } from '../src/bureau.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { type Bench, type Figure, figure } from './harness/bench.ts';
import { corpusEnd, corpusWord, fillStore, seeded, wordOfRank } from './harness/corpus.ts';
import { percentile } from './harness/percentile.ts';

const sizes = [
  { updates: 10_000, goal: { bound: 'at most', value: 10 } },
  { updates: 100_000, goal: { bound: 'at most', value: 25 } },
] as const;
const questions = 1_000;

const asker = { platform: 'terminal', workspace: 'local', id: 'bench', name: 'bench', manages: true, timeZone: null };

/** Searches for common words, rare words, two words and beginnings, as people type them. */
function searches(): readonly string[] {
  const random = seeded(11);
  return Array.from({ length: questions }, (_, at) => {
    const word = corpusWord(random);
    const rare = wordOfRank(Math.floor(random() * 5_000));
    return [wordOfRank(0), word, `${word} ${wordOfRank(1)}`, word.slice(0, 4), rare][at % 5] ?? word;
  });
}

const latests = Array.from(
  { length: questions },
  (_, at) => ['', 'military', 'limit:10', 'sanctions page:3', 'since:7d', 'diplomacy limit:10 page:20'][at % 6] ?? '',
);

async function measure(
  updates: number,
  goal: Figure['goal'],
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-answer-'));
  const env = { SITREP_DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL };
  const bureau = await openBureau({
    config: loadConfig({ env, envFile: '/dev/null' }),
    log: createLog({ level: 'warn' }),
    clock: () => corpusEnd,
  });
  const { store, frontDesk, file } = bureau;
  try {
    await bureau.furnish();
    await fillStore(store, {
      updates,
      sources: file.sources.map((source) => source.id),
      topics: file.topics.map((topic) => topic.id),
      progress: (done) => done % 20_000 === 0 && progress(`${done} of ${updates} updates stored`),
    });
    const figures: Figure[] = [];
    for (const [command, inputs] of [
      ['latest', latests],
      ['search', searches()],
    ] as const) {
      const times: number[] = [];
      await nextTurn();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      for (const input of inputs) {
        const began = performance.now();
        const { message } = await frontDesk.ask({ command, input, asker, channel: null });
        times.push(performance.now() - began);
        // Answers from the store in this process end without a turn of the loop: without one, no block would be seen.
        await nextTurn();
        if (message.tone === 'problem') throw new Error(`bench: /${command} ${input} was refused: ${message.summary}`);
      }
      delay.disable();
      const name = `/${command} at ${updates.toLocaleString('en')} updates (${store.engine})`;
      figures.push(figure(`${name}, median`, percentile(times, 0.5), 'ms', null));
      figures.push(figure(`${name}, p99`, percentile(times, 0.99), 'ms', goal));
      figures.push(
        figure(`${name}, longest block of the loop`, delay.max / 1e6, 'ms', { bound: 'at most', value: 50 }),
      );
    }
    return figures;
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  name: 'answer',
  summary: `From question to message: ${questions} of /latest and of /search, one after another, on a filled store.`,
  async run({ progress }) {
    const figures: Figure[] = [];
    for (const { updates, goal } of sizes) figures.push(...(await measure(updates, goal, progress)));
    return figures;
  },
};
