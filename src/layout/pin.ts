import type { StoryView } from '../desk/story-view.ts';
import { paragraph, text, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { storyBlock } from './story-block.ts';

/** Says that a story comes first until then, or no longer. */
export function layoutPin(view: StoryView, until: number | null): Message {
  const { id } = view.story;
  const summary =
    until === null ? `Story ${id} has its own place again.` : `Story ${id} comes first in the next digests.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(
        text(summary),
        ...(until === null
          ? []
          : [
              text(' The pin ends '),
              time(until, 'moment'),
              text('. A channel that was told of it is not told again.'),
            ]),
      ),
      storyBlock(view, null),
    ],
  };
}
