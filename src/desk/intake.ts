import { setImmediate as nextTurn } from 'node:timers/promises';
import { isCorrection } from '../news/correction.ts';
import { createPieceIndex } from '../news/piece-index.ts';
import { createStoryIndex, STORY_WINDOW_MS, type StoryIndex } from '../news/story-index.ts';
import type { Update } from '../news/update.ts';
import type { Tables } from '../store/store.ts';
import type { Room } from './room.ts';

export interface Taken {
  readonly added: number;
  readonly revised: number;
}

const CHUNK = 500;
/** Updates in one transaction: about 20 ms on the embedded store. */
const BATCH = 20;
/** So many pieces of one address are compared: some feeds give their front page as the address of every piece. */
const OF_PAGE = 50;

/**
 * Takes updates in: an unknown one joins a story or starts one, a known one whose text was edited becomes a revision.
 * What comes again under another guid is known by its page and headline, however late. A transaction for every few updates.
 * Calls run one after another, since grouping depends on what came before; what other processes took in is read first.
 */
export function createIntake(room: Room): (updates: readonly Update[]) => Promise<Taken> {
  let memory: Memory | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeBatch(updates: readonly Update[], listed: Set<string>): Promise<Taken> {
    return room.store.transaction(async (tables) => {
      // What is unknown now must be unknown still when it is added.
      await tables.updates.hold();
      memory = await caughtUp(tables, memory ?? (await recall(tables, room.clock() - STORY_WINDOW_MS)));
      const known = new Map<string, Update>(
        (await tables.updates.byIds(updates.map((update) => update.id))).map((one) => [one.id, one]),
      );
      const fresh = new Map(updates.filter((update) => !known.has(update.id)).map((update) => [update.id, update]));
      const pieces = createPieceIndex(await tables.updates.ofPages([...fresh.values()], OF_PAGE));
      let added = 0;
      for (const update of fresh.values()) {
        const piece = pieces.find(update);
        if (piece === undefined) {
          await place(tables, memory.index, update, room.clock());
          pieces.add(update);
          added += 1;
        } else if (!listed.has(piece.id)) {
          listed.add(piece.id);
          known.set(update.id, piece);
        }
      }
      let revised = 0;
      for (const update of updates) {
        const before = known.get(update.id);
        if (before === undefined || !isEdited(before, update)) continue;
        await tables.updates.revise({ ...update, id: before.id }, isCorrection(before, update));
        revised += 1;
      }
      return { added, revised };
    });
  }

  async function take(updates: readonly Update[]): Promise<Taken> {
    const taken = { added: 0, revised: 0 };
    // A piece that a document lists twice is revised by one entry alone, its own before another: two would take turns.
    const listed = new Set(updates.map((update) => update.id));
    for (let from = 0; from < updates.length; from += BATCH) {
      const { added, revised } = await takeBatch(updates.slice(from, from + BATCH), listed);
      taken.added += added;
      taken.revised += revised;
      // The embedded store answers without a turn of the loop: a person's question gets its turn between two batches.
      await nextTurn();
    }
    return taken;
  }

  return (updates) => {
    const taken = turn.then(() => take(updates));
    turn = taken.catch(() => {
      // What the failed transaction grouped is not stored: forget it.
      memory = null;
    });
    return taken;
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
  }
}

/** Adds what arrived meanwhile, from whichever process. */
async function caughtUp(tables: Tables, { index, seen }: Memory): Promise<Memory> {
  for (let last = seen; ; ) {
    const arrived = await tables.updates.after(last, CHUNK);
    for (const update of arrived) index.add(update, update.story);
    last = arrived.at(-1)?.seq ?? last;
    if (arrived.length < CHUNK) return { index, seen: last };
  }
}

async function place(tables: Tables, index: StoryIndex, update: Update, now: number): Promise<void> {
  const match = index.match(update);
  const times = { first: update.published, last: update.published, arrived: now };
  const story = match ?? (await tables.stories.create({ topic: update.topic, ...times }));
  if (match !== null) await tables.stories.extend(match, update.published, now);
  await tables.updates.add(update, story);
  index.add(update, story);
}

const isEdited = (known: Update, update: Update): boolean =>
  known.title !== update.title || known.summary !== update.summary;
