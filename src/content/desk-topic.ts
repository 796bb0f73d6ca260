import { otherTopic, type TopicMatcher } from '../news/topic.ts';
import { createTopicJudge } from '../news/topic-judge.ts';
import { createWordCounter } from '../news/topic-words.ts';
import type { DeskFile } from './desk-file.ts';

/**
 * Where a piece holds none of the desk's words, its weights must be this sure. They learned from news of the whole world,
 * and would find a topic in a ballet's tour.
 */
const leastWithoutWords = 0.9;

/**
 * Judges texts by a desk: what holds no word of its subject is of no topic (`otherTopic`), whatever else it says; the
 * rest belongs to the topic that its weights, words and examples give away.
 */
export function createDeskMatcher({ about, topics }: Pick<DeskFile, 'about' | 'topics'>): TopicMatcher {
  const judge = createTopicJudge({ about, topics });
  const subjectOf = createWordCounter([{ words: about }]);
  const wordsOf = createWordCounter(topics);
  const isOnSubject = (text: Parameters<TopicMatcher>[0]) => about.length === 0 || sum(subjectOf(text)) > 0;
  return (text) => {
    if (!isOnSubject(text)) return otherTopic;
    const { topic, confidence } = judge(text);
    return confidence < leastWithoutWords && sum(wordsOf(text)) === 0 ? otherTopic : topic;
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
