import type { Memory, Told } from '../news/told.ts';
import type { Db } from './engine.ts';
import { textOnce } from './text-once.ts';

export interface ToldTable {
  /**
   * What each of these channels was told, by channel key; nothing for one that was told nothing. Channels that were told
   * the same have the same object.
   */
  of(channels: readonly string[]): Promise<ReadonlyMap<string, Memory>>;
  /** Replaces what is remembered of these channels. */
  save(memories: ReadonlyMap<string, Memory>): Promise<void>;
}

/** One story as a row holds it, in the order of `Told`: a channel may remember hundreds. */
type Entry = readonly [story: number, at: number, owners: number, blocs: number, grade: string, corrected: number];

/** What the channels were told, so that nothing is told twice. */
export function toldTable(db: Db): ToldTable {
  return {
    async of(channels) {
      if (channels.length === 0) return new Map();
      const rows = await db
        .selectFrom('told')
        .selectAll()
        .where('channel', 'in', [...channels])
        .execute();
      const memories = new Map<string, Memory>();
      return new Map(
        rows.map(({ channel, stories }) => {
          const memory = memories.get(stories) ?? fromText(stories);
          memories.set(stories, memory);
          return [channel, memory];
        }),
      );
    },

    async save(memories) {
      if (memories.size === 0) return;
      const text = textOnce(toText);
      await db
        .insertInto('told')
        .values([...memories].map(([channel, memory]) => ({ channel, stories: text(memory) })))
        .onConflict((known) => known.column('channel').doUpdateSet((row) => ({ stories: row.ref('excluded.stories') })))
        .execute();
    },
  };
}

const toText = (memory: Memory): string =>
  JSON.stringify(
    [...memory].map(
      ([story, { at, owners, blocs, grade, corrected }]): Entry => [story, at, owners, blocs, grade, corrected],
    ),
  );

// The cast: only `toText` writes it.
const fromText = (text: string): Memory =>
  new Map(
    (JSON.parse(text) as readonly Entry[]).map(([story, at, owners, blocs, grade, corrected]): [number, Told] => [
      story,
      { at, owners, blocs, grade, corrected },
    ]),
  );
