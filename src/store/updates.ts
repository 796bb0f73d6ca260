import { sql } from 'kysely';
import { pageKey } from '../news/page.ts';
import type { StoredUpdate, Update } from '../news/update.ts';
import { type Db, type Engine, together } from './engine.ts';
import { termsOf, wordsOf } from './words.ts';

export interface UpdateTable {
  /** Only inside a transaction: keeps arrivals of every other process out, until it ends. */
  hold(): Promise<void>;
  /** Adds an update under a story. The caller knows that its id is new (`byIds`). */
  add(update: Update, story: number): Promise<void>;
  /**
   * Replaces the text, link and image of a known update and keeps what it said before as a revision, until
   * `update.seen`. Its publication with its dating, arrival, topic and story stay. `corrected`: the publisher says that it was wrong,
   * which changes its story too. Throws where the id is unknown.
   */
  revise(update: Update, corrected: boolean): Promise<void>;
  /** Puts updates under another story. */
  move(ids: readonly string[], story: number): Promise<void>;
  byIds(ids: readonly string[]): Promise<readonly StoredUpdate[]>;
  /**
   * What the sources of these updates published at the same pages, in order of arrival: of each page the newest, at most
   * `limit`.
   */
  ofPages(updates: readonly Pick<Update, 'source' | 'url'>[], limit: number): Promise<readonly StoredUpdate[]>;
  /** The updates of these stories, oldest publication first. */
  ofStories(stories: readonly number[]): Promise<readonly StoredUpdate[]>;
  /**
   * The updates of every story that has one which arrived at `since` (epoch milliseconds) or later: those after `after` and up to
   * `until` by sequence number, in order of arrival, at most `limit`.
   */
  ofStoriesSince(query: {
    readonly since: number;
    readonly after: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly StoredUpdate[]>;
  /** The sequence number of the latest arrival; 0 when there is none. */
  newestSeq(): Promise<number>;
  /** When the latest arrival was first read; null when there is none. */
  newestArrival(): Promise<number | null>;
  /** How many updates of each source arrived at `since` (epoch milliseconds) or later, by source id; of others, none did. */
  arrivals(since: number): Promise<ReadonlyMap<string, number>>;
  /** Updates that arrived after `seq`, in order of arrival. */
  after(seq: number, limit: number): Promise<readonly StoredUpdate[]>;
  /**
   * The newest arrivals that hold every word (a word matches as a prefix), newest first. Words without a letter or
   * digit are passed over; where no other is left, nothing matches.
   */
  matching(words: readonly string[], limit: number): Promise<readonly StoredUpdate[]>;
  /** What an update said before each revision, oldest first. */
  revisions(
    id: string,
  ): Promise<readonly { readonly title: string; readonly summary: string | null; readonly until: number }[]>;
  count(): Promise<number>;
}

/** What the sources published, with what they changed in it later. */
export function updateTable(db: Db, engine: Engine): UpdateTable {
  const select = () => db.selectFrom('updates').select(columns);

  return {
    async hold() {
      if (!db.isTransaction) throw new Error('store: arrivals are held inside a transaction alone');
      await engine.alone(db, 'arrivals');
    },

    add: (update, story) =>
      together(db, async (transaction) => {
        // Numbers are handed out before a transaction ends. Were two under way at once, the later number could be
        // readable first, and a reader of `after` would never see the other.
        await engine.alone(transaction, 'arrivals');
        const { id, source, title, summary, url, language, author, wire, image, published, dating, seen, topic } =
          update;
        const texts = { title, summary, url, language, author, wire, image };
        const { seq } = await transaction
          .insertInto('updates')
          .values({ id, source, ...texts, page: pageKey(update), published, dating, seen, topic, story, revision: 0 })
          .returning('seq')
          .executeTakeFirstOrThrow();
        await engine.index(transaction, seq, wordsOfUpdate(update));
      }),

    revise: (update, corrected) =>
      together(db, async (transaction) => {
        await engine.alone(transaction, 'arrivals');
        const { id, title, summary, url, language, author, wire, image } = update;
        const page = pageKey(update);
        const before = await transaction
          .selectFrom('updates')
          .select(['seq', 'title', 'summary', 'revision', 'story'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (before === undefined) throw new Error(`store: no update to revise (${id})`);
        await transaction
          .insertInto('revisions')
          .values({
            update: before.seq,
            revision: before.revision,
            title: before.title,
            summary: before.summary,
            until: update.seen,
          })
          .execute();
        await transaction
          .updateTable('updates')
          .set({ title, summary, url, page, language, author, wire, image, revision: before.revision + 1 })
          .$if(corrected, (row) => row.set({ corrected: update.seen }))
          .where('seq', '=', before.seq)
          .execute();
        if (corrected)
          await transaction
            .updateTable('stories')
            .set({ changed: update.seen })
            .where('id', '=', before.story)
            .execute();
        await engine.index(transaction, before.seq, wordsOfUpdate(update));
      }),

    async move(ids, story) {
      for (const part of parts(ids)) await db.updateTable('updates').set({ story }).where('id', 'in', part).execute();
    },

    async byIds(ids) {
      const found: StoredUpdate[] = [];
      for (const part of parts(ids)) found.push(...(await select().where('id', 'in', part).execute()));
      return found.sort((a, b) => a.seq - b.seq);
    },

    async ofPages(updates, limit) {
      const pages = new Set(updates.map(pageKey).filter((page) => page !== null));
      if (pages.size === 0) return [];
      const placed = db
        .selectFrom('updates')
        .select(['seq', sql<number>`row_number() over (partition by page order by seq desc)`.as('place')])
        .where('page', 'in', [...pages])
        .as('placed');
      const newest = db.selectFrom(placed).select('placed.seq').where('placed.place', '<=', limit);
      return select().where('seq', 'in', newest).orderBy('seq').execute();
    },

    async ofStories(stories) {
      const found: StoredUpdate[] = [];
      for (const part of parts(stories)) found.push(...(await select().where('story', 'in', part).execute()));
      return found.sort((a, b) => a.published - b.published || a.seq - b.seq);
    },

    ofStoriesSince: ({ since, after, until, limit }) =>
      select()
        .where('seq', '>', after)
        .where('seq', '<=', until)
        .where('story', 'in', (query) => query.selectFrom('updates').select('story').where('seen', '>=', since))
        .orderBy('seq')
        .limit(limit)
        .execute(),

    async newestSeq() {
      const row = await db
        .selectFrom('updates')
        .select((table) => table.fn.max('seq').as('newest'))
        .executeTakeFirst();
      return row?.newest ?? 0;
    },

    async newestArrival() {
      const row = await db.selectFrom('updates').select('seen').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row?.seen ?? null;
    },

    async arrivals(since) {
      const rows = await db
        .selectFrom('updates')
        .select(['source', (table) => table.fn.countAll<number>().as('count')])
        .where('seen', '>=', since)
        .groupBy('source')
        .execute();
      return new Map(rows.map(({ source, count }) => [source, count]));
    },

    after: (seq, limit) => select().where('seq', '>', seq).orderBy('seq').limit(limit).execute(),

    async matching(words, limit) {
      const terms = termsOf(words);
      if (terms.length === 0) return [];
      const found = await engine.search(db, terms, limit);
      if (found.length === 0) return [];
      return select().where('seq', 'in', found).orderBy('seq', 'desc').execute();
    },

    revisions: (id) =>
      db
        .selectFrom('revisions')
        .innerJoin('updates', 'updates.seq', 'revisions.update')
        .select(['revisions.title', 'revisions.summary', 'revisions.until'])
        .where('updates.id', '=', id)
        .orderBy('revisions.revision')
        .execute(),

    async count() {
      const row = await db.selectFrom('updates').select(db.fn.countAll<number>().as('all')).executeTakeFirstOrThrow();
      return row.all;
    },
  };
}

const columns = [
  ...(['seq', 'id', 'source', 'title', 'summary', 'url', 'language', 'author', 'wire', 'image'] as const),
  ...(['published', 'dating', 'seen', 'topic', 'story', 'revision', 'corrected'] as const),
];

const wordsOfUpdate = ({ title, summary }: Update): readonly string[] => wordsOf(`${title}\n${summary ?? ''}`);

/** SQLite takes at most 32,766 values in one statement, PostgreSQL 65,535: longer lists are asked for in parts. */
function* parts<T>(values: readonly T[], size = 10_000): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
