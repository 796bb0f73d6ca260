import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';

/** One story by its number. Throws `UserError` where there is none. */
export const storyOf =
  (room: Room) =>
  async (id: number): Promise<StoryView> => {
    const [view] = await viewStories(room, await room.store.stories.byIds([id]));
    if (view === undefined)
      throw new UserError(`There is no story ${id}. The numbers stand beside the headlines of /latest and /search.`);
    return view;
  };
