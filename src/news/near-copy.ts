import { eachWord } from './word-hash.ts';

/** A report as far as its text tells whether it is a copy. */
export interface Copyable {
  readonly summary: string | null;
}

/** Fewer words than this are alike by chance, or because there is one way to say it. */
const LEAST_WORDS = 12;
/** More need not be read to tell a copy. */
const MOST_WORDS = 120;
const SHINGLE = 3;
/** Of the shorter one's shingles: an outlet that cuts the end of an agency's text, or adds to it, has copied it all the same. */
const ALIKE = 0.8;
/** What so many different texts hold is a manner of speaking. */
const COMMON = 24;

/**
 * Puts reports together whose summaries are nearly the same words: the index of the first such report for each. Compares
 * runs of three words (shingles; Broder 1997), of which the shorter must share four in five. Headlines count nothing, since
 * outlets write their own; neither does a summary of less than twelve words. Work grows with the words, not with the pairs:
 * a run leads to the few texts that hold it, and a copy is not looked up again.
 */
export function nearCopies(reports: readonly Copyable[]): readonly number[] {
  const holders = new Map<number, number[]>();
  const sizes: number[] = [];
  return reports.map(({ summary }, at) => {
    const shingles = shinglesOf(summary ?? '');
    sizes.push(shingles.length);
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      const known = holders.get(shingle);
      if (known === undefined) continue;
      for (const holder of known) shared.set(holder, (shared.get(holder) ?? 0) + 1);
    }
    for (const [holder, count] of shared)
      if (count >= ALIKE * Math.min(shingles.length, sizes[holder] ?? 0)) return holder;
    for (const shingle of shingles) {
      const known = holders.get(shingle);
      if (known === undefined) holders.set(shingle, [at]);
      else if (known.length < COMMON && known.at(-1) !== at) known.push(at);
    }
    return at;
  });
}

/** The runs of three words of a text, each as a number; none where it is too short to tell. */
function shinglesOf(text: string): readonly number[] {
  if (text.length < LEAST_WORDS) return [];
  const found: number[] = [];
  let one = 0;
  let two = 0;
  let words = 0;
  eachWord(text.toLowerCase(), (three) => {
    words += 1;
    if (words >= SHINGLE) found.push((Math.imul(Math.imul(one, 31) + two, 31) + three) | 0);
    one = two;
    two = three;
    return words < MOST_WORDS;
  });
  return words < LEAST_WORDS ? [] : found;
}
