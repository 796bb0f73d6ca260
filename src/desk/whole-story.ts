import type { Story } from '../news/story.ts';
import { UserError } from '../news/user-error.ts';
import type { Tables } from '../store/store.ts';

/** The stories with these numbers, each once and in this order; in place of one that became part of another, that other. */
export async function wholeStories({ stories }: Tables, ids: readonly number[]): Promise<readonly Story[]> {
  const merged = await stories.mergedInto(ids);
  return stories.byIds([...new Set(ids.map((id) => merged.get(id) ?? id))]);
}

/** What is said where nobody finds a story by this number. */
export const noStory = (id: number): string =>
  `There is no story ${id}. The numbers stand beside the headlines of /latest and /search.`;

/** One that stands by itself, to decide on. Throws `UserError` where there is none, or it became part of another. */
export async function openStory(tables: Tables, id: number): Promise<Story> {
  const [story] = await wholeStories(tables, [id]);
  if (story === undefined) throw new UserError(noStory(id));
  if (story.id !== id)
    throw new UserError(
      `Story ${id} is part of story ${story.id} already. Name that one: /story ${story.id} shows it.`,
    );
  return story;
}
