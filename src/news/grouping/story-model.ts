import { type Likeness, type LikenessName, likenessNames } from './likeness.ts';
import model from './story-model.json' with { type: 'json' };
import type { WordMemory } from './vocabulary.ts';

/** What grouping learned, and how often words are met. `npm run train:stories` makes it. */
export interface StoryModel {
  /** For reports that are a headline alone, and for those with a summary. */
  readonly headline: Judge;
  readonly summary: Judge;
  readonly memory: WordMemory;
}

/** Boosted decision trees (Friedman 2001): each adds what those before it leave wrong. */
export interface Judge {
  /** So probable it must be that a report belongs to a story. */
  readonly threshold: number;
  /**
   * So close it must be to one report of the story. What the trees learned from had no stories of reports unlike each other,
   * which would draw in whatever shares two words with all of them.
   */
  readonly leastClose: number;
  /** The likenesses that the trees ask for, in the order in which they number them. */
  readonly likenesses: readonly LikenessName[];
  readonly trees: readonly Tree[];
}

/** What a tree adds; or a question (is this likeness less than that value?) with the trees for yes and for no. */
export type Tree = number | readonly [likeness: number, value: number, less: Tree, more: Tree];

/** How probable it is that a report which is so like a story belongs to it, 0 to 1. */
export function probability({ trees }: Pick<Judge, 'trees'>, likeness: Likeness): number {
  let sum = 0;
  for (const tree of trees) sum += answerOf(tree, likeness);
  return 1 / (1 + Math.exp(-sum));
}

/** How probable it is that a report belongs to a story, 0 to 1; null where that is too little for it to join. */
export function verdict(judge: Judge, likeness: Likeness): number | null {
  if ((likeness[CLOSEST] ?? 0) < judge.leastClose) return null;
  const found = probability(judge, likeness);
  return found < judge.threshold ? null : found;
}

const CLOSEST = likenessNames.indexOf('closest');

/** What one tree says of a likeness. */
export function answerOf(tree: Tree, likeness: Likeness): number {
  let at = tree;
  while (typeof at !== 'number') at = (likeness[at[0]] ?? 0) < at[1] ? at[2] : at[3];
  return at;
}

/** The model that ships with the code. `docs/grouping.md` says what it was learned from, and how well it groups. */
// A JSON file has no tuples, as which the trees are typed.
export const storyModel = model as unknown as StoryModel;
