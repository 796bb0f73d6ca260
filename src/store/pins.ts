import type { Db } from './engine.ts';

export interface PinTable {
  /** Pins a story until then, or moves the end of its pin. */
  pin(story: number, until: number): Promise<void>;
  /** False where it was not pinned. */
  unpin(story: number): Promise<boolean>;
  /** Pins another story instead, for as long as either would have been. Nothing where the first is not pinned. */
  move(from: number, to: number): Promise<void>;
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

    async move(from, to) {
      const pinned = await db.selectFrom('pins').selectAll().where('story', 'in', [from, to]).execute();
      if (!pinned.some(({ story }) => story === from)) return;
      await db.deleteFrom('pins').where('story', 'in', [from, to]).execute();
      const until = Math.max(...pinned.map((pin) => pin.until));
      await db.insertInto('pins').values({ story: to, until }).execute();
    },

    async at(now) {
      const rows = await db.selectFrom('pins').select('story').where('until', '>', now).execute();
      return new Set(rows.map(({ story }) => story));
    },
  };
}
