import type { Bureau } from '../../src/bureau.ts';
import { type Figure, figure } from '../harness/bench.ts';
import { bureauAt, fillPlace } from '../harness/bureau.ts';
import { corpusEnd, newsAt } from '../harness/corpus.ts';
import { percentile } from '../harness/percentile.ts';
import { emptyPlace, type StorePlace } from '../harness/place.ts';

interface Course {
  /** Updates stored before. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** New updates in each round, at each size. */
  readonly fresh: number;
}

const usual: Course = { sizes: [10_000, 100_000, 1_000_000], rounds: 5, fresh: 1_000 };
/** So many a day however many there are, so that the window of 48 hours in which stories are grouped holds as many. */
const PER_DAY = 1_000;
/** What one feed brings at a time. */
const OF_FEED = 5;
/** Of the rate at the first size. */
const LEAST_KEPT = 0.75;

/** A store that is filled, and how taking in went there. */
interface House {
  readonly place: StorePlace;
  readonly bureau: Bureau;
  readonly stored: number;
  /** Seconds until the desk was open and had read what was published lately. */
  readonly opened: number;
  /** Milliseconds that each feed's news took. */
  readonly times: number[];
}

/**
 * How many new updates a second are taken in at stores of three sizes: a round at each in turn, so that what else the machine
 * does meets them all alike. The rate is of all rounds together, since what an index or a checkpoint costs comes in heaps.
 */
export async function measureIntake(
  progress: (text: string) => void,
  { sizes, rounds, fresh } = usual,
): Promise<readonly Figure[]> {
  const places: StorePlace[] = [];
  const houses: House[] = [];
  try {
    for (const stored of sizes) {
      progress(`intake: filling a store with ${stored.toLocaleString('en')} updates`);
      const place = await emptyPlace(process.env.DATABASE_URL);
      places.push(place);
      await fillPlace(place, stored, stored / PER_DAY);
      houses.push(await open(place, stored));
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const house of houses) await takeRound(house, { round, updates: fresh });
      progress(
        `intake: round ${round} of ${rounds}, ${houses.map((house) => rateOf(house).toFixed(0)).join(', ')} a second`,
      );
    }
    return figuresOf(houses);
  } finally {
    for (const { bureau } of houses) await bureau.store.close();
    for (const place of places) await place.clean();
  }
}

async function open(place: StorePlace, stored: number): Promise<House> {
  const began = performance.now();
  const bureau = await bureauAt(place, { clock: () => corpusEnd });
  return { place, bureau, stored, opened: (performance.now() - began) / 1_000, times: [] };
}

interface Round {
  readonly round: number;
  readonly updates: number;
}

const news = ({ file }: Bureau, which: Round) => {
  const [sources, topics] = [file.sources, file.topics].map((list) => list.map(({ id }) => id));
  return newsAt(corpusEnd, { sources: sources ?? [], topics: topics ?? [], ...which });
};

async function takeRound({ bureau, times }: House, round: Round): Promise<void> {
  const updates = news(bureau, round);
  for (let from = 0; from < updates.length; from += OF_FEED) {
    const began = performance.now();
    const { added } = await bureau.desk.take(updates.slice(from, from + OF_FEED));
    times.push(performance.now() - began);
    if (added !== OF_FEED) throw new Error('bench: a new update was not taken for one');
  }
}

const rateOf = ({ times }: House): number =>
  (times.length * OF_FEED * 1_000) / times.reduce((sum, time) => sum + time, 0);

function figuresOf(houses: readonly House[]): readonly Figure[] {
  const [few, ...more] = houses;
  const rates = houses.flatMap((house) => {
    const name = `new updates taken in, ${house.stored.toLocaleString('en')} stored at ${PER_DAY.toLocaleString('en')} a day (${house.bureau.store.engine})`;
    return [
      figure(name, rateOf(house), 'updates/s'),
      figure(`${name}: ${OF_FEED} of one feed, p99`, percentile(house.times, 0.99), 'ms'),
      figure(`${name}: the desk opened`, house.opened, 's'),
    ];
  });
  const last = more.at(-1);
  if (few === undefined || last === undefined) return rates;
  const kept = { bound: 'at least', value: LEAST_KEPT } as const;
  return [
    ...rates,
    figure(
      `new updates taken in: as fast at ${last.stored.toLocaleString('en')} stored as at ${few.stored.toLocaleString('en')}`,
      rateOf(last) / rateOf(few),
      'times',
      kept,
    ),
  ];
}
