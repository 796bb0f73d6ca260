import type { APIComponentInContainer } from 'discord.js';
import type { Block, CorrectionBlock, Field, Inline, StoryBlock } from '../../message/message.ts';
import { renderActions } from './action.ts';
import { safeAddress } from './address.ts';
import { picture, separator, textDisplay } from './component.ts';
import { clip, escapeLine, escapeText, isBlank, plainLine } from './escape.ts';
import { bold, maskedLink, renderInlines, timestamp } from './inline.ts';
import { limits } from './limits.ts';

/** Room in characters for the parts of a block. A block of one text must fit one page with a tone and a page number. */
const room = { heading: 300, text: 3_600, item: 900, headline: 500, judgement: 600, summary: 900, sources: 1_700 };

/**
 * One block as components of a container, in order. Long lists become several texts, so that a page can end between them.
 * `unique` numbers the buttons of a message.
 */
export function renderBlock(block: Block, unique: () => number): readonly APIComponentInContainer[] {
  switch (block.kind) {
    case 'heading':
      return texts([isBlank(block.text) ? '' : `### ${clip(block.text, room.heading, escapeLine)}`]);
    case 'paragraph':
      return texts([renderInlines(block.content, room.text)]);
    case 'quote':
      return texts([signed('> ', block.content, room.text)]);
    case 'note':
      return texts([signed('-# ', block.content, room.text)]);
    case 'list':
      return texts(chunks(block.items.map((item, at) => listItem(item, block.ordered ? `${at + 1}.` : '-'))));
    case 'fields':
      return texts(chunks(block.fields.map(field)));
    case 'story':
      return texts([story(block)]);
    case 'correction':
      return texts([correction(block)]);
    case 'image':
      return image(block.url, block.description);
    case 'divider':
      return [separator];
    case 'actions':
      return renderActions(block.actions, unique);
  }
}

/** Texts as components; a text of white space only is invalid and is left out. */
const texts = (contents: readonly string[]): readonly APIComponentInContainer[] =>
  contents.filter((content) => !isBlank(content)).map(textDisplay);

/** Content with a sign at the start of every line. */
function signed(sign: string, content: readonly Inline[], longest: number): string {
  const text = renderInlines(content, longest, `\n${sign}`).trim();
  return isBlank(text) ? '' : `${sign}${text}`;
}

/** Lines in as few texts as fit a third of a page. */
function chunks(lines: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (const line of lines.filter((text) => text !== '')) {
    const last = made.at(-1);
    if (last === undefined || last.length + line.length + 1 > limits.text / 3) made.push(line);
    else made[made.length - 1] = `${last}\n${line}`;
  }
  return made;
}

function listItem(item: readonly Inline[], sign: string): string {
  const content = renderInlines(item, room.item, ' ');
  return isBlank(content) ? '' : `${sign} ${content}`;
}

function field({ label, value }: Field): string {
  return [bold(label, room.heading), renderInlines(value, room.item)].filter((part) => !isBlank(part)).join(' ');
}

function story({ position, mark, headline, judgement, summary, sources }: StoryBlock): string {
  const place = [position === null ? '' : `${position}.`, mark ?? '', headline].filter((part) => !isBlank(part));
  return [
    bold(place.join(' '), room.headline),
    signed('-# ', judgement, room.judgement),
    summary === null ? '' : clip(summary.trim(), room.summary, escapeText),
    sourceLinks(sources),
  ]
    .filter((line) => !isBlank(line))
    .join('\n');
}

/** The first source is always named, the others as far as there is room for them. */
function sourceLinks(sources: StoryBlock['sources']): string {
  const named = sources.map(source).filter((text) => !isBlank(text));
  const shown: string[] = [];
  let length = 0;
  for (const text of named) {
    length += text.length + 3;
    if (shown.length > 0 && length > room.sources) break;
    shown.push(text);
  }
  if (shown.length < named.length) shown.push(`and ${named.length - shown.length} more`);
  return shown.length === 0 ? '' : `-# ${shown.join(' · ')}`;
}

function source({ name, label, url }: StoryBlock['sources'][number]): string {
  const shown =
    url === null ? clip(name, room.heading, escapeLine) : maskedLink(name, url, room.sources - room.heading);
  return isBlank(label ?? '') ? shown : `${shown} (${clip(label ?? '', room.heading - 10, escapeLine)})`;
}

/** What was said struck through, then what is said now; old words are never left out. */
function correction({ was, now, reason, at }: CorrectionBlock): string {
  return [
    `**${now === null ? 'Withdrawn' : 'Corrected'}** ${timestamp(at, 'moment')}`,
    isBlank(was) ? '' : struck(was),
    now === null ? '' : clip(now.trim(), room.summary, escapeText),
    isBlank(reason) ? '' : `Why: ${clip(reason, room.summary, escapeLine)}`,
  ]
    .filter((line) => !isBlank(line))
    .join('\n');
}

/** Discord ends a strike at the first two tildes, escaped or not: none may stand before the closing ones. */
const struck = (text: string): string => `~~${clip(text, room.summary, escapeLine).replace(/~$/, '~\u200b')}~~`;

function image(address: string, description: string): readonly APIComponentInContainer[] {
  const url = safeAddress(address);
  if (url === null) return texts([isBlank(description) ? '' : `-# ${clip(description, room.item, escapeLine)}`]);
  return [picture(url, isBlank(description) ? '' : clip(description, limits.imageDescription, plainLine))];
}
