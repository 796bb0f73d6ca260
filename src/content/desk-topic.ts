import { createTopicMatcher, otherTopic, type TopicMatcher } from '../news/topic.ts';
import type { DeskFile } from './desk-file.ts';

/**
 * Judges texts by a desk: what holds no word of its subject is of no topic (`otherTopic`), whatever else it says; the
 * rest belongs to the topic that its words give away.
 */
export function createDeskMatcher({ about, topics }: Pick<DeskFile, 'about' | 'topics'>): TopicMatcher {
  const topicOf = createTopicMatcher(topics);
  if (about.length === 0) return topicOf;
  const subjectOf = createTopicMatcher([{ id: 'about', name: 'About', words: about }]);
  return (text) => (subjectOf(text) === otherTopic ? otherTopic : topicOf(text));
}
