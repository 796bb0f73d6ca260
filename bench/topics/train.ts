import { type TrainedTopic, trainedTopics } from '../../src/news/topic.ts';
import { sentenceMark, stemsOf, topicFeatures } from '../../src/news/topic-features.ts';
import { rarityOf, type TopicWeights, textLength } from '../../src/news/topic-model.ts';
import type { LabelledText } from './corpus.ts';
import { regress, type Vector } from './regress.ts';

/** In how many texts a word, or a pair of words, must stand before it is learned: nothing that one text says is kept. */
const LEAST_TEXTS = { word: 3, pair: 4 };
const PENALTY = 0.3;
const EVENNESS = 0.5;

/** Round-ups are left to judge by: they say of a piece only whether it is commentary. */
const isTaught = (text: LabelledText): text is LabelledText & { readonly topic: TrainedTopic } =>
  text.set !== 'round-ups' && text.topic !== null;

/** Among the texts of a set, those of a rare topic count more, as far as half-way to what the commonest has. */
function costsOf(texts: readonly LabelledText[]): readonly number[] {
  const key = ({ set, topic }: LabelledText) => `${set} ${topic}`;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(key(text), (counts.get(key(text)) ?? 0) + 1);
  const most = (set: string): number =>
    Math.max(...[...counts].filter(([name]) => name.startsWith(`${set} `)).map(([, count]) => count));
  return texts.map((text) => (most(text.set) / (counts.get(key(text)) ?? 1)) ** EVENNESS);
}

type Features = ReadonlyMap<string, number>;

/**
 * Learns the weights of the trained topics from the texts whose topic is known. The same texts give the same weights.
 */
export function trainTopics(corpus: readonly LabelledText[]): TopicWeights {
  const texts = corpus.filter(isTaught);
  const features = texts.map((text) => unnamed(topicFeatures(text)));
  const counts = learned(features);
  const words = [...counts.keys()].sort();
  const places = new Map(words.map((word, at) => [word, at + 1]));
  const rarity = new Map([...counts].map(([word, count]) => [word, rarityOf(count, texts.length)]));
  const weights = regress({
    vectors: features.map((found) => vectorOf(found, places, rarity)),
    costs: costsOf(texts),
    labels: texts.map(({ topic }) => trainedTopics.indexOf(topic)),
    features: words.length + 1,
    classes: trainedTopics.length,
    penalty: PENALTY,
  });
  const hundredths = (feature: number): number[] => {
    const from = feature * trainedTopics.length;
    return [...weights.slice(from, from + trainedTopics.length)].map((weight) => Math.round(weight * 100) + 0);
  };
  return {
    texts: texts.length,
    bias: hundredths(0),
    words: words.map((word, at) => [counts.get(word), ...hundredths(at + 1).slice(0, -1), word].join(' ')),
  };
}

const names = new Set(trainedTopics.flatMap(stemsOf));

/**
 * Without the words that topics are named by, but in sentences. Publishers file sanctions under the country that they hit: the
 * weights would learn from headlines that the word speaks against its own topic. It is left to the desk's words.
 */
function unnamed(found: Features): Features {
  const isNamed = (feature: string): boolean =>
    !feature.startsWith(sentenceMark) && feature.split(' ').some((word) => names.has(word));
  return new Map([...found].filter(([feature]) => !isNamed(feature)));
}

function learned(features: readonly Features[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const found of features) for (const word of found.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].filter(([word, count]) => count >= LEAST_TEXTS[isPair(word) ? 'pair' : 'word']));
}

const isPair = (feature: string): boolean => feature.replace(sentenceMark, '').includes(' ');

function vectorOf(found: Features, places: ReadonlyMap<string, number>, rarity: ReadonlyMap<string, number>): Vector {
  const known = [...found].flatMap(([word, value]): [number, number][] => {
    const place = places.get(word);
    return place === undefined ? [] : [[place, value * (rarity.get(word) ?? 0)]];
  });
  const length = Math.hypot(...known.map(([, value]) => value)) || 1;
  return {
    features: Int32Array.from([0, ...known.map(([place]) => place)]),
    values: Float64Array.from([1, ...known.map(([, value]) => (value * textLength) / length)]),
  };
}

/** The weights as the file that ships: one word a line. */
export function weightsFile({ texts, bias, words }: TopicWeights): string {
  const lines = words.map((word) => JSON.stringify(word)).join(',\n');
  return `{"texts":${texts},"bias":${JSON.stringify(bias)},"words":[\n${lines}\n]}\n`;
}
