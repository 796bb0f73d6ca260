import { byImportance } from '../news/ranking.ts';
import type { Timetable } from '../news/timetable.ts';
import type { Room } from './room.ts';
import { sourceReportOf } from './source-report.ts';
import { type StoryView, viewStories } from './story-view.ts';

/** What a digest says: the stories that are new since the last one, by topic, the more important first. */
export interface Digest {
  readonly title: string;
  readonly timetable: Timetable;
  readonly slot: number;
  /** Stories that arrived at or after this are new. */
  readonly since: number;
  readonly sections: readonly { readonly topic: string; readonly stories: readonly StoryView[] }[];
  /** New stories that found no place. */
  readonly left: number;
  readonly health: { readonly checked: number; readonly failing: readonly string[] };
}

export interface DigestOrder extends Timetable {
  readonly topics: readonly string[];
  readonly limit: number;
  readonly slot: number;
  readonly since: number;
  /** Stories of the last edition. */
  readonly told: readonly number[];
}

/**
 * A story arrives when its transaction begins and is seen when that ends: one of another process may have been under way
 * while the last edition was composed. So the look back goes further than `since`, and leaves out what was told.
 */
const OVERLAP = 5 * 60_000;

/** The first digest of a subscription covers this much. */
export const FIRST_DIGEST_COVERS = 24 * 3_600_000;

/** New stories beyond this are counted, not ranked. */
const CANDIDATES = 500;

/** Composes a digest: decides which stories, and in what order. */
export async function composeDigest(room: Room, order: DigestOrder): Promise<Digest> {
  const { topics, since, slot, cron, zone, told } = order;
  const known = room.file.topics.map((topic) => topic.id);
  const query = {
    topics: topics.length === 0 ? known : topics,
    arrivedSince: since - OVERLAP,
    publishedSince: since - FIRST_DIGEST_COVERS,
  };
  const found = await room.store.stories.newest({ ...query, limit: CANDIDATES });
  const fresh = found.filter((story) => !told.includes(story.id));
  const total = (await room.store.stories.count(query)) - (found.length - fresh.length);
  const views = await viewStories(room, fresh);
  const chosen = views.toSorted((one, other) => byImportance(standing(one), standing(other))).slice(0, order.limit);
  return {
    title: room.file.name,
    timetable: { cron, zone },
    slot,
    since,
    sections: byTopic(room, chosen),
    left: total - chosen.length,
    health: await healthOf(room),
  };
}

const standing = (view: StoryView) => ({
  corroboration: view.corroboration,
  grade: view.grade,
  last: view.story.last,
});

function byTopic(room: Room, stories: readonly StoryView[]): Digest['sections'] {
  const grouped = Map.groupBy(stories, (view) => view.story.topic);
  return room.file.topics.flatMap(({ id, name }) => {
    const found = grouped.get(id);
    return found === undefined ? [] : [{ topic: name, stories: found }];
  });
}

async function healthOf(room: Room): Promise<Digest['health']> {
  const { sources } = await sourceReportOf(room)(null);
  const polled = sources.filter(({ health }) => health === 'good' || health === 'failing');
  return {
    checked: polled.length,
    failing: polled.filter(({ health }) => health === 'failing').map(({ source }) => source.name),
  };
}
