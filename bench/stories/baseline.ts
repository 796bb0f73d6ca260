import { headlineWords } from '../../src/news/grouping/headline-words.ts';
import type { Labelled } from './corpus.ts';

/** A cosine of at least this joins a story: the best of those tried on headlines. */
const LEAST_COSINE = 0.3;
const WINDOW_MS = 48 * 3_600_000;

interface Group {
  readonly number: number;
  readonly words: Map<string, number>;
  last: number;
}

/** What grouping is measured beside: the story with the most similar words, weighed by tf-idf, where it is similar enough. */
export function createBaseline(): (line: Labelled) => number {
  const counts = new Map<string, number>();
  const groups: Group[] = [];
  let texts = 0;
  return ({ title, summary, published }) => {
    const titles = headlineWords(title, 'en').map(({ stem }) => stem);
    const summaries = headlineWords(summary ?? '', 'en').map(({ stem }) => stem);
    texts += 1;
    for (const word of new Set([...titles, ...summaries])) counts.set(word, (counts.get(word) ?? 0) + 1);
    const vector = new Map<string, number>();
    for (const [words, times] of [
      [titles, 2],
      [summaries, 1],
    ] as const)
      for (const word of words) vector.set(word, (vector.get(word) ?? 0) + times);
    for (const [word, times] of vector)
      vector.set(word, (1 + Math.log(times)) * Math.log((texts + 1) / ((counts.get(word) ?? 0) + 0.5)));
    let best: Group | null = null;
    let least = LEAST_COSINE;
    for (const group of groups) {
      if (published - group.last > WINDOW_MS) continue;
      const similar = cosine(vector, group.words);
      if (similar < least) continue;
      least = similar;
      best = group;
    }
    const group = best ?? { number: groups.length, words: new Map<string, number>(), last: published };
    if (best === null) groups.push(group);
    for (const [word, weight] of vector) group.words.set(word, (group.words.get(word) ?? 0) + weight);
    group.last = Math.max(group.last, published);
    return group.number;
  };
}

function cosine(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [word, weight] of one) dot += weight * (other.get(word) ?? 0);
  return dot === 0 ? 0 : dot / (length(one) * length(other));
}

const length = (vector: ReadonlyMap<string, number>): number =>
  Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight ** 2, 0));
