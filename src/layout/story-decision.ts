import type { MergedStory } from '../desk/merge-stories.ts';
import type { SplitStory } from '../desk/split-story.ts';
import { note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { storyBlock } from './story-block.ts';

/** Says what a story is part of now, and how to undo it. */
export function layoutMerged({ view, from, places }: MergedStory): Message {
  const { id } = view.story;
  const summary = `Story ${from} is part of story ${id} now.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(`${summary} What comes in on either joins story ${id}, and /story ${from} shows it.`),
      storyBlock(view, null),
      note(
        `To undo it: /story split ${id} ${places.join(',')}. Those reports are a story of their own then, under a new number.`,
      ),
    ],
  };
}

/** Says which story came out of another, and how to undo it. */
export function layoutSplit({ view, fresh }: SplitStory): Message {
  const { id } = view.story;
  const summary = `Story ${fresh.story.id} came out of story ${id}.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(`${summary} Its reports stay apart, also when they are revised or come again.`),
      storyBlock(fresh, null),
      storyBlock(view, null),
      note(`To undo it: /story merge ${id} ${fresh.story.id}.`),
    ],
  };
}
