import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';
import { noStory, wholeStories } from './whole-story.ts';

/** One story by its number; of one that became part of another, that other. Throws `UserError` where there is none. */
export const storyOf =
  (room: Room) =>
  async (id: number): Promise<StoryView> => {
    const [view] = await viewStories(room, await wholeStories(room.store, [id]));
    if (view === undefined) throw new UserError(noStory(id));
    return view;
  };
