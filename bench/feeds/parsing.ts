import { type Figure, figure } from '../harness/bench.ts';
import type { FeedDocument } from './documents.ts';
import { type FeedReader, feedReaders } from './readers.ts';

const ROUNDS = 7;
const ROUND_MS = 200;

interface Pace {
  /** Seconds for one document, in the best round. */
  seconds: number;
  /** Pieces found, with all that a program needs of them. */
  read: number;
}

/**
 * How fast documents are parsed, beside other readers in the same run: reader after reader in every round, the best round of
 * each, because whatever else the machine does can only slow one down.
 */
export async function measureParsing(
  documents: readonly FeedDocument[],
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const paces = new Map(feedReaders.map(({ name }) => [name, [] as Pace[]]));
  for (const [index, { format, items, bytes }] of documents.entries()) {
    progress(`feeds: ${format} with ${items} pieces (${index + 1} of ${documents.length})`);
    for (const [name, pace] of await pacesOf(bytes)) paces.get(name)?.push(pace);
  }
  return [
    ...formatsOf(documents).flatMap((format) =>
      feedReaders
        // A reader that refuses a format is very fast at it.
        .filter(({ name }) =>
          documents.some((one, index) => one.format === format && paces.get(name)?.[index]?.read !== 0),
        )
        .map(({ name }) => figure(`${format}, ${name}`, speed(documents, paces, name, [format]), 'MB/s')),
    ),
    ...comparison(documents, paces),
    ...feedReaders.map(({ name }) => {
      const read = (paces.get(name) ?? []).reduce((sum, pace) => sum + pace.read, 0);
      const all = documents.reduce((sum, { items }) => sum + items, 0);
      return figure(`read with title, address and time, ${name}`, (read / all) * 100, '% of pieces');
    }),
  ];
}

const formatsOf = (documents: readonly FeedDocument[]): readonly string[] => [
  ...new Set(documents.map(({ format }) => format)),
];

async function pacesOf(bytes: Uint8Array): Promise<ReadonlyMap<string, Pace>> {
  const paces = new Map<string, Pace>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const reader of feedReaders) {
      const { seconds, read } = await oneRound(reader, bytes);
      const best = Math.min(seconds, paces.get(reader.name)?.seconds ?? Number.POSITIVE_INFINITY);
      paces.set(reader.name, { seconds: best, read });
    }
  }
  return paces;
}

async function oneRound(reader: FeedReader, bytes: Uint8Array): Promise<Pace> {
  const began = performance.now();
  let times = 0;
  let read = 0;
  do {
    // Waiting for what is there already would cost the synchronous readers turns of the loop.
    const found = reader.read(bytes);
    read = typeof found === 'number' ? found : await found;
    times += 1;
  } while (performance.now() - began < ROUND_MS);
  return { seconds: (performance.now() - began) / times / 1_000, read };
}

type Paces = ReadonlyMap<string, readonly Pace[]>;

/** MB/s over all documents of some formats, each read once. */
function speed(documents: readonly FeedDocument[], paces: Paces, reader: string, formats: readonly string[]): number {
  const chosen = documents.map((document, index) => ({ document, pace: paces.get(reader)?.[index] }));
  const of = chosen.filter(({ document }) => formats.includes(document.format));
  const megabytes = of.reduce((sum, { document }) => sum + document.bytes.length / 1e6, 0);
  return megabytes / of.reduce((sum, { pace }) => sum + (pace?.seconds ?? 0), 0);
}

/** How many times as fast as others, in the formats that both can read. */
function comparison(documents: readonly FeedDocument[], paces: Paces): readonly Figure[] {
  const all = formatsOf(documents);
  const xml = all.filter((format) => format !== 'JSON Feed');
  const times = (other: string, formats: readonly string[]) =>
    speed(documents, paces, 'Sitrep', formats) / speed(documents, paces, other, formats);
  return [
    figure('XML, as fast as rss-parser', times('rss-parser', xml), 'times', { bound: 'at least', value: 1 }),
    figure('XML, as fast as feedsmith', times('feedsmith', xml), 'times', { bound: 'at least', value: 0.8 }),
    figure('all formats, as fast as feedsmith', times('feedsmith', all), 'times', { bound: 'at least', value: 0.8 }),
  ];
}
