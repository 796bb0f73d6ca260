import { type StoryCard, storyCard } from '../news/story-card.ts';
import type { Room } from './room.ts';
import { storyOf } from './story.ts';
import type { StoryView } from './story-view.ts';

/** A story with what its reports say side by side. */
export interface StoryCardView extends StoryView {
  readonly card: StoryCard;
}

/** Edits of more updates than these are not looked up: the earliest were read by most. */
const MOST_EDITED = 50;

/** One story by its number, in full. Throws `UserError` where there is none. */
export const storyCardOf =
  (room: Room) =>
  async (id: number): Promise<StoryCardView> => {
    const view = await storyOf(room)(id);
    const updates = view.reports.map(({ update }) => update);
    const edited = updates.filter(({ revision }) => revision > 0).slice(0, MOST_EDITED);
    const revisions = await Promise.all(
      edited.map(async (update) => [update.id, await room.store.updates.revisions(update.id)] as const),
    );
    return { ...view, card: storyCard(updates, room.sources, new Map(revisions)) };
  };
