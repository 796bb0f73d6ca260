import type { TopicText } from './topic.ts';

const SUMMARY = 0.5;
/** Further words of a summary say little, and take time. */
const MAX_WORDS = 60;
/** Headlines are shorter, or end otherwise. */
const SENTENCE_WORDS = 8;
/** Stands before what was found in a title that is a sentence: the same word says other things there. */
export const sentenceMark = '. ';
/** The feature of such a title itself. */
export const sentence = '.';

const label = /^\s*(?:opinion|analysis|commentary|editorial|op-?ed|perspective|explainer)\s*[:|–—-]\s*/i;

/** True for a title that itself says that the piece is commentary, such as “Opinion: …”. */
export const isLabelled = (title: string): boolean => label.test(title);

/**
 * The English stems in a text and the pairs of stems in its title, each with how much its place counts. Titles that are
 * whole sentences, as agencies and messengers send them, have theirs a second time behind a mark.
 */
export function topicFeatures({ title, summary }: Pick<TopicText, 'title' | 'summary'>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const unlabelled = title.replace(label, '');
  const stems = stemsOf(unlabelled);
  // What stands in both counts by its place in the title, which comes later.
  for (const stem of stemsOf(summary ?? '').slice(0, MAX_WORDS)) found.set(stem, SUMMARY);
  addTitle(found, stems, '');
  if (isSentence(unlabelled, stems.length)) {
    found.set(sentence, 1);
    addTitle(found, stems, sentenceMark);
  }
  return found;
}

const isSentence = (title: string, words: number): boolean =>
  words >= SENTENCE_WORDS && /[.!…]['"”’)]*\s*$/.test(title);

function addTitle(found: Map<string, number>, stems: readonly string[], mark: string): void {
  for (const [at, stem] of stems.entries()) {
    found.set(mark + stem, 1);
    if (at > 0) found.set(`${mark}${stems[at - 1]} ${stem}`, 1);
  }
}

/** The words of a text in lower case, without English endings. Numbers tell of one event alone. */
export const stemsOf = (text: string): readonly string[] =>
  (
    text
      .normalize('NFC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*(?:'s)?/gu) ?? []
  ).map(stem);

function stem(word: string): string {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (bare.length <= 4) return bare;
  const one = withoutVerbEnding(singular(bare));
  return one.length > 4 && one.endsWith('e') ? one.slice(0, -1) : one;
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  return /[^suis]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutVerbEnding(word: string): string {
  const ending = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  const root = word.slice(0, -ending);
  if (ending === 0 || root.length < 3 || !/[aeiouy]/.test(root)) return word;
  return /(?:bb|dd|gg|mm|nn|pp|rr|tt)$/.test(root) ? root.slice(0, -1) : root;
}
