import type { Latest } from '../desk/latest.ts';
import { actions, ask, heading, note, paragraph, text, time } from '../message/build.ts';
import type { Action, AskOptions, Block, Message } from '../message/message.ts';
import { day } from './day.ts';
import { isArchived, storyBlock } from './story-block.ts';

export interface LatestWords {
  /** The command that asked, so that its buttons ask it again. */
  readonly command: string;
  /** Its options without the page. */
  readonly options: AskOptions;
  /** The topic's name; null for every topic. */
  readonly topic: string | null;
}

/** The newest stories, with buttons to older and newer ones. */
export function layoutLatest(latest: Latest, words: LatestWords): Message {
  const { stories, query } = latest;
  const title = words.topic === null ? 'Latest' : `Latest on ${words.topic}`;
  if (stories.length === 0) return nothing(latest, words, title);
  const first = (query.page - 1) * query.limit + 1;
  const blocks: Block[] = [heading(title), ...stories.map((view, at) => storyBlock(view, first + at))];
  const buttons = pageButtons(words.command, words.options, query.page, latest.more);
  if (buttons.length > 0) blocks.push(actions(...buttons));
  blocks.push(note('A story in full: /story <number>. What B2 means: /explain grades.'));
  return { tone: 'routine', summary: `${title}: ${stories[0]?.lead.title ?? ''}`, blocks };
}

/** Buttons to the page before and the page after, as far as there is something to show. */
export function pageButtons(
  command: string,
  options: AskOptions,
  page: number,
  more: boolean,
  labels: { readonly back: string; readonly on: string } = { back: 'Newer', on: 'Older' },
): readonly Action[] {
  const turn = (label: string, to: number): Action => ask(label, command, { ...options, page: to });
  return [...(page > 1 ? [turn(labels.back, page - 1)] : []), ...(more ? [turn(labels.on, page + 1)] : [])];
}

function nothing({ query, older }: Latest, words: LatestWords, title: string): Message {
  const about = words.topic === null ? '' : ` on ${words.topic}`;
  const blocks: Block[] = [heading(title)];
  if (query.page > 1)
    blocks.push(paragraph(`There is no page ${query.page}.`), actions(ask('First page', words.command, words.options)));
  else if (older === null)
    blocks.push(
      paragraph(`Nothing${about} is stored yet. The feeds are read every few minutes; /sources shows how that goes.`),
    );
  else
    blocks.push(
      paragraph(
        text(`Nothing${about} since `),
        time(query.since ?? 0, 'moment'),
        text('. The newest is from '),
        isArchived(older) ? day(older.story.last) : time(older.story.last, 'moment'),
        text(':'),
      ),
      storyBlock(older, null),
    );
  return { tone: 'routine', summary: `Nothing${about} was found.`, blocks };
}
