import { trainedTopics } from '../../src/news/topic.ts';
import { stemsOf } from '../../src/news/topic-features.ts';
import type { LabelledText } from './corpus.ts';

const textOf = ({ title, summary }: Pick<LabelledText, 'title' | 'summary'>): readonly string[] =>
  stemsOf(`${title} ${summary ?? ''}`);

/** Multinomial naive Bayes on words, learned from the texts of one topic: what any other way is to beat. */
export function trainNaiveBayes(texts: readonly LabelledText[]): (text: LabelledText) => string {
  const counts = trainedTopics.map(() => new Map<string, number>());
  const totals = trainedTopics.map(() => 0);
  const sizes = trainedTopics.map(() => 0);
  const words = new Set<string>();
  for (const text of texts) {
    if (text.set === 'round-ups' || text.topic === null) continue;
    const topic = trainedTopics.indexOf(text.topic);
    sizes[topic] = (sizes[topic] ?? 0) + 1;
    for (const word of textOf(text)) {
      words.add(word);
      counts[topic]?.set(word, (counts[topic]?.get(word) ?? 0) + 1);
      totals[topic] = (totals[topic] ?? 0) + 1;
    }
  }
  return (text) => {
    const scores = trainedTopics.map((_, topic) =>
      textOf(text).reduce(
        (sum, word) => sum + Math.log(((counts[topic]?.get(word) ?? 0) + 1) / ((totals[topic] ?? 0) + words.size)),
        Math.log(sizes[topic] ?? 0),
      ),
    );
    return trainedTopics[scores.indexOf(Math.max(...scores))] ?? '';
  };
}
