import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine.ts';
import type { Term } from '../words.ts';

/** A table of its own: narrow, so that walking it from its newest row is quick, and `updates` is written once. */
export async function createIndex(db: Db): Promise<void> {
  await sql`
    create table update_words (
      seq bigint primary key references updates (seq),
      words tsvector not null
    )`.execute(db);
  await sql`create index update_words_found on update_words using gin (words) with (fastupdate = off)`.execute(db);
}

/** Makes an update findable under these words alone, each at its place, so that phrases are found. */
export async function index(db: Db, seq: number, words: readonly string[]): Promise<void> {
  const vector = words.map((word, place) => `'${word}':${place + 1}`).join(' ');
  await sql`
    insert into update_words (seq, words) values (${seq}, ${vector}::tsvector)
    on conflict (seq) do update set words = excluded.words`.execute(db);
}

/**
 * `seq` of the newest updates in which every term occurs, newest first.
 *
 * A common word is found by walking back from the newest update, a rare one through the index. PostgreSQL guesses which
 * from how words are spread over all the years, and a wrong guess reads every row: so the choice is made here.
 */
export async function search(db: Db, terms: readonly Term[], limit: number): Promise<readonly number[]> {
  const query = terms.map(phrase).join(' & ');
  // Walking costs a row half of what a hit of the index costs: a word in one update of 25 is as quick either way.
  const recently = Math.max(2000, 25 * limit);
  const recent = await seqsOf(db, recentMatches(query, limit, recently));
  return recent.length === limit ? recent : seqsOf(db, allMatches(query, limit));
}

/** `is true` keeps the planner from using the index here, and `materialized` below from not using it. */
const recentMatches = (query: string, limit: number, recently: number) => sql<Match>`
  select seq from update_words
  where seq > (select max(seq) from update_words) - ${recently}::bigint and (words @@ ${query}::tsquery) is true
  order by seq desc limit ${limit}`;

const allMatches = (query: string, limit: number) => sql<Match>`
  with found as materialized (select seq from update_words where words @@ ${query}::tsquery)
  select seq from found order by seq desc limit ${limit}`;

interface Match {
  readonly seq: number;
}

const seqsOf = async (db: Db, matches: RawBuilder<Match>): Promise<readonly number[]> =>
  (await matches.execute(db)).rows.map((row) => row.seq);

/** A word holds letters, digits and marks only: it cannot end the quotes that make it literal. */
const phrase = (term: Term): string =>
  `(${term.map((word, place) => (place === term.length - 1 ? `'${word}':*` : `'${word}'`)).join(' <-> ')})`;
