import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStoryIndex, STORY_WINDOW_MS, type StoryIndex } from '../news/grouping/story-index.ts';
import { storyModel } from '../news/grouping/story-model.ts';
import { courseOf } from '../news/story-decision.ts';
import type { Tables } from '../store/store.ts';

/** The recent headlines by story, as editors decided too, which whoever takes updates in compares them with. */
export interface Headlines {
  /**
   * The index for one transaction, which holds arrivals (`updates.hold`): with all that is stored, by whichever process, and
   * what the transaction itself adds to it. `now`: epoch milliseconds.
   */
  within(tables: Tables, now: number): Promise<Grouping>;
  /**
   * Outside any transaction: reads what is stored meanwhile, in turns with whatever else goes on, so that a transaction has
   * little to read. Another process may store thousands a second.
   */
  keepUp(tables: Tables, now: number): Promise<void>;
}

/** What a transaction asks of the index, and what it puts there. */
export type Grouping = Pick<StoryIndex, 'match' | 'add'>;

const CHUNK = 500;

/**
 * Keeps in mind what is stored. What a transaction adds is looked up once it has ended, and forgotten where the transaction
 * failed: the store is right, and reading the same twice changes nothing.
 */
export function createHeadlines(): Headlines {
  let memory: Memory | null = null;

  async function read(tables: Tables, now: number): Promise<Memory> {
    const recalled = memory ?? (await recall(tables, now));
    // Whoever recalled it first meanwhile may be in the middle of a transaction by now.
    memory ??= recalled;
    const current = memory;
    await catchUp(tables, current);
    await follow(tables, current);
    return current;
  }

  return {
    keepUp: async (tables, now) => void (await read(tables, now)),
    async within(tables, now) {
      if (memory?.underWay.tables !== tables) {
        if (memory !== null) await settle(tables, memory);
        memory = await read(tables, now);
        memory.underWay = { tables, added: new Set() };
      }
      const { index, underWay } = memory;
      return {
        match: index.match,
        add(headline, story) {
          underWay.added.add(headline.id);
          index.add(headline, story);
        },
      };
    },
  };
}

interface Memory {
  readonly index: StoryIndex;
  /** How far the store has been read. */
  seen: number;
  /** The last decision on stories that it keeps to. */
  decided: number;
  /** What the latest transaction added, of which it is not known yet whether it is stored. */
  underWay: { readonly tables: Tables | null; readonly added: Set<string> };
}

const nothing = (): Memory['underWay'] => ({ tables: null, added: new Set() });

/** Reads every update of the window, and all of each story that has one. */
async function recall(tables: Tables, now: number): Promise<Memory> {
  const index = createStoryIndex(storyModel);
  const seen = await tables.updates.newestSeq();
  const decided = await tables.storyDecisions.newest();
  const since = ((await tables.updates.newestArrival()) ?? now) - STORY_WINDOW_MS;
  for (let last = 0; ; ) {
    const updates = await tables.updates.ofStoriesSince({ since, after: last, until: seen, limit: CHUNK });
    for (const update of updates) index.add(update, update.story);
    last = updates.at(-1)?.seq ?? last;
    if (updates.length < CHUNK) return { index, seen, decided, underWay: nothing() };
    await nextTurn();
  }
}

/** Adds what arrived meanwhile, from whichever process. */
async function catchUp(tables: Tables, memory: Memory): Promise<void> {
  for (;;) {
    const { seen } = memory;
    const arrived = await tables.updates.after(seen, CHUNK);
    // Whoever read on meanwhile may have read newer decisions as well.
    if (memory.seen !== seen) continue;
    for (const update of arrived) if (!memory.underWay.added.has(update.id)) memory.index.add(update, update.story);
    memory.seen = arrived.at(-1)?.seq ?? memory.seen;
    if (arrived.length < CHUNK) return;
    await nextTurn();
  }
}

/** Moves what editors decided meanwhile, at whichever process. */
async function follow(tables: Tables, memory: Memory): Promise<void> {
  for (;;) {
    const { decided } = memory;
    const decisions = await tables.storyDecisions.after(decided, CHUNK);
    if (memory.decided !== decided) continue;
    for (const decision of decisions) memory.index.move(decision.updates, courseOf(decision).to);
    memory.decided = decisions.at(-1)?.id ?? decided;
    if (decisions.length < CHUNK) return;
    await nextTurn();
  }
}

/** The transaction before has ended, since no two hold arrivals at once: what it left in the store stands, and nothing else. */
async function settle(tables: Tables, { index, underWay }: Memory): Promise<void> {
  const stored = new Map((await tables.updates.byIds([...underWay.added])).map((update) => [update.id, update]));
  for (const id of underWay.added) {
    const update = stored.get(id);
    if (update === undefined) index.remove(id);
    else index.add(update, update.story);
  }
}
