import type { StoryCardView } from '../desk/story-card.ts';
import { note } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { layoutStory } from './story.ts';

/** A story as it was asked for by a number: where it became part of another, that one, which says so. */
export function layoutStoryAsked(view: StoryCardView, asked: number): Message {
  const message = layoutStory(view);
  const { id } = view.story;
  if (id === asked) return message;
  return { ...message, blocks: [note(`Story ${asked} is part of story ${id}.`), ...message.blocks] };
}
