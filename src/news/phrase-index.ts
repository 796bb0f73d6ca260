import { eachWord, wordHash } from './word-hash.ts';

/** A name in a text, and what it stands for. */
export interface Mention<Meaning> {
  readonly meaning: Meaning;
  readonly start: number;
  readonly end: number;
}

interface Phrase<Meaning> {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/** Finds names in a text, where several begin at one word the longest. */
export type FindMentions<Meaning> = (text: string) => readonly Mention<Meaning>[];

/**
 * Reads a list of names for finding them in texts. A word of a name that begins with a small letter is found in any case,
 * others as written; what stands between words counts nothing, unless it ends a sentence. The first of two that are spelled
 * alike counts. A text costs one look-up a word.
 */
export function phraseIndex<Meaning>(
  names: Iterable<readonly [form: string, meaning: Meaning]>,
): FindMentions<Meaning> {
  const byFirst = new Map<number, Phrase<Meaning>[]>();
  for (const [form, meaning] of names) {
    const words: string[] = [];
    eachWord(form, (_, start, end) => words.push(form.slice(start, end)) > 0);
    const [first] = words;
    if (first === undefined) continue;
    for (const spelling of new Set([first, isSmall(first) ? capital(first) : first])) {
      const hash = wordHash(spelling);
      const phrases = byFirst.get(hash);
      if (phrases === undefined) byFirst.set(hash, [{ words, meaning }]);
      else phrases.push({ words, meaning });
    }
  }
  for (const phrases of byFirst.values()) phrases.sort((one, other) => other.words.length - one.words.length);

  return (text) => {
    const found: Mention<Meaning>[] = [];
    let past = 0;
    eachWord(text, (hash, start) => {
      if (start < past) return true;
      for (const { words, meaning } of byFirst.get(hash) ?? []) {
        const end = endOf(words, text, start);
        if (end === null) continue;
        found.push({ meaning, start, end });
        past = end;
        break;
      }
      return true;
    });
    return found;
  };
}

/** Finds the names of two lists: where two overlap the one that begins first, of those that begin together the longest. */
export const either =
  <Meaning>(one: FindMentions<Meaning>, other: FindMentions<Meaning>): FindMentions<Meaning> =>
  (text) => {
    let past = 0;
    const all = [...one(text), ...other(text)].sort((a, b) => a.start - b.start || b.end - a.end);
    return all.filter(({ start, end }) => {
      if (start < past) return false;
      past = end;
      return true;
    });
  };

/** Where the words end that stand at this place; null where others do. */
function endOf(words: readonly string[], text: string, from: number): number | null {
  let at = 0;
  let past: number | null = null;
  eachWord(
    text,
    (_, start, end) => {
      const word = words[at] ?? '';
      const written = text.slice(start, end);
      const same = written === word || (isSmall(word) && written.toLowerCase() === word);
      if (!same || (past !== null && /[\n!?:;(]|\. /.test(text.slice(past, start)))) {
        past = null;
        return false;
      }
      past = end;
      at += 1;
      return at < words.length;
    },
    from,
  );
  return at === words.length ? past : null;
}

const isSmall = (word: string): boolean => word.charAt(0) !== word.charAt(0).toUpperCase();
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
