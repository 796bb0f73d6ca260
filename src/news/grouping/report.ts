import { headlineWords, type Token } from './headline-words.ts';
import { languageOf } from './language.ts';
import { withoutOutletName } from './outlet-name.ts';
import { isRoundUp } from './round-up.ts';
import type { Vocabulary, Word } from './vocabulary.ts';

/** What grouping needs to know of an update. Times are epoch milliseconds. */
export interface Headline {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly summary: string | null;
  readonly language: string | null;
  readonly published: number;
  /** When it arrived: never before what arrived earlier. */
  readonly seen: number;
}

/** An update as grouping compares it. */
export interface Report {
  readonly id: string;
  readonly source: string;
  readonly language: string | null;
  readonly published: number;
  readonly seen: number;
  /** The headline's wording: what has the same says nothing new. */
  readonly wording: string;
  /** It announces many events, and is a report of none. */
  readonly roundUp: boolean;
  /** Its different words, none of a round-up: those of the headline, and those that only the summary has. */
  readonly title: readonly Word[];
  readonly rest: readonly Word[];
  /** Those words of the headline that are written as names. */
  readonly names: readonly Word[];
}

/** What a headline says counts for more than what only the summary does. */
export const TITLE = 1.3;
export const REST = 0.7;

/** A summary says what happened in its first sentences. */
const MOST_OF_SUMMARY = 60;

/** Reads an update for grouping. */
export function reportOf(headline: Headline, vocabulary: Vocabulary): Report {
  const { id, source, published, seen } = headline;
  const text = withoutOutletName(headline.title);
  const language = languageOf(`${text} ${headline.summary ?? ''}`, headline.language);
  const base = { id, source, language, published, seen, wording: text.toLowerCase() };
  if (isRoundUp(text)) return { ...base, roundUp: true, title: [], rest: [], names: [] };
  const title = headlineWords(text, language);
  const summary = headlineWords(headline.summary ?? '', language);
  const names = new Set([...title, ...summary].filter((token) => token.name).map((token) => token.stem));
  const inTitle = new Set(stems(title));
  const inRest = [...new Set(stems(summary))].filter((stem) => !inTitle.has(stem)).slice(0, MOST_OF_SUMMARY);
  const words = [...inTitle].map((stem) => vocabulary.word(stem));
  return {
    ...base,
    roundUp: false,
    title: words,
    rest: inRest.map((stem) => vocabulary.word(stem)),
    names: words.filter((word) => names.has(word.stem)),
  };
}

const stems = (tokens: readonly Token[]): readonly string[] => tokens.map((token) => token.stem);

/** A report with the words as the vocabulary has them now. */
export function withWordsOf(report: Report, vocabulary: Vocabulary): Report {
  const again = (words: readonly Word[]): readonly Word[] => words.map(({ stem }) => vocabulary.word(stem));
  return { ...report, title: again(report.title), rest: again(report.rest), names: again(report.names) };
}

/** Whether two reports say the same: a report that was read anew may not have changed. */
export const saysTheSame = (one: Report, other: Report): boolean =>
  one.wording === other.wording &&
  one.published === other.published &&
  one.rest.length === other.rest.length &&
  one.rest.every((word, index) => word === other.rest[index]);
