import type { Corroboration } from './corroboration.ts';
import { fold } from './fold.ts';
import type { Grade } from './grade.ts';

/** What a story's place in a digest rests on. */
export interface Standing {
  readonly corroboration: Corroboration;
  readonly grade: Grade;
  readonly last: number;
}

/**
 * The more important story first: more independent owners, then more blocs, then the better grade, then the newer one.
 * A comparator for `sort`.
 */
export function byImportance(one: Standing, other: Standing): number {
  return (
    other.corroboration.owners.length - one.corroboration.owners.length ||
    other.corroboration.blocs.length - one.corroboration.blocs.length ||
    one.grade.credibility - other.grade.credibility ||
    one.grade.reliability.localeCompare(other.grade.reliability) ||
    other.last - one.last
  );
}

/**
 * How well a text answers search words, 0 to 1: words in the headline weigh twice those in the summary, a whole word
 * more than the beginning of one. The same for both engines, which only find candidates.
 */
export function relevance(
  words: readonly string[],
  text: { readonly title: string; readonly summary: string | null },
): number {
  if (words.length === 0) return 0;
  const title = ` ${fold(text.title)} `;
  const summary = ` ${fold(text.summary ?? '')} `;
  const score = (word: string, where: string): number =>
    where.includes(` ${word} `) ? 1 : where.includes(` ${word}`) ? 0.7 : 0;
  const total = words.map(fold).reduce((sum, word) => sum + Math.max(score(word, title), score(word, summary) / 2), 0);
  return total / words.length;
}
