import { REST, type Report, TITLE } from './report.ts';
import type { StoryEntry } from './story-entry.ts';
import type { Vocabulary, Word } from './vocabulary.ts';

/** What is judged of a report beside a story, in this order. */
export const likenessNames = [
  /** Cosine of its words and all of the story's. */
  'story',
  /** The same with the story's closest report, by all words and by the headline alone; and the mean of its last reports. */
  'closest',
  'closestTitle',
  'mean',
  /** The weight of the rarest word that both headlines have, and of all such words together. */
  'rarest',
  'shared',
  /** The part of its headline's names, by weight, that the story has. */
  'names',
  /** The part of the words in most of the story's headlines, by weight, that the report has. */
  'core',
  /** Hours between their publications, as a logarithm. */
  'apart',
  /** How much closer than to the next story it is. */
  'lead',
  /** How many reports the story has, and how many an hour, as logarithms: much reported stories are reported more. */
  'reports',
  'pace',
  /** Words of its headline. */
  'length',
] as const;
export type LikenessName = (typeof likenessNames)[number];
/** One value for each of `likenessNames`. */
export type Likeness = readonly number[];

/** A window of few stories holds no other to be closer than: so close an unrelated story is in a full one. */
const LEAST_RIVAL = 0.2;

/** A story's last wordings that a report is compared with one by one. */
const MOST_COMPARED = 8;

/** How like a report is to each of some stories. */
export function likenesses(
  report: Report,
  stories: readonly StoryEntry[],
  vocabulary: Vocabulary,
): readonly Likeness[] {
  const { weight } = vocabulary;
  // What each word is worth stands at the word while stories are compared: to look it up would take most of the time.
  for (const word of report.title) word.worth = TITLE * weight(word);
  for (const word of report.rest) word.worth = REST * weight(word);
  const lengths = lengthsOf(report, weight);
  const wholes = stories.map((story) => wholeOf(story, report, lengths.all, weight));
  const [first = 0, second = 0] = wholes.map(({ cosine }) => cosine).sort((a, b) => b - a);
  const found = wholes.map(({ story, cosine, rarest, shared, names, core }) => {
    const closest = closeness(story, lengths, weight);
    return [
      ...[cosine, closest.all, closest.title, closest.mean],
      ...[rarest, shared, names, core],
      Math.log1p(Math.abs(report.published - story.last) / HOUR),
      cosine - Math.max(LEAST_RIVAL, cosine === first ? second : first),
      ...[Math.log1p(story.reports.length), Math.log1p(story.reports.length / hoursOf(story))],
      report.title.length,
    ];
  });
  for (const word of report.title) word.worth = 0;
  for (const word of report.rest) word.worth = 0;
  return found;
}

const HOUR = 3_600_000;

/** How long a story has been reported, at least an hour. */
const hoursOf = ({ first, last }: StoryEntry): number => Math.max(1, (last - first) / HOUR);

type Weight = (word: Word) => number;

/** How long the vectors of a report are: of all its words, and of its headline's. */
interface Lengths {
  readonly all: number;
  readonly title: number;
}

function lengthsOf({ title, rest }: Report, weight: Weight): Lengths {
  let [titles, rests] = [0, 0];
  for (const word of title) titles += weight(word) ** 2;
  for (const word of rest) rests += weight(word) ** 2;
  return { all: Math.sqrt(TITLE ** 2 * titles + REST ** 2 * rests) || 1, title: Math.sqrt(titles) || 1 };
}

/** What a report has in common with all of a story. */
interface Whole {
  readonly story: StoryEntry;
  readonly cosine: number;
  readonly rarest: number;
  readonly shared: number;
  readonly names: number;
  readonly core: number;
}

function wholeOf(story: StoryEntry, report: Report, length: number, weight: Weight): Whole {
  // How often the story has each word stands at the word, too.
  const words = countWords(story);
  const half = story.wordings.length / 2;
  let [dot, all, core, coreShared] = [0, 0, 0, 0];
  for (const word of words) {
    const own = weight(word);
    const value = (TITLE * word.inTitles + REST * word.inRests) * own;
    all += value * value;
    dot += value * word.worth;
    if (word.inTitles === 0 || word.inTitles < half) continue;
    core += own;
    if (word.worth > 0) coreShared += own;
  }
  const found = {
    ...{ story, cosine: dot / (length * Math.sqrt(all) || 1), core: core === 0 ? 0 : coreShared / core },
    ...sharedWords(report, weight),
    names: nameShare(report, weight),
  };
  for (const word of words) {
    word.inTitles = 0;
    word.inRests = 0;
  }
  return found;
}

/** Counts in how many headlines and summaries of a story its words stand, and returns them. */
function countWords({ wordings }: StoryEntry): readonly Word[] {
  const words: Word[] = [];
  for (const { report } of wordings) {
    for (const word of report.title) {
      if (word.inTitles === 0 && word.inRests === 0) words.push(word);
      word.inTitles += 1;
    }
    for (const word of report.rest) {
      if (word.inTitles === 0 && word.inRests === 0) words.push(word);
      word.inRests += 1;
    }
  }
  return words;
}

function closeness(story: StoryEntry, lengths: Lengths, weight: Weight): Lengths & { readonly mean: number } {
  const found = { all: 0, title: 0, mean: 0 };
  const compared = story.wordings.slice(-MOST_COMPARED);
  for (const { report: other } of compared) {
    let [dot, titleDot] = [0, 0];
    for (const word of other.title) {
      if (word.worth === 0) continue;
      const own = weight(word);
      dot += TITLE * own * word.worth;
      if (word.worth > own) titleDot += own * own;
    }
    for (const word of other.rest) if (word.worth > 0) dot += REST * weight(word) * word.worth;
    if (dot === 0) continue;
    const own = lengthsOf(other, weight);
    const cosine = dot / (lengths.all * own.all);
    found.all = Math.max(found.all, cosine);
    found.title = Math.max(found.title, titleDot / (lengths.title * own.title));
    found.mean += cosine / compared.length;
  }
  return found;
}

/** Of the words that stand in its headline and in one of the story's. */
function sharedWords({ title }: Report, weight: Weight): { readonly rarest: number; readonly shared: number } {
  let [rarest, shared] = [0, 0];
  for (const word of title) {
    if (word.inTitles === 0) continue;
    const own = weight(word);
    rarest = Math.max(rarest, own);
    shared += own;
  }
  return { rarest, shared };
}

/** A headline without names is neither for nor against. */
const NO_NAMES = 0.5;

function nameShare({ title, names }: Report, weight: Weight): number {
  let [found, all] = [0, 0];
  for (const name of title.slice(0, names)) {
    const own = weight(name);
    all += own;
    if (name.inTitles + name.inRests > 0) found += own;
  }
  return all === 0 ? NO_NAMES : found / all;
}
