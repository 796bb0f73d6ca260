import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { storyOf } from './story.ts';
import { shapeOf } from './story-shape.ts';
import type { StoryView } from './story-view.ts';
import { openStory } from './whole-story.ts';

export interface MergeOrder {
  /** The story that stays. */
  readonly into: number;
  /** The story that becomes part of it. */
  readonly from: number;
  /** `platform:user id`. */
  readonly by: string;
  readonly byName: string;
}

/** A story after it took in another. */
export interface MergedStory {
  readonly view: StoryView;
  readonly from: number;
  /** The places of the reports that came, from 1: a split that names them undoes it. */
  readonly places: readonly number[];
}

/**
 * Makes a story part of another, for good: later grouping, links and what channels were told go by it. Throws `UserError` where
 * one of the two does not exist, or is part of another.
 */
export const mergeStoriesOf =
  (room: Room) =>
  async ({ into, from, by, byName }: MergeOrder): Promise<MergedStory> => {
    if (into === from)
      throw new UserError(
        `Story ${into} cannot become part of itself. Name the other one after it: /story merge 12 14.`,
      );
    const moved = await room.store.transaction(async (tables) => {
      await tables.updates.hold();
      const at = room.clock();
      const stays = await openStory(tables, into);
      await openStory(tables, from);
      const reports = await tables.updates.ofStories([from]);
      const updates = reports.map(({ id }) => id);
      await tables.updates.move(updates, into);
      await tables.stories.merge(from, into);
      const shape = shapeOf(await tables.updates.ofStories([into]), stays.topic);
      await tables.stories.amend({ id: into, ...shape }, at);
      await tables.pins.move(from, into);
      await tables.storyDecisions.add({ at, by, kind: 'merge', story: into, other: from, updates });
      const details = { name: byName, from, reports: updates.length };
      await tables.ledger.append({ at, actor: by, action: 'story.merged', subject: `story:${into}`, details });
      return new Set(updates);
    });
    const view = await storyOf(room)(into);
    const places = view.reports.flatMap(({ update }, at) => (moved.has(update.id) ? [at + 1] : []));
    return { view, from, places };
  };
