import type { Found } from '../desk/search.ts';
import { actions, ask, heading, note, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import { pageButtons } from './latest.ts';
import { storyBlock } from './story-block.ts';

/** The stories that hold the words, best first. */
export function layoutSearch(found: Found): Message {
  const { query, stories, total } = found;
  const title = `Search: ${query.words}`;
  if (stories.length === 0) return query.page > 1 && total > 0 ? beyond(found) : nothing(query.words, title);
  const first = (query.page - 1) * query.limit + 1;
  const buttons = pageButtons(
    'search',
    { words: query.words, limit: query.limit },
    query.page,
    first + stories.length <= total,
    // Best matches come first, whatever their age.
    { back: 'Back', on: 'More' },
  );
  const blocks: Block[] = [heading(title), ...stories.map((view, at) => storyBlock(view, first + at))];
  if (buttons.length > 0) blocks.push(actions(...buttons));
  blocks.push(note(`${total} ${total === 1 ? 'story' : 'stories'} among the newest matches.`));
  return {
    tone: 'routine',
    summary: `${total} ${total === 1 ? 'story holds' : 'stories hold'} “${query.words}”.`,
    blocks,
  };
}

function beyond({ query: { words, limit, page } }: Found): Message {
  const summary = `There is no page ${page} of “${words}”.`;
  const blocks = [paragraph(summary), actions(ask('First page', 'search', { words, limit }))];
  return { tone: 'routine', summary, blocks };
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
