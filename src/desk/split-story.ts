import type { StoredUpdate } from '../news/update.ts';
import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { storyOf } from './story.ts';
import { shapeOf } from './story-shape.ts';
import type { StoryView } from './story-view.ts';
import { openStory } from './whole-story.ts';

export interface SplitOrder {
  readonly story: number;
  /** The places of those that leave it, among its reports from 1, the earliest published. */
  readonly reports: readonly number[];
  /** `platform:user id`. */
  readonly by: string;
  readonly byName: string;
}

/** A story after some of its reports left it, and what became of these. */
export interface SplitStory {
  readonly view: StoryView;
  readonly fresh: StoryView;
}

/**
 * Makes some reports of a story a story of their own, for good: grouping never puts them back. Throws `UserError` where the
 * story does not exist or is part of another, has no such report, or would keep none.
 */
export const splitStoryOf =
  (room: Room) =>
  async ({ story, reports, by, byName }: SplitOrder): Promise<SplitStory> => {
    const fresh = await room.store.transaction(async (tables) => {
      await tables.updates.hold();
      const at = room.clock();
      const { topic } = await openStory(tables, story);
      const { leave, stay } = parted(story, await tables.updates.ofStories([story]), new Set(reports));
      const updates = leave.map(({ id }) => id);
      const other = await tables.stories.create(shapeOf(leave, null));
      await tables.stories.touch(other, at);
      await tables.updates.move(updates, other);
      await tables.stories.amend({ id: story, ...shapeOf(stay, topic) }, at);
      await tables.storyDecisions.add({ at, by, kind: 'split', story, other, updates });
      const details = { name: byName, fresh: other, reports: updates.length };
      await tables.ledger.append({ at, actor: by, action: 'story.split', subject: `story:${story}`, details });
      return other;
    });
    return { view: await storyOf(room)(story), fresh: await storyOf(room)(fresh) };
  };

function parted(story: number, all: readonly StoredUpdate[], places: ReadonlySet<number>) {
  if (all.length < 2) throw new UserError(`Story ${story} has one report alone, so there is nothing to split.`);
  const beyond = [...places].find((place) => place < 1 || place > all.length);
  if (beyond !== undefined)
    throw new UserError(
      `Story ${story} has no report ${beyond}: its reports are 1 to ${all.length}, from the earliest. /story ${story} shows them.`,
    );
  const leave = all.filter((_, at) => places.has(at + 1));
  if (leave.length === 0 || leave.length === all.length)
    throw new UserError(
      `A split leaves some reports of story ${story} on each side. Name those that are about another event: /story split ${story} 2.`,
    );
  return { leave, stay: all.filter((_, at) => !places.has(at + 1)) };
}
