import { headlineWords } from './grouping/headline-words.ts';
import type { Telling } from './side-by-side.ts';

/** The headline that has most in common with those of other voices. */
export interface SharedHeadline {
  readonly report: number;
  /** Its words that other voices use, too, as they are written; neighbours together. */
  readonly words: readonly string[];
  /** Voices with one of these words at least. */
  readonly voices: number;
  /** Whether what it says is shared, and not its words alone: most of them are, and no figure in it is disputed. */
  readonly quotable: boolean;
}

/** A headline with what its words are read by. */
export interface Headline extends Pick<Telling, 'voice' | 'report' | 'title'> {
  readonly language: string | null;
  /** Whether it gives a figure for which others give another. */
  readonly disputed: boolean;
}

/** Signs of a headline that are read, and phrases of it that are shown. */
const MOST_READ = 300;
const MOST_PHRASES = 6;
/** One word in common may be chance. */
const LEAST_WORDS = 2;
/** Of a headline's words: with fewer of them in common, "Minister: they spy on us" would stand for what those say who doubt it. */
const LEAST_SHARED = 2 / 3;

/**
 * The headline whose words other independent voices use most in theirs, one that can be quoted before others, the earliest of
 * several; null where none shares two words with another voice. Words are compared without their endings, so only within a
 * language, names aside; numbers are figures.
 */
export function sharedHeadline(headlines: readonly Headline[]): SharedHeadline | null {
  const read = headlines
    .filter(({ voice }) => voice !== null)
    .map(({ title, ...headline }) => {
      const text = title.slice(0, MOST_READ);
      return { ...headline, text, stems: stemsOf(text, headline.language) };
    });
  const voicesBy = new Map<string, Set<string | null>>();
  for (const { voice, stems } of read)
    for (const stem of stems) voicesBy.set(stem, (voicesBy.get(stem) ?? new Set()).add(voice));
  const isShared = (stem: string): boolean => (voicesBy.get(stem)?.size ?? 0) > 1;
  const scored = read
    .map((headline) => {
      const shared = [...headline.stems].filter(isShared);
      const { size } = headline.stems;
      return {
        headline,
        shared,
        quotable: !headline.disputed && shared.length >= LEAST_SHARED * size,
        // How many others use its words, on average: a headline that says more than others is not what they agree on.
        agreement: shared.reduce((sum, stem) => sum + (voicesBy.get(stem)?.size ?? 1) - 1, 0) / size,
      };
    })
    .filter(({ shared }) => shared.length >= LEAST_WORDS);
  const [best] = scored.toSorted(
    (one, other) =>
      Number(other.quotable) - Number(one.quotable) ||
      other.agreement - one.agreement ||
      one.headline.report - other.headline.report,
  );
  if (best === undefined) return null;
  const { headline, shared, quotable } = best;
  const voices = new Set(shared.flatMap((stem) => [...(voicesBy.get(stem) ?? [])]));
  const { report, text, language } = headline;
  return { report, words: phrasesOf(text, language, isShared), voices: voices.size, quotable };
}

const stemsOf = (text: string, language: string | null): ReadonlySet<string> =>
  new Set(headlineWords(text, language).flatMap(({ stem }) => (/^\p{N}/u.test(stem) ? [] : stem)));

/** The shared words of a headline as they stand there; what stands beside each other by blanks alone is one phrase. */
function phrasesOf(text: string, language: string | null, isShared: (stem: string) => boolean): readonly string[] {
  const phrases: { readonly start: number; readonly end: number }[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ.,]*[\p{L}\p{M}\p{N}]|[\p{L}\p{N}]/gu)) {
    const stem = headlineWords(match[0], language)[0]?.stem;
    if (stem === undefined || !isShared(stem)) continue;
    const end = match.index + match[0].length;
    const last = phrases.at(-1);
    if (last !== undefined && text.slice(last.end, match.index).trim() === '')
      phrases.splice(-1, 1, { start: last.start, end });
    else phrases.push({ start: match.index, end });
  }
  return [...new Set(phrases.map(({ start, end }) => text.slice(start, end)))].slice(0, MOST_PHRASES);
}
