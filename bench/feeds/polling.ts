import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, figure, type Goal } from '../harness/bench.ts';
import type { PeakMemory } from '../harness/memory.ts';
import { emptyPlace, rowsAt, type StorePlace } from '../harness/place.ts';
import { type PollBot, type PollRound, startPollBot } from './poll-bot.ts';
import { type Publishers, type PublishersReport, startPublishers } from './publishers.ts';

interface Size {
  readonly feeds: number;
  readonly hosts: number;
  /** Feeds with something new in the second round. */
  readonly changing: number;
}

const usual: Size = { feeds: 10_000, hosts: 2_000, changing: 1_000 };
const pieces = 5;
const newPieces = 3;
/** Milliseconds that an answer takes on the open internet, from a server that is well. */
const delay = [50, 350] as const;
const minutes = 10;
/** MB. */
const most = 400;
const DAY = 86_400_000;
const count = (number: number): string => number.toLocaleString('en');
const within = (value: number): Goal => ({ bound: 'at most', value });

/**
 * All feeds are due at once, which is the worst that intervals bring. First, unhurried by delays, a round that finds them new;
 * then, as if their interval had passed, one in which most did not change.
 */
export async function measurePolling(progress: (text: string) => void, size: Size = usual): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') throw new Error('bench: only on Linux is all of 127.0.0.0/8 this machine');
  const place = await emptyPlace(process.env.DATABASE_URL);
  const publishers = await startPublishers({ ...size, pieces, newPieces, gap: DAY, delay });
  try {
    const desk = join(place.dataDir, 'desk.yaml');
    await writeFile(desk, deskOf(publishers));
    const bot = await startPollBot({ dataDir: place.dataDir, url: place.url, desk });
    try {
      return await bothRounds({ bot, publishers, place, size, progress });
    } finally {
      await bot.stop();
    }
  } finally {
    await publishers.stop();
    await place.clean();
  }
}

interface Stage {
  readonly bot: PollBot;
  readonly publishers: Publishers;
  readonly place: StorePlace;
  readonly size: Size;
  readonly progress: (text: string) => void;
}

async function bothRounds({ bot, publishers, place, size, progress }: Stage): Promise<readonly Figure[]> {
  const polled = (what: string) => (done: number) =>
    progress(`polling: ${count(done)} of ${count(size.feeds)} ${what}`);
  const first = await bot.round(0, polled('read for the first time'));
  const before = await stored(place);
  publishers.publish();
  const second = await bot.round(minutes * 60_000, polled('asked again'));
  const added = (await stored(place)) - before;
  return [...firstFigures(size, bot, first), ...figuresOf(size, second, added, await publishers.report())];
}

async function stored(place: StorePlace): Promise<number> {
  const [row] = await rowsAt(place, 'select count(*) as count from updates');
  return Number(row?.count);
}

const deskOf = ({ feeds: addresses }: Publishers): string =>
  JSON.stringify({
    name: 'Bench',
    title: 'A desk of many feeds',
    topics: [
      { id: 'diplomacy', name: 'Diplomacy', words: ['talks'] },
      { id: 'military', name: 'Military', words: ['army'] },
    ],
    editors: [],
    feeds: { allow: [...new Set(addresses.map((feed) => new URL(feed).host))], shortest: minutes, longest: minutes },
    sources: addresses.map((feed, at) => ({
      id: `source-${at}`,
      name: `Source ${at}`,
      kind: 'news',
      country: 'GB',
      stateMedia: false,
      language: 'en',
      every: minutes,
      feed,
    })),
  });

function firstFigures({ feeds }: Size, { memory }: PollBot, round: PollRound): readonly Figure[] {
  const name = `${count(feeds)} feeds read for the first time`;
  return [
    ...memoryFigures(`a desk of ${count(feeds)} feeds opened`, memory),
    figure(`${name}, at answers without delay`, round.seconds, 's'),
    figure(`${name}: new updates stored`, round.newUpdates, 'updates'),
    ...memoryFigures(name, round.memory),
    figure(`${name}: CPU`, round.cpu, 's'),
    figure(`${name}: longest block of the loop`, round.block, 'ms'),
  ];
}

function figuresOf(
  { feeds, hosts, changing }: Size,
  round: PollRound,
  added: number,
  report: PublishersReport,
): readonly Figure[] {
  const name = `${count(feeds)} feeds on ${count(hosts)} hosts asked again, ${delay[0]} to ${delay[1]} ms each`;
  return [
    figure(`${name}: until the last`, round.seconds, 's', within(minutes * 60)),
    figure(`${name}: polls`, feeds / round.seconds, 'polls/s'),
    figure(`${name}: not changed`, (100 * report.unchanged) / report.requests, '% of answers'),
    figure(`${name}: failed`, round.failed, 'polls', within(0)),
    figure(`${name}: new updates stored`, added, 'updates', { bound: 'at least', value: changing * newPieces }),
    figure(`${name}: asked before the host had answered`, report.hurried, 'requests', within(0)),
    ...memoryFigures(name, round.memory),
    figure(`${name}: CPU`, round.cpu, 's'),
    figure(`${name}: longest block of the loop`, round.block, 'ms'),
  ];
}

/** The bot's own, and that of its process that reads documents. */
const memoryFigures = (name: string, { own, children }: PeakMemory): readonly Figure[] => [
  figure(`${name}: most resident memory`, own + children, 'MB', within(most)),
  figure(`${name}: that of the bot without what reads documents`, own, 'MB'),
];
