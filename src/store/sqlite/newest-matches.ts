/**
 * Takes an FTS5 expression and a limit. Newest first is the order of the index itself: nothing is ranked, however many
 * updates match.
 */
export const newestMatches =
  'select rowid as seq from update_words where update_words match ? order by rowid desc limit ?';

/** What the search thread is asked. */
export interface SearchQuestion {
  readonly id: number;
  readonly expression: string;
  readonly limit: number;
}

export interface SearchAnswer {
  readonly id: number;
  /** `seq` of the updates found, or why there is no answer. */
  readonly outcome: { readonly found: readonly number[] } | { readonly problem: Error };
}
