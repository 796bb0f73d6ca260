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
  const ranked = explainers
    .map((explainer) => ({ explainer, score: score(explainer, typed) }))
    .filter(({ score }) => score < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.score - b.score || a.explainer.id.localeCompare(b.explainer.id));
  const [best, second] = ranked;
  const sure = best !== undefined && best.score < unsure && best.score < (second?.score ?? unsure);
  return {
    found: sure ? best.explainer : null,
    near: ranked.slice(sure ? 1 : 0, sure ? 6 : 5).map(({ explainer }) => explainer),
  };
}

/** Smaller is better; a full step apart for each way to match, infinite where nothing matches. */
function score(explainer: Explainer, typed: string): number {
  const names = [explainer.id, ...explainer.aliases, explainer.title].map(fold);
  return Math.min(...names.map((name) => nameScore(name, typed)));
}

function nameScore(name: string, typed: string): number {
  if (joined(name) === joined(typed)) return 0;
  if (typed.length >= 3 && name.startsWith(typed)) return 1;
  if (joined(name).length >= 5 && digits(name) === digits(typed) && oneTypoApart(joined(name), joined(typed))) return 2;
  // The longest name inside a question says best what it is about.
  if (` ${typed} `.includes(` ${name} `)) return 3 + 1 / (1 + name.length);
  const words = name.split(' ');
  const hits = typed.split(' ').filter((word) => word.length >= 3 && words.some((other) => other.startsWith(word)));
  return hits.length === 0 ? Number.POSITIVE_INFINITY : unsure + 1 / hits.join('').length;
}

/** Lower case without diacritics or punctuation, words apart by one blank. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const joined = (text: string) => text.replaceAll(' ', '');
const digits = (text: string) => text.replaceAll(/\P{N}/gu, '');

/** One letter wrong, missing or too many, or two neighbours swapped. */
function oneTypoApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''));
}
