import { createHash } from 'node:crypto';
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
  readonly language: string | null;
  readonly published: number;
  readonly seen: number;
  /** Stands for the headline's wording: what has the same says nothing new. */
  readonly wording: number;
  /** Where it announces many events and is a report of none, of which page it is an issue. */
  readonly issueOf: string | null;
  /** Its different words, none of a round-up: those of the headline, and those that only the summary has, the rarest first. */
  readonly title: readonly Word[];
  readonly rest: readonly Word[];
  /** So many words of the headline, the first ones, are written as names. */
  readonly names: number;
}

/** All its words. */
export const wordsOf = ({ title, rest }: Report): readonly Word[] => [...title, ...rest];

/** What a headline says counts for more than what only the summary does. */
export const TITLE = 1.3;
export const REST = 0.7;

/** A summary says what happened in its first sentences, and the rarest of their words tell it: more took memory for nothing. */
const MOST_READ = 60;
const MOST_OF_SUMMARY = 30;

/** Reads an update for grouping. */
export function reportOf(headline: Headline, vocabulary: Vocabulary): Report {
  const { id, source, published, seen } = headline;
  const text = withoutOutletName(headline.title);
  const language = languageOf(`${text} ${headline.summary ?? ''}`, headline.language);
  const lower = text.toLowerCase();
  const wording = numberOf(lower);
  if (isRoundUp(text)) {
    const issueOf = `${source}\n${lower}`;
    return { id, language, published, seen, wording, issueOf, title: none, rest: none, names: 0 };
  }
  const title = headlineWords(text, language);
  const summary = headlineWords(headline.summary ?? '', language);
  const written = new Set([...title, ...summary].filter((token) => token.name).map((token) => token.stem));
  const inTitle = new Set(stems(title));
  const names = [...inTitle].filter((stem) => written.has(stem));
  const others = [...inTitle].filter((stem) => !written.has(stem));
  const inRest = [...new Set(stems(summary))].filter((stem) => !inTitle.has(stem)).slice(0, MOST_READ);
  const rest = inRest.toSorted((one, other) => vocabulary.known(one) - vocabulary.known(other));
  const words = (all: readonly string[]): readonly Word[] =>
    all.length === 0 ? none : all.map((stem) => vocabulary.word(stem));
  return {
    id,
    language,
    published,
    seen,
    wording,
    issueOf: null,
    title: words([...names, ...others]),
    rest: words(rest.slice(0, MOST_OF_SUMMARY)),
    names: names.length,
  };
}

/** 48 bits, which two texts of a window do not have in common: the texts themselves would be much of its memory. */
const numberOf = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6);

/** One for all: a window holds as many reports without a summary as with one. */
const none: readonly Word[] = [];

const stems = (tokens: readonly Token[]): readonly string[] => tokens.map((token) => token.stem);

/** A report with the words as the vocabulary has them now. */
export function withWordsOf(report: Report, vocabulary: Vocabulary): Report {
  const again = (words: readonly Word[]): readonly Word[] => words.map(({ stem }) => vocabulary.word(stem));
  return { ...report, title: again(report.title), rest: again(report.rest) };
}

/** Whether two reports say the same: a report that was read anew may not have changed. */
export const saysTheSame = (one: Report, other: Report): boolean =>
  one.wording === other.wording &&
  one.published === other.published &&
  one.rest.length === other.rest.length &&
  one.rest.every((word, index) => word === other.rest[index]);
