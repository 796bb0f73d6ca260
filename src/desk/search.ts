import { relevance } from '../news/ranking.ts';
import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';

export interface SearchQuery {
  readonly words: string;
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** One page of the stories that hold the words, best first. */
export interface Found {
  readonly query: SearchQuery;
  readonly stories: readonly StoryView[];
  /** Stories found in all, among the newest `CANDIDATES` updates that hold the words. */
  readonly total: number;
}

/**
 * Ranking every hit of a common word among 100,000 updates takes about a second on both engines, so only the newest
 * matches are ranked.
 */
const CANDIDATES = 200;

/** Stories with updates that hold every word, by relevance, then the newer. Throws `UserError` where there is no word. */
export const searchOf =
  (room: Room) =>
  async (query: SearchQuery): Promise<Found> => {
    // A word keeps its punctuation: the store takes F-16 as two words that follow each other.
    const words = query.words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    if (words.length === 0)
      throw new UserError(`“${query.words}” holds no word or number to look for. Example: /search baltic`);
    const updates = await room.store.updates.matching(words, CANDIDATES);
    const best = new Map<number, { score: number; published: number }>();
    for (const update of updates) {
      const score = relevance(words, update);
      const known = best.get(update.story);
      if (known === undefined || score > known.score) best.set(update.story, { score, published: update.published });
    }
    const ranked = [...best].toSorted(
      ([, one], [, other]) => other.score - one.score || other.published - one.published,
    );
    const page = ranked.slice((query.page - 1) * query.limit, query.page * query.limit).map(([id]) => id);
    const stories = await room.store.stories.byIds(page);
    return { query, stories: await viewStories(room, stories), total: ranked.length };
  };
