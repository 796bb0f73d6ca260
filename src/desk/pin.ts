import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { storyOf } from './story.ts';
import type { StoryView } from './story-view.ts';

export interface PinOrder {
  readonly story: number;
  /** Until when, in epoch milliseconds; null takes the pin off. */
  readonly until: number | null;
  /** `platform:user id`. */
  readonly by: string;
}

/**
 * Puts a story first in every digest that has still to tell it, or takes that back. Throws `UserError` where there is no such
 * story or nothing to take back.
 */
export const pinOf =
  (room: Room) =>
  async ({ story: number, until, by }: PinOrder): Promise<StoryView> => {
    const view = await storyOf(room)(number);
    const story = view.story.id;
    const at = room.clock();
    await room.store.transaction(async (tables) => {
      if (until === null && !(await tables.pins.unpin(story))) throw new UserError(`Story ${story} is not pinned.`);
      if (until !== null) {
        await tables.pins.pin(story, until);
        // A digest looks only at what is different since the last one.
        await tables.stories.touch(story, at);
      }
      const action = until === null ? 'story.unpinned' : 'story.pinned';
      await tables.ledger.append({ at, actor: by, action, subject: `story:${story}`, details: { until } });
    });
    return view;
  };
