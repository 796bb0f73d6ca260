import { fold } from '../news/fold.ts';
import { editDistance } from '../news/nearest.ts';
import type { Explainer } from './explainer.ts';

export interface Finding {
  /** The one that was surely meant; null where nothing is, or where several are equally likely. */
  readonly found: Explainer | null;
  /** Others that may have been meant, best first, at most five. */
  readonly near: readonly Explainer[];
}

/** From here on a match is a suggestion, never an answer. */
const unsure = 4;

/**
 * Finds the explainer for a subject as a person types it: by id, alias or title; whatever its case, punctuation and
 * diacritics; cut short, with one typo, or inside a longer question. Digits are never taken for a typo: `article 4`
 * is not `article 5`.
 */
export function findExplainer(explainers: readonly Explainer[], subject: string): Finding {
  const typed = fold(subject);
  if (typed === '') return { found: null, near: [] };
  const entries = explainers.map((explainer) => ({
    explainer,
    names: [explainer.id, ...explainer.aliases, explainer.title].map(fold),
  }));
  const shared = sharedWords(entries, typed);
  const ranked = entries
    .map(({ explainer, names }, at) => ({
      explainer,
      // Without a shared word this divides by zero: infinitely far.
      score: Math.min(...names.map((name) => nameScore(name, typed)), unsure + 1 / (shared[at] ?? 0)),
    }))
    .filter(({ score }) => score < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.score - b.score || a.explainer.id.localeCompare(b.explainer.id));
  const [best, second] = ranked;
  const sure = best !== undefined && best.score < unsure && best.score < (second?.score ?? unsure);
  return {
    found: sure ? best.explainer : null,
    near: ranked.slice(sure ? 1 : 0, sure ? 6 : 5).map(({ explainer }) => explainer),
  };
}

/** Smaller is better, a full step apart for each way to match; infinite where the name does not match as a whole. */
function nameScore(name: string, typed: string): number {
  if (joined(name) === joined(typed)) return 0;
  if (typed.length >= 3 && name.startsWith(typed)) return 1;
  if (joined(name).length >= 5 && digits(name) === digits(typed) && oneTypoApart(joined(name), joined(typed))) return 2;
  // The longest name inside a question says best what it is about.
  if (` ${typed} `.includes(` ${name} `)) return 3 + 1 / (1 + name.length);
  return Number.POSITIVE_INFINITY;
}

/** How many words of `typed` each entry has; a word that many have counts less, one that a third have not at all. */
function sharedWords(entries: readonly { readonly names: readonly string[] }[], typed: string): readonly number[] {
  const scores = entries.map(() => 0);
  for (const word of typed.split(' ').filter((word) => word.length >= 3)) {
    const having = [...entries.keys()].filter((at) =>
      entries[at]?.names.some((name) => ` ${name}`.includes(` ${word}`)),
    );
    if (having.length > Math.max(2, entries.length / 3)) continue;
    for (const at of having) scores[at] = (scores[at] ?? 0) + 1 / having.length;
  }
  return scores;
}

const joined = (text: string) => text.replaceAll(' ', '');
const digits = (text: string) => text.replaceAll(/\P{N}/gu, '');

/** One letter wrong, missing or too many, or two neighbours swapped. */
const oneTypoApart = (a: string, b: string) =>
  Math.abs(a.length - b.length) <= 1 && editDistance(Array.from(a), Array.from(b)) <= 1;
