import { sql } from 'kysely';
import type { Story } from '../news/story.ts';
import { type Db, type Engine, together } from './engine.ts';

export interface StoryQuery {
  readonly topics?: readonly string[];
  /** Only stories with an update published at or after this. */
  readonly publishedSince?: number;
  /** Only stories that this desk first saw at or after this. */
  readonly arrivedSince?: number;
  readonly limit: number;
  readonly offset?: number;
}

export interface StoryTable {
  /** Returns the new story's number. */
  create(story: Omit<Story, 'id'>): Promise<number>;
  /** A further update came in: `last` moves forward, never back. */
  extend(id: number, published: number, seen: number): Promise<void>;
  /** Sets what its updates make of it, after some were moved; a digest looks at it again. */
  amend(story: Story, at: number): Promise<void>;
  /** Makes a story, and what became part of it before, part of another. It keeps its number and its times. */
  merge(from: number, into: number): Promise<void>;
  /** Which of these numbers are those of stories that became part of another, with the number of that. */
  mergedInto(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Something in it is different since `at`: a digest looks at it again. */
  touch(id: number, at: number): Promise<void>;
  /** The stories with these numbers, in the order asked for; unknown numbers are left out. */
  byIds(ids: readonly number[]): Promise<readonly Story[]>;
  /** Latest publication first; like `changed` and `count`, without those that became part of another. */
  newest(query: StoryQuery): Promise<readonly Story[]>;
  /** The stories of these topics in which something is different since then, latest change first; `limit` of each. */
  changed(query: {
    readonly topics: readonly string[];
    readonly since: number;
    readonly limit: number;
  }): Promise<readonly ChangedStory[]>;
  /** How many stories `newest` would list without its limit, counted up to 1,000. */
  count(query: Omit<StoryQuery, 'limit' | 'offset'>): Promise<number>;
}

/** A story with the time at which something in it was last different. */
export type ChangedStory = Story & { readonly changed: number };

const mostCounted = 1000;

/** A number that somebody typed may be one that no database can hold. */
const storable = (ids: readonly number[]): number[] => ids.filter((id) => Number.isSafeInteger(id));

const story = ['id', 'topic', 'first', 'last', 'arrived'] as const;

/** The stories; what they say stands in their updates. */
export function storyTable(db: Db, engine: Engine): StoryTable {
  /** One topic's stories or all, so that an index gives them in order without a sort. */
  const matching = (query: Omit<StoryQuery, 'limit'>, topic: string | null) =>
    db
      .selectFrom('stories')
      .where('mergedInto', 'is', null)
      .$if(topic !== null, (stories) => stories.where('topic', '=', topic))
      .$if(query.publishedSince !== undefined, (stories) => stories.where('last', '>=', query.publishedSince ?? 0))
      .$if(query.arrivedSince !== undefined, (stories) => stories.where('arrived', '>=', query.arrivedSince ?? 0));

  /** The topics to ask one by one; null asks for every topic at once. */
  const topicsOf = (query: Omit<StoryQuery, 'limit'>): readonly (string | null)[] =>
    query.topics === undefined || query.topics.length === 0 ? [null] : [...new Set(query.topics)];

  return {
    async create(story) {
      const { id } = await db
        .insertInto('stories')
        .values({ ...story, changed: story.arrived })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    // Alone, because it is written together with an update: two that take their locks in another order would wait for
    // each other.
    extend: (id, published, seen) =>
      together(db, async (transaction) => {
        await engine.alone(transaction, 'arrivals');
        await transaction
          .updateTable('stories')
          .set((row) => ({
            first: sql<number>`case when ${row.ref('first')} > ${published} then ${published} else ${row.ref('first')} end`,
            last: sql<number>`case when ${row.ref('last')} < ${published} then ${published} else ${row.ref('last')} end`,
            changed: seen,
          }))
          .where('id', '=', id)
          .execute();
      }),

    async amend({ id, ...story }, at) {
      await db
        .updateTable('stories')
        .set({ ...story, changed: at })
        .where('id', '=', id)
        .execute();
    },

    async merge(from, into) {
      await db
        .updateTable('stories')
        .set({ mergedInto: into })
        .where((story) => story.or([story('id', '=', from), story('mergedInto', '=', from)]))
        .execute();
    },

    async mergedInto(ids) {
      const asked = storable(ids);
      if (asked.length === 0) return new Map();
      const rows = await db
        .selectFrom('stories')
        .select(['id', 'mergedInto'])
        .where('id', 'in', asked)
        .where('mergedInto', 'is not', null)
        .$narrowType<{ mergedInto: number }>()
        .execute();
      return new Map(rows.map(({ id, mergedInto }) => [id, mergedInto]));
    },

    async touch(id, at) {
      await db.updateTable('stories').set({ changed: at }).where('id', '=', id).where('changed', '<', at).execute();
    },

    async byIds(ids) {
      const asked = storable(ids);
      if (asked.length === 0) return [];
      const found = await db.selectFrom('stories').select(story).where('id', 'in', asked).execute();
      const byId = new Map(found.map((story) => [story.id, story]));
      return asked.flatMap((id) => byId.get(id) ?? []);
    },

    async newest(query) {
      const { limit, offset = 0 } = query;
      const found: Story[] = [];
      for (const topic of topicsOf(query)) {
        const stories = matching(query, topic).select(story).orderBy('last', 'desc').orderBy('id', 'desc');
        found.push(...(await stories.limit(limit + offset).execute()));
      }
      return found.sort((a, b) => b.last - a.last || b.id - a.id).slice(offset, offset + limit);
    },

    async changed({ topics, since, limit }) {
      const found: ChangedStory[] = [];
      for (const topic of new Set(topics)) {
        const stories = db
          .selectFrom('stories')
          .select([...story, 'changed'])
          .where('topic', '=', topic)
          .where('mergedInto', 'is', null)
          .where('changed', '>=', since)
          .orderBy('changed', 'desc')
          .orderBy('id', 'desc');
        found.push(...(await stories.limit(limit).execute()));
      }
      return found.sort((a, b) => b.changed - a.changed || b.id - a.id);
    },

    async count(query) {
      let count = 0;
      for (const topic of topicsOf(query)) {
        const counted = matching(query, topic).select('id').limit(mostCounted).as('counted');
        const row = await db.selectFrom(counted).select(db.fn.countAll<number>().as('all')).executeTakeFirstOrThrow();
        count += row.all;
      }
      return Math.min(count, mostCounted);
    },
  };
}
