/** What a reader's word asks for: words that follow each other, the last of them perhaps cut short. */
export type Term = readonly string[];

// Bounds on hostile text. PostgreSQL takes at most 2,046 bytes for a word and 1 MiB for all words of a row.
const longestWord = 64;
const longestText = 100_000;
const mostTerms = 50;

/**
 * The words of a text as the search knows them: lower case, without diacritics and invisible signs. Both engines get
 * the words from here, so that both find the same.
 */
export function wordsOf(text: string): readonly string[] {
  const folded = text
    .slice(0, longestText)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\p{Cf}]/gu, '');
  const words = folded.slice(0, longestText).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  return words.map((word) => word.slice(0, longestWord));
}

/**
 * What to look for. A word with punctuation inside (`F-16`) is a phrase; one without a letter or digit is left out.
 * Beyond the fiftieth, words are not looked at.
 */
export function termsOf(words: readonly string[]): readonly Term[] {
  return words
    .slice(0, mostTerms)
    .map((word) => wordsOf(word).slice(0, mostTerms))
    .filter((term) => term.length > 0);
}
