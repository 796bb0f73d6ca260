import type { TopicText } from './topic.ts';
import { sentence, topicFeatures } from './topic-features.ts';

/** What training leaves: for words and pairs of words, how much each speaks for each topic. */
export interface TopicWeights {
  /** How many texts were learned from. */
  readonly texts: number;
  /** In hundredths, in the order of the trained topics. */
  readonly bias: readonly number[];
  /**
   * One word or pair a line, as `texts w w w word`: in how many texts it stood, and its weight in hundredths for each
   * topic but the last, whose weight brings the sum to zero.
   */
  readonly words: readonly string[];
}

/** What the weights say of a text. */
export interface TopicShares {
  /** How likely each trained topic is, if it is one of them. */
  readonly shares: readonly number[];
  /** How much of the text is in words that the weights do not know, 0 to 1. */
  readonly unknown: number;
  readonly isSentence: boolean;
}

export type TopicModel = (text: Pick<TopicText, 'title' | 'summary'>) => TopicShares;

interface Known {
  /** How rare it is. */
  readonly rarity: number;
  readonly weights: readonly number[];
  readonly single: boolean;
}

/** The length that every text is brought to, so that a long one is not judged more surely than a short one. */
export const textLength = 3;

/** How rare a word is that stood in so many of all texts. */
export const rarityOf = (texts: number, all: number): number => Math.log(all / texts);

/** Prepares weights for judging many texts. Words that are `silent` say nothing, for or against any topic. */
export function createTopicModel(
  { texts, bias, words }: TopicWeights,
  silent: (word: string) => boolean = () => false,
): TopicModel {
  const heard = new Map<string, boolean>();
  const isSilent = (word: string): boolean => {
    const known = heard.get(word) ?? silent(word);
    heard.set(word, known);
    return known;
  };
  const known = new Map(words.map((line) => readLine(line, { topics: bias.length, texts, isSilent })));
  const never = rarityOf(2, texts);
  return (text) => {
    const sums = bias.map(() => 0);
    let square = 0;
    let read = 0;
    let unread = 0;
    const features = topicFeatures(text);
    for (const [feature, value] of features) {
      const found = known.get(feature);
      if (found === undefined) {
        if (isSingle(feature)) unread += value * never;
      } else if (found !== null) {
        const strength = value * found.rarity;
        square += strength * strength;
        if (found.single) read += strength;
        for (let topic = 0; topic < sums.length; topic++)
          sums[topic] = (sums[topic] as number) + (found.weights[topic] as number) * strength;
      }
    }
    const scale = square === 0 ? 0 : textLength / Math.sqrt(square);
    return {
      shares: sharesOf(sums.map((sum, topic) => (bias[topic] ?? 0) / 100 + sum * scale)),
      unknown: unread === 0 ? 0 : unread / (read + unread),
      isSentence: features.has(sentence),
    };
  };
}

function readLine(
  line: string,
  { topics, texts, isSilent }: { topics: number; texts: number; isSilent: (word: string) => boolean },
): [string, Known | null] {
  const parts = line.split(' ');
  const feature = parts.slice(topics).join(' ');
  if (parts.slice(topics).some(isSilent)) return [feature, null];
  const weights = parts.slice(1, topics).map((part) => Number(part) / 100);
  const last = -weights.reduce((sum, weight) => sum + weight, 0);
  return [
    feature,
    { rarity: rarityOf(Number(parts[0]), texts), weights: [...weights, last], single: isSingle(feature) },
  ];
}

/** Pairs, and what stands behind the mark of a sentence, tell nothing new of which words are known. */
const isSingle = (feature: string): boolean => !feature.includes(' ') && feature !== sentence;

/** Scores as shares of one. */
function sharesOf(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - most));
  const all = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one) => one / all);
}
