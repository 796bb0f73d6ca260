import { setImmediate as nextTurn } from 'node:timers/promises';
import { isCorrection } from '../news/correction.ts';
import { createPieceIndex } from '../news/piece-index.ts';
import type { StoredUpdate, Update } from '../news/update.ts';
import type { Tables } from '../store/store.ts';
import type { Grouping } from './headlines.ts';
import type { Room } from './room.ts';

export interface Taken {
  readonly added: number;
  readonly revised: number;
}

/** Updates in one transaction: about 20 ms on the embedded store. */
const BATCH = 20;
/** So many pieces of one address are compared: some feeds give their front page as the address of every piece. */
const OF_PAGE = 50;

/** What became of an update: the id under which it is kept, which is another where it came again, and its story. */
export interface Fate {
  readonly outcome: 'added' | 'revised' | 'known';
  readonly id: string;
  readonly story: number;
}

/**
 * Takes updates in: an unknown one joins a story or starts one, a known one whose text was edited becomes a revision.
 * What comes again under another guid is known by its page and headline, however late. A transaction for every few updates.
 * Calls run one after another, since grouping depends on what came before; what other processes took in is read first.
 */
export function createIntake(room: Room): (updates: readonly Update[]) => Promise<Taken> {
  let turn: Promise<unknown> = Promise.resolve();

  async function take(updates: readonly Update[]): Promise<Taken> {
    const taken = { added: 0, revised: 0 };
    // A piece that a document lists twice is revised by one entry alone, its own before another: two would take turns.
    const listed = new Set(updates.map((update) => update.id));
    await room.headlines.keepUp(room.store, room.clock());
    for (let from = 0; from < updates.length; from += BATCH) {
      const batch = updates.slice(from, from + BATCH);
      const fates = await room.store.transaction((tables) => takeWithin(room, tables, batch, listed));
      // A piece that stands in a batch twice is one.
      const ids = (outcome: Fate['outcome']) =>
        new Set(fates.filter((fate) => fate.outcome === outcome).map(({ id }) => id)).size;
      taken.added += ids('added');
      taken.revised += ids('revised');
      // The embedded store answers without a turn of the loop: a person's question gets its turn between two batches.
      await nextTurn();
    }
    return taken;
  }

  return (updates) => {
    const taken = turn.then(() => take(updates));
    turn = taken.catch(() => {});
    return taken;
  };
}

/**
 * Takes a few updates in as a part of a transaction, and tells of each in turn what became of it. Ids in `listed` have an entry
 * of their own in the document that brings these.
 */
export async function takeWithin(
  room: Pick<Room, 'headlines' | 'clock'>,
  tables: Tables,
  updates: readonly Update[],
  listed: Set<string>,
): Promise<readonly Fate[]> {
  // What is unknown now must be unknown still when it is added.
  await tables.updates.hold();
  const index = await room.headlines.within(tables, room.clock());
  const known = new Map<string, Kept>(
    (await tables.updates.byIds(updates.map((update) => update.id))).map((one) => [one.id, one]),
  );
  const fresh = new Map(updates.filter((update) => !known.has(update.id)).map((update) => [update.id, update]));
  const pieces = createPieceIndex<Kept>(await tables.updates.ofPages([...fresh.values()], OF_PAGE));
  const fates = new Map<string, Fate>();
  for (const update of fresh.values()) {
    const piece = pieces.find(update);
    if (piece === undefined) {
      const story = await place(tables, index, update, room.clock());
      pieces.add({ ...update, story });
      fates.set(update.id, { outcome: 'added', id: update.id, story });
      continue;
    }
    fates.set(update.id, { outcome: 'known', id: piece.id, story: piece.story });
    if (listed.has(piece.id)) continue;
    listed.add(piece.id);
    known.set(update.id, piece);
  }
  for (const update of updates) {
    const before = known.get(update.id);
    if (before === undefined) continue;
    const { id, story } = before;
    const edited = isEdited(before, update);
    if (edited) {
      await tables.updates.revise({ ...update, id }, isCorrection(before, update));
      // When it was published and read first stays.
      index.add({ ...before, title: update.title, summary: update.summary }, story);
    }
    if (edited || !fates.has(update.id)) fates.set(update.id, { outcome: edited ? 'revised' : 'known', id, story });
  }
  return updates.flatMap((update) => fates.get(update.id) ?? []);
}

type Kept = Update & Pick<StoredUpdate, 'story'>;

async function place(tables: Tables, index: Grouping, update: Update, now: number): Promise<number> {
  const match = index.match(update)?.story ?? null;
  const times = { first: update.published, last: update.published, arrived: now };
  const story = match ?? (await tables.stories.create({ topic: update.topic, ...times }));
  if (match !== null) await tables.stories.extend(match, update.published, now);
  await tables.updates.add(update, story);
  index.add(update, story);
  return story;
}

const isEdited = (known: Update, update: Update): boolean =>
  known.title !== update.title || known.summary !== update.summary;
