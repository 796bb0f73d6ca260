import { stopWords } from './stop-words.ts';

/** A word of a text as grouping knows it. */
export interface Token {
  /** Lower case, without the ending. */
  readonly stem: string;
  /** Written with a capital, as names are. */
  readonly name: boolean;
}

/**
 * The words of a text that tell one event from another, in order: without those that are in every text of its language, and
 * without endings. `language`: ISO 639-1; null or one that is not known goes by the stop words of all.
 *
 * Cutting a word does for endings: with rules for English suffixes instead, grouping English was the same to half a point. Slavic languages and German add longer endings, which are cut from shorter stems.
 */
export function headlineWords(text: string, language: string | null): readonly Token[] {
  const stops = (language === null ? undefined : stopWords[language]) ?? everyStopWord;
  const length = (language === null ? undefined : stemLengths[language]) ?? STEM;
  return (text.normalize('NFKC').match(word) ?? []).flatMap((written) => {
    const lower = written.toLowerCase().replace(possessive, '').replaceAll(apostrophe, '');
    if (stops.has(lower) || (lower.length < 2 && !digit.test(lower))) return [];
    return { stem: digit.test(lower) ? lower : lower.slice(0, length), name: capital.test(written) };
  });
}

const STEM = 6;
const stemLengths: Readonly<Record<string, number>> = { uk: 5, ru: 5, pl: 5 };

const everyStopWord: ReadonlySet<string> = new Set(Object.values(stopWords).flatMap((words) => [...words]));

/** Chinese, Japanese and Thai set no spaces: each of their letters is a word. Numbers keep their points. */
const word =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|\p{N}+(?:[.,]\p{N}+)*\p{L}*|[[\p{L}\p{M}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]][[\p{L}\p{M}\p{N}'’ʼ]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]]*/gv;
const possessive = /['’]s$/u;
const apostrophe = /['’ʼ]/gu;
const digit = /^\p{N}/u;
const capital = /^\p{Lu}/u;
