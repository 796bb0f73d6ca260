import type { Found } from '../desk/search.ts';
import { actions, ask, heading, note, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import { pageButtons } from './latest.ts';
import { storyBlock } from './story-block.ts';

/** The stories that hold the words, best first. */
export function layoutSearch({ query, stories, total }: Found): Message {
  const title = `Search: ${query.words}`;
  if (stories.length === 0) return nothing(query.words, title);
  const first = (query.page - 1) * query.limit + 1;
  const buttons = pageButtons(
    'search',
    { words: query.words, limit: query.limit },
    query.page,
    first + stories.length <= total,
  );
  const blocks: Block[] = [heading(title), ...stories.map((view, at) => storyBlock(view, first + at))];
  if (buttons.length > 0) blocks.push(actions(...buttons));
  blocks.push(note(`${total} ${total === 1 ? 'story' : 'stories'} among the newest matches.`));
  return { tone: 'routine', summary: `${total} stories hold “${query.words}”.`, blocks };
}

function nothing(words: string, title: string): Message {
  return {
    tone: 'routine',
    summary: `No story holds “${words}”.`,
    blocks: [
      heading(title),
      paragraph(
        'No story holds all of these words. Fewer words find more; the beginning of a word is enough (sanct finds sanctions).',
      ),
      actions(ask('Latest', 'latest'), ask('Subjects explained', 'explain')),
    ],
  };
}
