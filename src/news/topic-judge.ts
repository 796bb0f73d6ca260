import { otherTopic, type Topic, type TopicText, type TopicVerdict, trainedTopics } from './topic.ts';
import { createExampleCounter } from './topic-examples.ts';
import { isLabelled } from './topic-features.ts';
import { createTopicModel, type TopicShares, type TopicWeights } from './topic-model.ts';
import shippedWeights from './topic-weights.json' with { type: 'json' };
import { createWordCounter } from './topic-words.ts';

/** Below this confidence a text is of no topic. */
export const leastConfidence = 0.4;

/** In a headline the weights are never trusted whole: nobody showed them what this desk means by its topics. */
const LEAST_BLIND = 0.2;
/** How likely a text is none of the trained topics before a word of it is read. */
const NONE = 0.01;
const LABELLED = 0.5;
const THINK_TANK = 0.25;

export type TopicJudge = (text: TopicText) => TopicVerdict;

/**
 * Prepares a desk's topics for judging many texts: by trained weights where a topic names them, by the desk's words and by
 * its examples. The weights judge as far as they know a text's words; the rest is for the desk's words, in any language. A
 * topic that is not trained comes before those that are, as far as its words and examples go. Words of the desk's subject
 * (`about`) stand in all of its pieces, so the weights pass over them. With equal confidence the topic named first wins.
 */
export function createTopicJudge(
  { topics, about = [] }: { readonly topics: readonly Topic[]; readonly about?: readonly string[] },
  weights: TopicWeights = shippedWeights,
): TopicJudge {
  const wordsOf = createWordCounter(topics);
  const examplesOf = createExampleCounter(topics, shareIn(weights));
  const subjectOf = createWordCounter([{ words: about }]);
  const isTrained = topics.some(({ trained }) => trained !== undefined);
  const model = isTrained
    ? createTopicModel(weights, (word) => (subjectOf({ title: word, summary: null })[0] ?? 0) > 0)
    : null;
  const places = trainedTopics.map((id) => topics.findIndex(({ trained }) => trained === id));
  return (text) => {
    const examples = examplesOf(text);
    const odds = wordsOf(text).map((count, topic) => oddsOf(count) + (examples[topic] ?? 0));
    const shares = ownShares(topics, odds);
    if (model !== null) {
      const left = 1 - shares.reduce((sum, share) => sum + share, 0);
      const trained = trainedShares(
        model(text),
        places.map((place) => odds[place] ?? 0),
      );
      for (const [at, place] of places.entries()) if (place >= 0) shares[place] = left * (trained[at] ?? 0);
    }
    return verdict(topics, withForm(shares, places[trainedTopics.indexOf('analysis')] ?? -1, text));
  };
}

/** The odds that words give their topic against none: two words say more than twice what one does. */
const oddsOf = (count: number): number => 2 * count + count ** 2 / 4;

/** What words and examples alone say; nothing of trained topics. */
function ownShares(topics: readonly Topic[], odds: readonly number[]): number[] {
  const own = odds.map((odd, topic) => (topics[topic]?.trained === undefined ? odd : 0));
  const all = own.reduce((sum, odd) => sum + odd, 1);
  return own.map((odd) => odd / all);
}

function trainedShares({ shares, unknown, isSentence }: TopicShares, odds: readonly number[]): readonly number[] {
  // Most sentences name several things; which of them is the topic, the weights learned from sentences.
  const blind = isSentence ? unknown ** 2 : Math.max(unknown, LEAST_BLIND);
  const say = isSentence ? blind : 1;
  const weighed = shares.map((share, topic) => share ** (1 - blind) * (1 + (odds[topic] ?? 0)) ** say);
  const all = weighed.reduce((sum, one) => sum + one, NONE ** (1 - blind));
  return weighed.map((one) => one / all);
}

const commentary = /\b(?:opinions?|editorials?|op-?eds?|commentary|columnists?|guest (?:writer|essay|column))\b/i;
const commentaryPath = /\/(?:opinions?|commentary|commentisfree|editorials?|op-?eds?|analysis|analyses)\//i;

/** Commentary is analysis whatever it is about: a form is moved there from every subject, by how plainly it shows. */
function withForm(shares: readonly number[], analysis: number, text: TopicText): readonly number[] {
  const moved = analysis < 0 ? 0 : formOf(text);
  return shares.map((share, topic) => share * (1 - moved) + (topic === analysis ? moved : 0));
}

function formOf({ title, url, source = '', categories = [], kind }: TopicText): number {
  const labelled =
    isLabelled(title) ||
    commentary.test(source) ||
    categories.some((category) => commentary.test(category)) ||
    commentaryPath.test(url ?? '');
  if (labelled) return LABELLED;
  return kind === 'think_tank' ? THINK_TANK : 0;
}

function verdict(topics: readonly Topic[], shares: readonly number[]): TopicVerdict {
  const best = Math.max(0, ...shares);
  const id = topics[shares.indexOf(best)]?.id;
  return id === undefined || best < leastConfidence
    ? { topic: otherTopic, confidence: 1 - best }
    : { topic: id, confidence: best };
}

function shareIn({ texts, bias, words }: TopicWeights): (stem: string) => number | null {
  let shares: Map<string, number> | null = null;
  const read = () =>
    new Map(
      words.map((line) => {
        const parts = line.split(' ');
        return [parts.slice(bias.length).join(' '), Number(parts[0]) / texts];
      }),
    );
  return (stem) => {
    shares ??= read();
    return shares.get(stem) ?? null;
  };
}
