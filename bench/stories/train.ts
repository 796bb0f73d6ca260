import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { StoryModel } from '../../src/news/grouping/story-model.ts';
import { learn } from './boosting.ts';
import { headlinesAlone, labelled, withoutCatchAll } from './corpus.ts';
import { instancesOf, wordMemory } from './training.ts';

/**
 * `npm run train:stories -- --data DIR`: learns how to group from the labelled headlines in DIR/clustering, and writes the model
 * that ships with the code: trees for headlines and for reports with a summary, and how often single words are met.
 */
export function trainedModel(data: string): StoryModel {
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
  return { headline: learn(alone, HEADLINE_THRESHOLD), summary: learn(withSummary, SUMMARY_THRESHOLD), memory };
}

/** Besides English. */
const LANGUAGES = ['rus', 'deu', 'fra', 'spa', 'por'] as const;
/** A word that fewer texts hold could give one of them away, and tells no more than one that none does. */
const LEAST_TEXTS = 5;
/** The least probability to join a story: a wrong merge misleads more than a split, and a headline alone says less. */
const HEADLINE_THRESHOLD = 0.7;
const SUMMARY_THRESHOLD = 0.55;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
  if (data === undefined) throw new Error('Say where the labelled headlines are: npm run train:stories -- --data DIR');
  const path = fileURLToPath(new URL('../../src/news/grouping/story-model.json', import.meta.url));
  writeFileSync(path, `${JSON.stringify(trainedModel(data))}\n`);
  process.stdout.write(`Wrote ${path}\n`);
}
