import { importanceOf } from '../news/ranking.ts';
import { TOLD_FOR_MS, type Told, toldNow } from '../news/told.ts';
import type { Room } from './room.ts';
import { sourceReportOf } from './source-report.ts';
import { type StoryView, viewStories } from './story-view.ts';
import { createTellings, type Tellings } from './tellings.ts';

/** A story that a digest may tell. */
export interface Candidate {
  readonly view: StoryView;
  /** When something in it was last different. */
  readonly changed: number;
  /** An editor put it first, whatever its age. */
  readonly pinned: boolean;
  /** How it stands, for comparing it with what a channel was told. */
  readonly standing: Told;
  /** `Importance`: its place, and why, in one sentence. */
  readonly points: number;
  readonly reason: string;
}

/** How reading the sources goes. */
export interface Health {
  readonly checked: number;
  /** Longest failing first; `since`: when it was last read well, null where it never was. */
  readonly failing: readonly { readonly name: string; readonly since: number | null }[];
}

/** What all digests of one moment share, so that it is read and ranked once for all of them. */
export interface Press {
  readonly now: number;
  readonly health: Health;
  readonly tellings: Tellings;
  /** Stories in which something is different since then, and perhaps some older; the most important first. */
  candidates(since: number): Promise<readonly Candidate[]>;
}

const HOUR = 3_600_000;

/** Stories of a topic beyond these, the latest changed, are not looked at: no digest holds a hundredth of them. */
const MOST_OF_A_TOPIC = 1_000;

/** Opens the press at this moment. */
export async function openPress(room: Room): Promise<Press> {
  const now = room.clock();
  const pinned = await room.store.pins.at(now);
  const weights = new Map(room.file.topics.map(({ id, weight = 1 }) => [id, weight]));
  const known = new Map<number, Candidate>();
  const windows = new Map<number, Promise<readonly Candidate[]>>();

  async function gather(since: number): Promise<readonly Candidate[]> {
    const stories = await room.store.stories.changed({ topics: [...weights.keys()], since, limit: MOST_OF_A_TOPIC });
    const fresh = stories.filter(({ id }) => !known.has(id));
    const changes = new Map(fresh.map(({ id, changed }) => [id, changed]));
    for (const view of await viewStories(room, fresh)) {
      const { id, topic, last } = view.story;
      const { points, reason } = importanceOf(
        { ...view, last, weight: weights.get(topic) ?? 1, pinned: pinned.has(id) },
        now,
      );
      known.set(id, {
        view,
        changed: changes.get(id) ?? now,
        standing: toldNow(view, now),
        reason,
        points,
        pinned: pinned.has(id),
      });
    }
    return stories
      .flatMap(({ id }) => known.get(id) ?? [])
      .sort((one, other) => other.points - one.points || one.view.story.id - other.view.story.id);
  }

  return {
    now,
    health: await healthOf(room),
    // What was told before that is forgotten.
    tellings: createTellings(await room.store.storyDecisions.since(now - TOLD_FOR_MS), room.sources),
    // Windows begin at whole hours, so that channels whose last digests lie minutes apart share one.
    candidates(since) {
      const from = since - (since % HOUR);
      const window = windows.get(from) ?? gather(from);
      windows.set(from, window);
      return window;
    },
  };
}

async function healthOf(room: Room): Promise<Health> {
  const { sources } = await sourceReportOf(room)(null);
  const polled = sources.filter(({ health }) => health === 'good' || health === 'failing');
  const failing = polled
    .filter(({ health }) => health === 'failing')
    .map(({ source, state }) => ({ name: source.name, since: state?.lastGood ?? null }));
  return {
    checked: polled.length,
    failing: failing.toSorted((one, other) => (one.since ?? 0) - (other.since ?? 0)),
  };
}
