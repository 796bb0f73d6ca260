import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStoryIndex, STORY_WINDOW_MS, type StoryIndex } from '../news/story-index.ts';
import type { Tables } from '../store/store.ts';

/** The recent headlines by story, which whoever takes updates in compares them with. */
export interface Headlines {
  /**
   * The index for one transaction, which holds arrivals (`updates.hold`): with all that is stored, by whichever process, and
   * what the transaction itself adds to it. `now`: epoch milliseconds.
   */
  within(tables: Tables, now: number): Promise<StoryIndex>;
  /**
   * Outside any transaction: reads what is stored meanwhile, in turns with whatever else goes on, so that a transaction has
   * little to read. Another process may store thousands a second.
   */
  keepUp(tables: Tables, now: number): Promise<void>;
}

const CHUNK = 500;

/**
 * Keeps in mind what is stored and nothing else. What a transaction adds stands in an index of its own, which ends with it,
 * and is read back once it is stored: one that fails leaves nothing behind. Reading the same twice changes nothing.
 */
export function createHeadlines(): Headlines {
  let memory: Memory | null = null;
  const underWay = new WeakMap<Tables, StoryIndex>();

  async function read(tables: Tables, now: number): Promise<StoryIndex> {
    const read = await caughtUp(tables, memory ?? (await recall(tables, now - STORY_WINDOW_MS)));
    memory = read;
    return read.index;
  }

  return {
    keepUp: async (tables, now) => void (await read(tables, now)),
    async within(tables, now) {
      const begun = underWay.get(tables);
      // Reading on would take what the transaction added itself for stored.
      if (begun !== undefined) return begun;
      const index = onTopOf(await read(tables, now));
      underWay.set(tables, index);
      return index;
    },
  };
}

/** The recent headlines by story, and how far the store has been read. */
interface Memory {
  readonly index: StoryIndex;
  readonly seen: number;
}

async function recall(tables: Tables, since: number): Promise<Memory> {
  const index = createStoryIndex();
  const seen = await tables.updates.newestSeq();
  for (let offset = 0; ; offset += CHUNK) {
    const stories = await tables.stories.newest({ publishedSince: since, limit: CHUNK, offset });
    const updates = await tables.updates.ofStories(stories.map((story) => story.id));
    for (const update of updates) index.add(update, update.story);
    if (stories.length < CHUNK) return { index, seen };
    await nextTurn();
  }
}

/** Adds what arrived meanwhile, from whichever process. */
async function caughtUp(tables: Tables, { index, seen }: Memory): Promise<Memory> {
  for (let last = seen; ; ) {
    const arrived = await tables.updates.after(last, CHUNK);
    for (const update of arrived) index.add(update, update.story);
    last = arrived.at(-1)?.seq ?? last;
    if (arrived.length < CHUNK) return { index, seen: last };
    await nextTurn();
  }
}

/** An index that also finds what stands in the one below, and leaves that as it is. */
function onTopOf(below: StoryIndex): StoryIndex {
  const own = createStoryIndex();
  return {
    match(headline) {
      const [known, added] = [below.match(headline), own.match(headline)];
      return known === null || (added !== null && added.score > known.score) ? added : known;
    },
    add: own.add,
  };
}
