import type { Selectable } from 'kysely';
import type { StoryDecision } from '../news/story-decision.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

export interface StoryDecisionTable {
  /** Only for who holds arrivals (`updates.hold`), so that a later number is never readable before an earlier one. */
  add(decision: Omit<StoryDecision, 'id'>): Promise<void>;
  /** The number of the last one; 0 where there is none. */
  newest(): Promise<number>;
  /** Those with a number after this, in order. */
  after(id: number, limit: number): Promise<readonly StoryDecision[]>;
  /** Those made at this time or later, in order. */
  since(at: number): Promise<readonly StoryDecision[]>;
}

/** What editors decided on stories, for as long as the store lives. */
export function storyDecisionTable(db: Db): StoryDecisionTable {
  return {
    async add({ updates, ...decision }) {
      await db
        .insertInto('storyDecisions')
        .values({ ...decision, updates: JSON.stringify(updates) })
        .execute();
    },

    async newest() {
      const row = await db
        .selectFrom('storyDecisions')
        .select((table) => table.fn.max('id').as('newest'))
        .executeTakeFirst();
      return row?.newest ?? 0;
    },

    async after(id, limit) {
      const rows = db.selectFrom('storyDecisions').selectAll().where('id', '>', id).orderBy('id').limit(limit);
      return (await rows.execute()).map(fromRow);
    },

    async since(at) {
      const rows = await db.selectFrom('storyDecisions').selectAll().where('at', '>=', at).orderBy('id').execute();
      return rows.map(fromRow);
    },
  };
}

const fromRow = ({ updates, ...row }: Selectable<Schema['storyDecisions']>): StoryDecision => ({
  ...row,
  updates: JSON.parse(updates),
});
