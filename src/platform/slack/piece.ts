import type { types } from '@slack/bolt';
import { formatTyped } from '../../command/grammar.ts';
import type { Action, Block, CorrectionBlock, Field, Inline, StoryBlock } from '../../message/message.ts';
import { clip } from '../../news/excerpt.ts';
import { linkAddress } from './address.ts';
import { limits } from './limits.ts';
import { type Element, elementsOf, lines, linked, readAloud, timeInWords, weightOf, words } from './rich-text.ts';
import { oneLine } from './text.ts';

/** One Slack block, and what a screen reader says for it: Slack reads a message's `text` aloud, never its blocks. */
export interface Piece {
  readonly block: types.KnownBlock;
  readonly text: string;
}

/** A block of the message as Slack blocks; none where it holds nothing. */
export function piecesOf(block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.text);
    case 'paragraph':
      return section(elementsOf(block.content));
    case 'list':
      return list(block.items, block.ordered);
    case 'quote':
      return rich(lines(elementsOf(block.content)), (elements) => ({ type: 'rich_text_quote', elements }));
    case 'story':
      return story(block);
    case 'correction':
      return correction(block);
    case 'fields':
      return fields(block.fields);
    case 'image':
      return image(block.url, block.description);
    case 'note':
      return note(block.content);
    case 'divider':
      return [{ block: { type: 'divider' }, text: '' }];
    case 'actions':
      return actions(block.actions);
  }
}

type Part = types.RichTextBlock['elements'][number];

function rich(elements: Element[], wrap: (elements: Element[]) => Part): readonly Piece[] {
  const text = readAloud(elements);
  return text.trim() === '' ? [] : [{ block: { type: 'rich_text', elements: [wrap(elements)] }, text }];
}

const section = (...parts: readonly (readonly Element[])[]): readonly Piece[] =>
  rich(lines(...parts), (elements) => ({ type: 'rich_text_section', elements }));

/** A heading that a header block cannot hold is set in bold instead of being cut. */
function heading(value: string): readonly Piece[] {
  const text = oneLine(value);
  if (text === '') return [];
  if (text.length > limits.header) return section(words(text, { bold: true }));
  return [{ block: { type: 'header', text: { type: 'plain_text', text, emoji: false } }, text }];
}

/** Small print is literal only as `plain_text`, which knows no links and no times: with those it is set like a paragraph. */
function note(content: readonly Inline[]): readonly Piece[] {
  const elements = elementsOf(content);
  const text = readAloud(elements).trim();
  if (text === '') return [];
  if (text.length > limits.string || content.some((part) => part.kind !== 'text')) return section(elements);
  return [{ block: { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }, text }];
}

function story({ position, mark, headline, judgement, summary, sources }: StoryBlock): readonly Piece[] {
  const lead = [position === null ? '' : `${position}.`, mark ?? ''].filter((sign) => sign !== '').join(' ');
  const title = words(clip(oneLine(headline), limits.headline), { bold: true });
  const named = sources.flatMap(({ name, label, url }, index) => [
    ...words(index === 0 ? '' : ', '),
    ...linked(clip(oneLine(name), limits.sourceName), url),
    ...words(label === null || label === '' ? '' : ` (${clip(oneLine(label), limits.sourceName)})`),
  ]);
  return section(
    [...words(lead === '' ? '' : `${lead} `), ...title],
    elementsOf(judgement),
    words(summary ?? ''),
    named,
  );
}

function correction({ was, now, reason, at }: CorrectionBlock): readonly Piece[] {
  const when = elementsOf([{ kind: 'time', at, style: 'moment' }]);
  const [shown] = section(
    was === '' ? [] : [...words('✎ '), ...words(was, { strike: true })],
    words(now ?? 'Withdrawn', { bold: true }),
    [...words(reason === '' ? '' : `${reason} · `), ...when],
  );
  // A line through words is not read aloud.
  const aloud = [
    was === '' ? '' : `It was said: ${was}`,
    now === null ? 'This is withdrawn.' : `It now reads: ${now}`,
    `${reason === '' ? '' : `Why: ${reason}, `}${timeInWords(at)}`,
  ].filter((line) => line !== '');
  return shown === undefined ? [] : [{ block: shown.block, text: aloud.join('\n') }];
}

