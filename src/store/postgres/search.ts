import { sql } from 'kysely';
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

/** `seq` of the newest updates in which every term occurs, newest first. */
export async function search(db: Db, terms: readonly Term[], limit: number): Promise<readonly number[]> {
  const query = terms.map(phrase).join(' & ');
  const { rows } = await sql<{ seq: number }>`
    select seq from update_words where words @@ ${query}::tsquery order by seq desc limit ${limit}`.execute(db);
  return rows.map((row) => row.seq);
}

/** A word holds letters, digits and marks only: it cannot end the quotes that make it literal. */
const phrase = (term: Term): string =>
  `(${term.map((word, place) => (place === term.length - 1 ? `'${word}':*` : `'${word}'`)).join(' <-> ')})`;
