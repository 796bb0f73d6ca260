import { createStoryIndex } from '../../src/news/grouping/story-index.ts';
import { storyModel } from '../../src/news/grouping/story-model.ts';
import { type Figure, figure } from '../harness/bench.ts';
import { heldMemory } from '../harness/memory.ts';
import { percentile } from '../harness/percentile.ts';
import { newsStream } from './stream.ts';

/** Updates in the window while grouping is timed. */
const WINDOWS = [20_000, 200_000] as const;
const MEASURED = 10_000;
const SPAN = 72 * 3_600_000;
const TOLD_EVERY = 10_000;

/** How fast made-up news is grouped beside a window of 20,000 and of 200,000 updates, and what an update takes in memory. */
export async function measureSpeed(progress: (text: string) => void): Promise<readonly Figure[]> {
  const paces: Pace[] = [];
  for (const window of WINDOWS) paces.push(await paceOf(window, progress));
  const [small, large] = paces as [Pace, Pace];
  return [
    ...WINDOWS.flatMap((window, at) => figuresOf(window, paces[at] as Pace)),
    figure('the rate beside 200,000 of that beside 20,000', large.rate / small.rate, 'times'),
  ];
}

interface Pace {
  readonly rate: number;
  readonly times: readonly number[];
  readonly bytes: number;
}

function figuresOf(window: number, { rate, times, bytes }: Pace): readonly Figure[] {
  const beside = `beside ${window.toLocaleString('en-GB')} in the window`;
  return [
    figure(`updates grouped, ${beside}`, rate, '/s', { bound: 'at least', value: 2_000 }),
    figure(`time for one: median, ${beside}`, percentile(times, 0.5), 'ms'),
    figure(`time for one: p99, ${beside}`, percentile(times, 0.99), 'ms', { bound: 'at most', value: 5 }),
    figure(`memory of an update, ${beside}`, bytes, 'B'),
  ];
}

async function paceOf(window: number, progress: (text: string) => void): Promise<Pace> {
  const before = (await heldMemory()).heap;
  const index = createStoryIndex(storyModel);
  const news = newsStream(window + MEASURED, (SPAN * (window + MEASURED)) / window);
  let stories = 0;
  const take = (): void => {
    const { value } = news.next();
    if (value === undefined) return;
    const match = index.match(value);
    if (match === null) stories += 1;
    index.add(value, match?.story ?? stories);
  };
  for (let taken = 0; taken < window; taken += 1) {
    if (taken % TOLD_EVERY === 0) progress(`stories: ${taken} of ${window} updates in the window`);
    take();
  }
  const bytes = (((await heldMemory()).heap - before) * 2 ** 20) / window;
  const times: number[] = [];
  for (let taken = 0; taken < MEASURED; taken += 1) {
    const began = performance.now();
    take();
    times.push(performance.now() - began);
  }
  return { rate: MEASURED / (times.reduce((sum, time) => sum + time, 0) / 1_000), times, bytes };
}
