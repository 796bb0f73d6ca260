import { keywords, similarity } from './similarity.ts';

/** What the index needs to know of an update. */
export interface Headline {
  readonly id: string;
  readonly title: string;
  readonly published: number;
}

/** Finds the story that a new headline belongs to, among those of the last days. */
export interface StoryIndex {
  /** The story that it is closest to, or null where the headline starts one. */
  match(headline: Headline): Match | null;
  /** Adding a headline again changes nothing. */
  add(headline: Headline, story: number): void;
}

/** A story by its number, and how close a headline is to it: larger is closer. */
export interface Match {
  readonly story: number;
  readonly score: number;
}

interface Entry {
  readonly id: string;
  readonly words: ReadonlySet<string>;
  readonly published: number;
  readonly story: number;
}

/** Reports of one event come within this of each other. */
export const STORY_WINDOW_MS = 48 * 3_600_000;

const LEAST_SHARED = 3;
const LEAST_SIMILAR = 0.45;

/**
 * An inverted index over a sliding window: a headline is compared only with those that share a word with it. A wrong merge
 * misleads more than a split, so it takes several shared words and a high similarity.
 */
export function createStoryIndex(): StoryIndex {
  const byWord = new Map<string, Entry[]>();

  function candidates(words: ReadonlySet<string>, published: number): readonly Entry[] {
    const shared = new Map<Entry, number>();
    for (const word of words) {
      for (const entry of byWord.get(word) ?? []) {
        if (Math.abs(entry.published - published) <= STORY_WINDOW_MS) shared.set(entry, (shared.get(entry) ?? 0) + 1);
      }
    }
    return [...shared].filter(([, count]) => count >= LEAST_SHARED).map(([entry]) => entry);
  }

  return {
    match({ title, published }) {
      const words = keywords(title);
      let best: Match | null = null;
      for (const entry of candidates(words, published)) {
        const score = similarity(words, entry.words);
        if (score >= LEAST_SIMILAR && (best === null || score > best.score)) best = { story: entry.story, score };
      }
      return best;
    },
    add({ id, title, published }, story) {
      const entry: Entry = { id, words: keywords(title), published, story };
      for (const word of entry.words) {
        const others = (byWord.get(word) ?? []).filter(
          (old) => old.id !== id && published - old.published <= STORY_WINDOW_MS,
        );
        byWord.set(word, [...others, entry]);
      }
    },
  };
}
