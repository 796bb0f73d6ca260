import { askWhile } from './harness/asking.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import { fillPlace } from './harness/bureau.ts';
import { type HeldMemory, heldMemory } from './harness/memory.ts';
import { type Minute, type Newsroom, openNewsroom } from './harness/newsroom.ts';
import { percentile } from './harness/percentile.ts';
import { emptyPlace } from './harness/place.ts';

const updates = 100_000;
const [few, usual, many] = [1_000, 10_000, 100_000] as const;
const days = 10;
const asked = { command: 'latest', everyMs: 50 };
const count = (number: number): string => number.toLocaleString('en');
const within = (value: number): Goal => ({ bound: 'at most', value });

async function oneDay(newsroom: Newsroom): Promise<Minute> {
  await newsroom.nextDay();
  const minute = await newsroom.publish();
  await newsroom.judge();
  return minute;
}

interface Days {
  readonly minutes: readonly Minute[];
  /** After each. */
  readonly memory: readonly HeldMemory[];
}

async function manyDays(newsroom: Newsroom, progress: (text: string) => void): Promise<Days> {
  const minutes: Minute[] = [];
  const memory: HeldMemory[] = [];
  for (let day = 1; day <= days; day += 1) {
    const minute = await oneDay(newsroom);
    const held = await heldMemory();
    minutes.push(minute);
    memory.push(held);
    progress(
      `day ${day} of ${days}: ${minute.seconds.toFixed(2)} s, ${minute.composed} composed, ${held.resident.toFixed(0)} MiB`,
    );
  }
  return { minutes, memory };
}

/** Microseconds. */
const each = ({ seconds }: Minute, channels: number): number => (seconds * 1e6) / channels;

function firstFigures(channels: number, minute: Minute, goal: Goal | null = null): readonly Figure[] {
  const name = `first digests of ${count(channels)} channels`;
  return [
    figure(name, minute.seconds, 's', goal),
    figure(`${name}, for each`, each(minute, channels), 'µs'),
    figure(`${name}: composed`, minute.composed, 'digests'),
  ];
}

function daysFigures({ minutes, memory }: Days): readonly Figure[] {
  const name = `${days} days of ${count(usual)} channels`;
  const seconds = minutes.map((minute) => minute.seconds);
  const resident = memory.map((held) => held.resident);
  const heap = memory.map((held) => held.heap);
  const [early, late] = [Math.max(...resident.slice(0, 3)), Math.max(...resident.slice(-3))];
  return [
    figure(`${name}: the last day's digests`, seconds.at(-1) ?? Number.NaN, 's', within(15)),
    figure(`${name}: the slowest day's`, Math.max(...seconds), 's', within(15)),
    figure(`${name}: composed on the last`, minutes.at(-1)?.composed ?? Number.NaN, 'digests'),
    figure(`${name}: resident memory after the first`, resident[0] ?? Number.NaN, 'MiB'),
    figure(`${name}: resident memory after the last`, resident.at(-1) ?? Number.NaN, 'MiB'),
    // The most of three each: the C library keeps free memory, now more and now less.
    figure(
      `${name}: growth of resident memory, first three to last three`,
      (100 * (late - early)) / early,
      '%',
      within(10),
    ),
    figure(`${name}: heap after the first`, heap[0] ?? Number.NaN, 'MiB'),
    figure(`${name}: heap after the last`, heap.at(-1) ?? Number.NaN, 'MiB'),
  ];
}

async function askedFigures(newsroom: Newsroom): Promise<readonly Figure[]> {
  await newsroom.nextDay();
  const { times, block } = await askWhile(newsroom.frontDesk, asked, newsroom.publish);
  await newsroom.judge();
  const name = `/latest while ${count(usual)} are made`;
  return [
    figure(`${name}, median of ${times.length}`, percentile(times, 0.5), 'ms'),
    figure(`${name}, p99`, percentile(times, 0.99), 'ms', within(250)),
    figure(`${name}, longest block of the loop`, block, 'ms'),
  ];
}

async function measure(newsroom: Newsroom, progress: (text: string) => void): Promise<readonly Figure[]> {
  progress(`${count(few)} channels`);
  await newsroom.subscribe(few);
  const small = await oneDay(newsroom);
  progress(`${count(usual)} channels, for ${days} days`);
  await newsroom.subscribe(usual);
  const ten = await manyDays(newsroom, progress);
  const [first] = ten.minutes;
  if (first === undefined) throw new Error('bench: no day was measured');
  progress(`${count(usual)} channels, while people ask`);
  const meanwhile = await askedFigures(newsroom);
  progress(`${count(many)} channels`);
  await newsroom.subscribe(many);
  const large = await oneDay(newsroom);
  return [
    ...firstFigures(few, small),
    ...firstFigures(usual, first, within(15)),
    ...firstFigures(many, large),
    figure(
      `what a channel costs among ${count(many)}, to among ${count(few)}`,
      each(large, many) / each(small, few),
      'times',
      // Among more rows, each lies in pages of its own, which are written for it alone.
      within(2),
    ),
    ...daysFigures(ten),
    ...meanwhile,
  ];
}

export const bench: Bench = {
  name: 'digests',
  summary: `The digests of channels that are all due in one minute, 40 filters among them, from the call to the last delivery in the outbox; ${count(updates)} updates in the store (PostgreSQL where DATABASE_URL is set).`,
  async run({ progress }) {
    const place = await emptyPlace(process.env.DATABASE_URL);
    try {
      progress(`filling the store with ${count(updates)} updates`);
      await fillPlace(place, updates);
      const newsroom = await openNewsroom(place);
      const figures = await measure(newsroom, progress);
      await newsroom.close();
      return figures;
    } finally {
      await place.clean();
    }
  },
};
