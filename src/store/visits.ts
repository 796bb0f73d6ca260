import type { Db } from './engine.ts';

export interface VisitTable {
  /** When a person last caught up; null for one who never did. */
  last(person: string): Promise<number | null>;
  note(person: string, at: number): Promise<void>;
}

/** When people last caught up. */
export function visitTable(db: Db): VisitTable {
  return {
    async last(person) {
      const row = await db.selectFrom('visits').select('at').where('person', '=', person).executeTakeFirst();
      return row?.at ?? null;
    },

    async note(person, at) {
      await db
        .insertInto('visits')
        .values({ person, at })
        .onConflict((known) => known.column('person').doUpdateSet({ at }))
        .execute();
    },
  };
}
