import { headlineWords } from '../../src/news/grouping/headline-words.ts';
import { languageOf } from '../../src/news/grouping/language.ts';
import { likenessNames } from '../../src/news/grouping/likeness.ts';
import { withoutOutletName } from '../../src/news/grouping/outlet-name.ts';
import { createStoryIndex } from '../../src/news/grouping/story-index.ts';
import type { Judge, StoryModel } from '../../src/news/grouping/story-model.ts';
import type { WordMemory } from '../../src/news/grouping/vocabulary.ts';
import type { Labelled } from './corpus.ts';

/** A headline beside a story that it may belong to. */
export interface Instance {
  readonly event: string;
  readonly alone: boolean;
  readonly likeness: readonly number[];
  readonly belongs: boolean;
}

/** Of each headline so many stories are learned from: those that are hard to tell apart. */
const MOST_LEARNED = 3;

/** How often words are met in these texts; those in fewer than `least` are left out. */
export function wordMemory(texts: readonly Labelled[], least: number): WordMemory {
  const counts = new Map<string, number>();
  for (const { title, summary, language } of texts) {
    const text = `${withoutOutletName(title)}\n${summary ?? ''}`;
    const words = headlineWords(text, languageOf(text, language));
    for (const stem of new Set(words.map((word) => word.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= least).sort(([one], [other]) => (one < other ? -1 : 1));
  return { texts: texts.length, words: Object.fromEntries(kept) };
}

/** What can be learned from headlines that are put where they belong one after another. */
export function instancesOf(lines: readonly Labelled[], memory: WordMemory): readonly Instance[] {
  const index = createStoryIndex({ ...untrained, memory });
  const numbers = new Map<string, number>();
  return lines.flatMap((line) => {
    const own = numbers.get(line.event);
    const lead = likenessNames.indexOf('lead');
    const found = index.candidates(line).toSorted((a, b) => (b.likeness[lead] ?? 0) - (a.likeness[lead] ?? 0));
    const number = own ?? numbers.size + 1;
    numbers.set(line.event, number);
    index.add(line, number);
    return found.slice(0, MOST_LEARNED).map(({ story, likeness }) => ({
      ...{ event: line.event, alone: line.summary === null, likeness, belongs: story === own },
    }));
  });
}

const none: Judge = { threshold: 1, leastClose: 1, likenesses: [], trees: [] };
const untrained: Omit<StoryModel, 'memory'> = { headline: none, summary: none };
