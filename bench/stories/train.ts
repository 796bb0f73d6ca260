import { join } from 'node:path';
import type { StoryModel } from '../../src/news/grouping/story-model.ts';
import { learn } from './boosting.ts';
import { headlinesAlone, labelled, withoutCatchAll } from './corpus.ts';
import { instancesOf, wordMemory } from './training.ts';

/**
 * Learns how to group from the labelled headlines in DIR/clustering: trees for headlines and for reports with a summary, and how
 * often single words are met. The same headlines, the same model.
 */
export function trainStories(data: string): StoryModel {
  const of = (name: string) => labelled(join(data, 'clustering'), name);
  const [triples, aggregated, roundUps] = [of('allsides-triples.train'), of('uci2014-en'), of('allsides2021')];
  const memory = wordMemory([...triples, ...aggregated], LEAST_TEXTS);
  const many = Map.groupBy(withoutCatchAll(of('og2021-multi')), ({ language }) => language);
  const alone = [
    ...instancesOf(withoutCatchAll(of('og2021-en')), memory),
    ...instancesOf(headlinesAlone(roundUps), memory),
    ...LANGUAGES.flatMap((language) => instancesOf(many.get(language) ?? [], memory)),
  ];
  const withSummary = [
    ...instancesOf(roundUps, memory),
    // A desk has not read its own news before: nor may the memory have read what is learned from beside it.
    ...instancesOf(triples, wordMemory(aggregated, LEAST_TEXTS)),
  ];
  return {
    headline: learn(alone, LEAST_ALONE),
    summary: learn(withSummary, LEAST_WITH_SUMMARY, ALIKE_IN_SIZE),
    memory,
  };
}

/** Besides English. */
const LANGUAGES = ['rus', 'deu', 'fra', 'spa', 'por'] as const;
/** A word that fewer texts hold could give one of them away, and tells no more than one that none does. */
const LEAST_TEXTS = 5;
/**
 * The least to join a story: a wrong merge misleads more than a split, and a headline alone says less. The closeness is what
 * can be asked for without a loss.
 */
const LEAST_ALONE = { threshold: 0.68, leastClose: 0.15 };
const LEAST_WITH_SUMMARY = { threshold: 0.52, leastClose: 0.08 };

/** Nearly all events with summaries have three reports: that the first will be followed by others, is true of no newsroom. */
const ALIKE_IN_SIZE = ['reports', 'pace'] as const;

/** The file that ships: a line for each part. */
export const modelFile = ({ headline, summary, memory }: StoryModel): string =>
  `{\n${Object.entries({ headline, summary, memory })
    .map(([part, value]) => `"${part}":${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`;