function list(items: readonly (readonly Inline[])[], ordered: boolean): readonly Piece[] {
  const filled = items.map((item) => lines(elementsOf(item))).filter((item) => readAloud(item).trim() !== '');
  let before = 0;
  return inGroups(filled).map((group) => {
    const offset = before;
    before += group.length;
    const shown = {
      type: 'rich_text_list',
      style: ordered ? 'ordered' : 'bullet',
      elements: group.map((elements) => ({ type: 'rich_text_section', elements })),
      // Not in @slack/types 3.2: docs.slack.dev/reference/block-kit/blocks/rich-text-block
      ...(ordered && offset > 0 ? { offset } : {}),
    } satisfies types.RichTextList & { offset?: number };
    const text = group
      .map((item, index) => `${ordered ? `${offset + index + 1}.` : '-'} ${readAloud(item)}`)
      .join('\n');
    return { block: { type: 'rich_text', elements: [shown] }, text };
  });
}

function fields(rows: readonly Field[]): readonly Piece[] {
  const filled = rows.map(fieldRow).filter((row) => readAloud(row).trim() !== '');
  return inGroups(filled).map((group) => ({
    block: { type: 'rich_text', elements: group.map((elements) => ({ type: 'rich_text_section', elements })) },
    text: group.map(readAloud).join('\n'),
  }));
}

function fieldRow({ label, value }: Field): Element[] {
  const shown = elementsOf(value);
  const colon = label === '' || shown.length === 0 ? '' : ': ';
  return lines([...words(label, { bold: true }), ...words(colon), ...shown]);
}

/** Rows in groups that each fit a page. */
function inGroups(rows: readonly Element[][]): readonly Element[][][] {
  const groups: Element[][][] = [];
  let room = 0;
  for (const row of rows) {
    const weight = weightOf({ type: 'rich_text_section', elements: row });
    if (weight > room) {
      groups.push([]);
      room = limits.run;
    }
    groups.at(-1)?.push(row);
    room -= weight;
  }
  return groups;
}

function image(address: string, description: string): readonly Piece[] {
  const url = linkAddress(address);
  const text = clip(oneLine(description), limits.imageText);
  if (url === null) return section(words(text));
  const alt = text === '' ? 'Image without a description' : text;
  const title = text === '' ? {} : { title: { type: 'plain_text' as const, text, emoji: false } };
  return [{ block: { type: 'image', image_url: url, alt_text: alt, ...title }, text: `Image: ${alt}` }];
}

/** Buttons, in rows. One whose address or question Slack cannot carry stays as words, so that it is not lost. */
function actions(given: readonly Action[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let row: types.Button[] = [];
  for (const action of given) {
    const label = clip(oneLine(action.label), limits.buttonText) || '…';
    const button = buttonOf(action, label);
    if (button === null) {
      pieces.push(...section(words(oneLine(action.label))));
      row = [];
      continue;
    }
    if (row.length === 0 || row.length === limits.buttons || weightOf([...row, button]) > limits.run) {
      row = [];
      pieces.push({ block: { type: 'actions', elements: row }, text: '' });
    }
    row.push(button);
  }
  return pieces;
}

function buttonOf(action: Action, label: string): types.Button | null {
  const text = { type: 'plain_text' as const, text: label, emoji: false };
  if ('open' in action) {
    const url = linkAddress(action.open);
    return url === null ? null : { type: 'button', action_id: 'open', text, url };
  }
  const value = `${action.ask} ${formatTyped(action.options)}`.trim();
  return value.length > limits.buttonValue ? null : { type: 'button', action_id: 'ask', text, value };
}
