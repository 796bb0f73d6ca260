import type { Db } from './engine.ts';

export interface PinTable {
  /** Pins a story until then, or moves the end of its pin. */
  pin(story: number, until: number): Promise<void>;
  /** False where it was not pinned. */
  unpin(story: number): Promise<boolean>;
  /** The stories that are pinned now. */
  at(now: number): Promise<ReadonlySet<number>>;
}

/** The stories that editors put first. */
export function pinTable(db: Db): PinTable {
  return {
    async pin(story, until) {
      await db
        .insertInto('pins')
        .values({ story, until })
        .onConflict((known) => known.column('story').doUpdateSet({ until }))
        .execute();
    },

    async unpin(story) {
      const { numDeletedRows } = await db.deleteFrom('pins').where('story', '=', story).executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async at(now) {
      const rows = await db.selectFrom('pins').select('story').where('until', '>', now).execute();
      return new Set(rows.map(({ story }) => story));
    },
  };
}
