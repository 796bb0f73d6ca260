import type { Db } from './engine.ts';

/** Milliseconds. Longer than any platform hands the same question out again. */
const MEMORY_MS = 3_600_000;

export interface QuestionTable {
  /** False where a question of this id was claimed within the last hour, by whatever process. */
  claim(id: string, now: number): Promise<boolean>;
  /** Lets it be claimed again. */
  release(id: string): Promise<void>;
}

/** The questions that were taken up lately. */
export function questionTable(db: Db): QuestionTable {
  return {
    async claim(id, now) {
      await db
        .deleteFrom('questions')
        .where('at', '<', now - MEMORY_MS)
        .execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('questions')
        .values({ id, at: now })
        .onConflict((known) => known.column('id').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async release(id) {
      await db.deleteFrom('questions').where('id', '=', id).execute();
    },
  };
}
