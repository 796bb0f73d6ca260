import { nearest } from './nearest.ts';
import type { SourceKind } from './source.ts';

/** A subject of the desk, with what gives it away: words in any of the desk's languages, headlines like its own. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  /** Lower-case words or phrases; a trailing `*` matches any ending. */
  readonly words: readonly string[];
  /** Headlines that an editor wrote as examples. */
  readonly examples?: readonly string[];
  /** The trained topic that this one is, whose weights count beside its words; left out, none. */
  readonly trained?: TrainedTopic;
  /** How much its stories count in a digest beside those of other topics; 1 where left out. */
  readonly weight?: number;
}

/** The topics that Sitrep brings trained weights for. */
export const trainedTopics = ['diplomacy', 'military', 'sanctions', 'analysis'] as const;

export type TrainedTopic = (typeof trainedTopics)[number];

/** What a topic is judged by. */
export interface TopicText {
  readonly title: string;
  readonly summary: string | null;
  /** The publisher's own labels. */
  readonly categories?: readonly string[];
  readonly url?: string | null;
  /** The name of the source. */
  readonly source?: string;
  readonly kind?: SourceKind;
}

/** A text's topic, and how likely it is, 0 to 1. */
export interface TopicVerdict {
  readonly topic: string;
  readonly confidence: number;
}

export type TopicMatcher = (text: TopicText) => string;

/** What is said of a word that is none of the topics `ids`, with the one that was probably meant. */
export function noSuchTopic(word: string, ids: readonly string[]): string {
  const meant = nearest(word, ids);
  return `“${word}” is no topic of this desk. ${meant === null ? `Topics are ${ids.join(', ')}.` : `Did you mean ${meant}?`}`;
}

/** The topic of what fits no other. */
export const otherTopic = 'other';
