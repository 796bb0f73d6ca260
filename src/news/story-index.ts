import { keywords, sharedWords, similarity } from './similarity.ts';

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

/** Headlines that are kept in any case before what has left the window is looked for again. */
const SPARE = 1_000;

/**
 * An inverted index over a sliding window: a headline is compared only with those that share a word with it. A wrong merge
 * misleads more than a split, so it takes several shared words and a high similarity. What has left the window is forgotten
 * once a quarter has been added to the rest, so that a headline costs its own words and not the lists of those before it.
 */
export function createStoryIndex(): StoryIndex {
  const byWord = new Map<string, Entry[]>();
  const byId = new Map<string, Entry>();
  let newest = Number.NEGATIVE_INFINITY;
  let roomFor = SPARE;

  /** Whoever shares so many words shares one of the rarest: the lists of the commonest, by far the longest, stay unread. */
  function candidates(words: ReadonlySet<string>, published: number): ReadonlySet<Entry> {
    const needed = Math.max(LEAST_SHARED, Math.ceil(LEAST_SIMILAR * words.size - 1e-9));
    const lists = [...words].map((word) => byWord.get(word) ?? []).sort((one, other) => one.length - other.length);
    const found = new Set<Entry>();
    for (const entries of lists.slice(0, Math.max(0, words.size - needed + 1))) {
      for (const entry of entries) {
        if (Math.abs(entry.published - published) > STORY_WINDOW_MS || found.has(entry)) continue;
        if (sharedWords(words, entry.words) >= LEAST_SHARED) found.add(entry);
      }
    }
    return found;
  }

  function list(entry: Entry): void {
    byId.set(entry.id, entry);
    for (const word of entry.words) {
      const others = byWord.get(word);
      if (others === undefined) byWord.set(word, [entry]);
      else others.push(entry);
    }
  }

  function forgetOld(): void {
    const recent = [...byId.values()].filter(({ published }) => newest - published <= STORY_WINDOW_MS);
    byId.clear();
    byWord.clear();
    for (const entry of recent) list(entry);
    roomFor = 1.25 * recent.length + SPARE;
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
      if (byId.has(id)) return;
      list({ id, words: keywords(title), published, story });
      newest = Math.max(newest, published);
      if (byId.size > roomFor) forgetOld();
    },
  };
}
