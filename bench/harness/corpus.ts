import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Update, updateId } from '../../src/news/update.ts';
import type { Store } from '../../src/store/store.ts';

/** The day on which every corpus ends. */
export const corpusEnd = Date.UTC(2026, 10, 22, 12);

const DAY = 86_400_000;
const BATCH = 1_000;
/** Fresh updates of one transaction. */
const FRESH = 50;

/** Numbers from 0 to 1, the same in every run: mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const vocabulary = 5_000;

/** A made-up word by its rank. All are of one length, so that none is the beginning of another. */
export function wordOfRank(rank: number): string {
  // Neighbours in rank share no beginning: 7,919 is prime to the number of words of three syllables.
  let scattered = (rank * 7_919) % 100 ** 3;
  let word = '';
  for (let syllable = 0; syllable < 3; syllable += 1) {
    word += `${'bcdfghjklmnprstvwxyz'[scattered % 20]}${'aeiou'[Math.floor(scattered / 20) % 5]}`;
    scattered = Math.floor(scattered / 100);
  }
  return word;
}

/** A word by chance, as unevenly common as those of a language (Zipf): rank 0 stands in most texts, 4,999 in hardly any. */
export const corpusWord = (random: () => number): string => wordOfRank(Math.floor(vocabulary ** random()) - 1);

/** What made-up updates are drawn from: ids of the desk file. */
interface Stock {
  readonly sources: readonly string[];
  readonly topics: readonly string[];
}

const oneOf = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

/**
 * Fills a store with made-up updates, three to a story on the average, in order of publication over so many days. Told how
 * far it is after each thousand.
 */
export async function fillStore(
  store: Store,
  options: Stock & {
    readonly updates: number;
    readonly days: number;
    readonly progress: (done: number) => void;
  },
): Promise<void> {
  const { updates, days, sources, topics, progress } = options;
  const span = days * DAY;
  const random = seeded(7);
  let story = 0;
  for (let from = 0; from < updates; from += BATCH) {
    await store.transaction(async (tables) => {
      for (let at = from; at < Math.min(updates, from + BATCH); at += 1) {
        const published = corpusEnd - span + Math.floor((span * at) / updates);
        const topic = oneOf(topics, random);
        if (story === 0 || random() < 1 / 3)
          story = await tables.stories.create({ topic, first: published, last: published, arrived: published });
        else await tables.stories.extend(story, published, published);
        const id = `bench-${at}`;
        await tables.updates.add(madeUp({ id, topic, language: 'en', published }, sources, random), story);
      }
    });
    progress(Math.min(updates, from + BATCH));
  }
}

/** So many made-up updates, as they come from feeds at `at`: `round` tells those of one call from another's. */
export function newsAt(
  at: number,
  { updates, round, sources, topics }: Stock & { readonly updates: number; readonly round: number },
): readonly Update[] {
  const random = seeded(round);
  return Array.from({ length: updates }, (_, number) => {
    const id = `news-${round}-${number}`;
    return madeUp({ id, topic: oneOf(topics, random), language: 'en', published: at }, sources, random);
  });
}

/**
 * Adds a day's made-up updates, in the languages of their sources: one of three starts a story, the others move one in which
 * something was different during the last three days.
 */
export async function addDay(
  store: Store,
  options: Stock & {
    readonly updates: number;
    /** The day's end. */
    readonly until: number;
  },
): Promise<void> {
  const { updates, until, sources, topics } = options;
  const random = seeded(until / DAY);
  const recent = await store.stories.changed({ topics, since: until - 3 * DAY, limit: 1_000 });
  const stories: { readonly id: number; readonly topic: string }[] = [...recent];
  for (let from = 0; from < updates; from += FRESH) {
    await store.transaction(async (tables) => {
      for (let at = from; at < Math.min(updates, from + FRESH); at += 1) {
        const published = until - DAY + Math.floor((DAY * at) / updates);
        let story = random() < 1 / 3 ? undefined : oneOf(stories, random);
        if (story === undefined) {
          const topic = oneOf(topics, random);
          const id = await tables.stories.create({ topic, first: published, last: published, arrived: published });
          story = { id, topic };
          stories.push(story);
        } else await tables.stories.extend(story.id, published, published);
        const update = { id: `bench-${until}-${at}`, topic: story.topic, language: null, published };
        await tables.updates.add(madeUp(update, sources, random), story.id);
      }
    });
    // As in `subscribeChannels`.
    await nextTurn();
  }
}

function madeUp(
  given: Pick<Update, 'id' | 'topic' | 'language' | 'published'>,
  sources: readonly string[],
  random: () => number,
): Update {
  const words = (count: number) => Array.from({ length: count }, () => corpusWord(random)).join(' ');
  const source = oneOf(sources, random);
  return {
    ...given,
    // Ids of real updates stand in no order either: an index finds each at another place.
    id: updateId(source, given.id),
    source,
    title: words(9),
    summary: words(30),
    url: `https://example.org/${given.id}`,
    author: null,
    wire: null,
    image: null,
    dating: 'dated',
    seen: given.published,
  };
}
