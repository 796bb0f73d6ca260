import type { Topic, TopicText } from './topic.ts';
import { stemsOf } from './topic-features.ts';

/** How much the words that a text shares with examples must say before the odds are even. */
const PRIOR = 3;
const LEAST_SHARE = 0.02;
const SMOOTHING = 0.1;
const MOST = 50;
/** Shorter words of languages that no weights know are mostly grammar. */
const LEAST_LETTERS = 4;

/**
 * Learns from the headlines that editors gave as examples (naive Bayes on words), and returns how the odds of each topic
 * rise with a text: 0 where it shares nothing with the examples. `shareOf` says in which part of all news a word stands,
 * null where that is not known.
 */
export function createExampleCounter(
  topics: readonly Pick<Topic, 'examples'>[],
  shareOf: (stem: string) => number | null,
): (text: Pick<TopicText, 'title' | 'summary'>) => readonly number[] {
  const counts = topics.map(({ examples = [] }) => countsOf(examples));
  const gains = counts.map((words, topic) => {
    const elsewhere = (word: string): number =>
      Math.max(...topics.map(({ examples = [] }, at) => (at === topic ? 0 : share(counts[at], word, examples.length))));
    const size = topics[topic]?.examples?.length ?? 0;
    return new Map(
      [...words].flatMap(([word, count]): [string, number][] => {
        const common = shareOf(word);
        if (common === null && word.length < LEAST_LETTERS) return [];
        const usual = Math.max(common ?? 0, elsewhere(word), LEAST_SHARE);
        return [[word, Math.max(0, Math.log((count + SMOOTHING) / (size + 2 * SMOOTHING) / usual))]];
      }),
    );
  });
  if (gains.every((gain) => gain.size === 0)) return () => gains.map(() => 0);
  return ({ title, summary }) => {
    const stems = new Set([...stemsOf(title), ...stemsOf(summary ?? '')]);
    return gains.map((gain) => {
      const sum = [...stems].reduce((all, word) => all + (gain.get(word) ?? 0), 0);
      return sum === 0 ? 0 : Math.min(MOST, Math.exp(sum - PRIOR));
    });
  };
}

/** In how many of the examples each word stands. */
function countsOf(examples: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const example of examples)
    for (const word of new Set(stemsOf(example))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const share = (counts: ReadonlyMap<string, number> | undefined, word: string, size: number): number =>
  (counts?.get(word) ?? 0) / Math.max(size, 1);
