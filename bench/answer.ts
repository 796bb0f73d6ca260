import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bureau } from '../src/bureau.ts';
import { asker } from './harness/asker.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import { bureauAt, fillPlace } from './harness/bureau.ts';
import { corpusEnd, corpusWord, seeded, wordOfRank } from './harness/corpus.ts';
import { percentile } from './harness/percentile.ts';
import { emptyPlace } from './harness/place.ts';

const sizes: readonly { readonly updates: number; readonly goal: Goal }[] = [
  { updates: 10_000, goal: { bound: 'at most', value: 10 } },
  { updates: 100_000, goal: { bound: 'at most', value: 25 } },
];
const questions = 1_000;

const latests = Array.from(
  { length: questions },
  (_, at) => ['', 'military', 'limit:10', 'sanctions page:3', 'since:7d', 'diplomacy limit:10 page:20'][at % 6] ?? '',
);

/** Searches for the commonest word, for any and for rare words, for two words and for beginnings, as people type them. */
function searches(): readonly string[] {
  const random = seeded(11);
  return Array.from({ length: questions }, (_, at) => {
    const word = corpusWord(random);
    const rare = wordOfRank(Math.floor(random() * 5_000));
    return [wordOfRank(0), word, `${word} ${wordOfRank(1)}`, word.slice(0, 4), rare][at % 5] ?? word;
  });
}

async function ask(bureau: Bureau, command: string, inputs: readonly string[]) {
  const times: number[] = [];
  await nextTurn();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (const input of inputs) {
    const began = performance.now();
    const { message } = await bureau.frontDesk.ask({ command, input, asker, channel: null });
    times.push(performance.now() - began);
    // Answers from the store in this process end without a turn of the loop: without one, no block would be seen.
    await nextTurn();
    if (message.tone === 'problem') throw new Error(`bench: /${command} ${input} was refused: ${message.summary}`);
  }
  delay.disable();
  return { times, block: delay.max / 1e6 };
}

async function measure(updates: number, goal: Goal): Promise<readonly Figure[]> {
  const place = await emptyPlace(process.env.DATABASE_URL);
  try {
    await fillPlace(place, updates);
    const bureau = await bureauAt(place, { clock: () => corpusEnd });
    const figures: Figure[] = [];
    for (const [command, inputs] of [['latest', latests] as const, ['search', searches()] as const]) {
      const { times, block } = await ask(bureau, command, inputs);
      const name = `/${command} at ${updates.toLocaleString('en')} updates (${bureau.store.engine})`;
      figures.push(figure(`${name}, median`, percentile(times, 0.5), 'ms'));
      figures.push(figure(`${name}, p99`, percentile(times, 0.99), 'ms', goal));
      figures.push(figure(`${name}, longest block of the loop`, block, 'ms', { bound: 'at most', value: 50 }));
    }
    await bureau.store.close();
    return figures;
  } finally {
    await place.clean();
  }
}

export const bench: Bench = {
  name: 'answer',
  summary: `From question to message: ${questions} of /latest and of /search, one after another, on a filled store (PostgreSQL where DATABASE_URL is set).`,
  async run({ progress }) {
    const figures: Figure[] = [];
    for (const { updates, goal } of sizes) {
      progress(`${updates} updates: filling the store, then asking`);
      figures.push(...(await measure(updates, goal)));
    }
    return figures;
  },
};
