import { CompiledQuery, sql } from 'kysely';
import type { Db } from '../engine.ts';
import type { Term } from '../words.ts';
import { newestMatches } from './newest-matches.ts';
import type { SearchThread } from './search-thread.ts';

/**
 * Contentless: the index holds where each word stands; the text itself stands in `updates`. Prefixes of up to three
 * signs have lists of their own, because a search merges the lists of all words that begin so.
 */
export async function createIndex(db: Db): Promise<void> {
  await sql`
    create virtual table update_words using fts5(
      words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
    )`.execute(db);
}

/** Makes an update findable under these words alone: the row replaces the one it had. */
export async function index(db: Db, seq: number, words: readonly string[]): Promise<void> {
  await sql`insert or replace into update_words (rowid, words) values (${seq}, ${words.join(' ')})`.execute(db);
}

/** Searches in the thread; inside a transaction on its own connection, which alone sees what the transaction wrote. */
export async function search(
  db: Db,
  thread: SearchThread,
  terms: readonly Term[],
  limit: number,
): Promise<readonly number[]> {
  const expression = terms.map(phrase).join(' AND ');
  if (!db.isTransaction) return thread.search(expression, limit);
  const { rows } = await db.executeQuery<{ seq: number }>(CompiledQuery.raw(newestMatches, [expression, limit]));
  return rows.map((row) => row.seq);
}

/** A word holds letters, digits and marks only: it cannot end the quotes that make it literal. */
const phrase = (term: Term): string => `"${term.join(' ')}"*`;
