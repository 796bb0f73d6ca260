import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';

export interface LatestQuery {
  /** A topic id; null means every topic. */
  readonly topic: string | null;
  /** Only stories published at or after this; null means any age. */
  readonly since: number | null;
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** One page of the newest stories. */
export interface Latest {
  readonly query: LatestQuery;
  readonly stories: readonly StoryView[];
  readonly more: boolean;
  /** Where nothing was found in the time asked for: the newest story of the topic at any age. */
  readonly older: StoryView | null;
}

/** The newest stories, latest publication first. */
export const latestOf =
  (room: Room) =>
  async (query: LatestQuery): Promise<Latest> => {
    // What is of no topic of the desk can be searched, but is not told unasked.
    const topics = { topics: query.topic === null ? room.file.topics.map((topic) => topic.id) : [query.topic] };
    const since = query.since === null ? {} : { publishedSince: query.since };
    const found = await room.store.stories.newest({
      ...topics,
      ...since,
      limit: query.limit + 1,
      offset: (query.page - 1) * query.limit,
    });
    const stories = await viewStories(room, found.slice(0, query.limit));
    const older = found.length > 0 || query.page > 1 ? [] : await room.store.stories.newest({ ...topics, limit: 1 });
    const [oldest] = await viewStories(room, older);
    return { query, stories, more: found.length > query.limit, older: oldest ?? null };
  };
