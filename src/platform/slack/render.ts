import type { types } from '@slack/bolt';
import type { Message } from '../../message/message.ts';
import { toneWords } from '../../message/tone.ts';
import { clip } from '../../news/excerpt.ts';
import { limits } from './limits.ts';
import { type Piece, piecesOf } from './piece.ts';
import { weightOf } from './rich-text.ts';
import { escapeText, oneLine } from './text.ts';

/** One page: what is shown, and the same as escaped plain text for notifications and screen readers. */
export interface SlackPayload {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** A message as the payloads of its pages, at least one, each within Slack's limits. Pages break between blocks. */
export function renderSlack(message: Message): readonly SlackPayload[] {
  const tone = toneWords[message.tone];
  const summary = clip(oneLine(message.summary), limits.headline);
  const content = message.blocks.flatMap(piecesOf);
  const shown = content.length > 0 ? content : sentence(summary || 'Nothing to show.');
  const pages = inPages([...sentence(tone ?? ''), ...shown]);
  return pages.map((page, index) => {
    const mark = pages.length > 1 ? [pageMark(index + 1, pages.length)] : [];
    const texts = page.map(({ text }) => text);
    const opening = index === 0 ? [tone, summary].filter(Boolean).join(': ') : '';
    const rest = index === 0 ? texts.slice(openingOf(texts, tone, summary)) : texts;
    const aloud = [opening, ...mark.map(({ text }) => text), ...rest];
    return {
      text: escapeText(aloud.filter((text) => text !== '').join('\n'), limits.text),
      blocks: withActionIds([...page, ...mark].map(({ block }) => block)),
    };
  });
}

const sentence = (text: string): readonly Piece[] =>
  piecesOf({ kind: 'paragraph', content: [{ kind: 'strong', text }] });

/** How many of the first texts the tone and the summary say already. */
function openingOf(aloud: readonly string[], tone: string | null, summary: string): number {
  const tones = tone === null ? 0 : 1;
  return aloud[tones] === summary ? tones + 1 : tones;
}

function pageMark(page: number, pages: number): Piece {
  const text = `Page ${page} of ${pages}`;
  return { block: { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }, text };
}

/** Fills pages up to Slack's limits, with room for the page mark. A heading stays with what it heads. */
function inPages(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [[]];
  let size = 0;
  for (const piece of pieces) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length >= limits.blocks - 1 || size + sizeOf(piece) > limits.page)) {
      const heading = page.length > 1 && page.at(-1)?.block.type === 'header' ? page.splice(-1) : [];
      pages.push([...heading, piece]);
      size = [...heading, piece].reduce((sum, one) => sum + sizeOf(one), 0);
    } else {
      page.push(piece);
      size += sizeOf(piece);
    }
  }
  return pages;
}

const sizeOf = ({ block }: Piece): number => weightOf(block) + limits.blockWeight;

/** Slack wants every `action_id` once in a message. */
function withActionIds(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  let count = 0;
  return blocks.map((block) => {
    if (block.type !== 'actions') return block;
    const elements = block.elements.map((element) => {
      count += 1;
      return { ...element, action_id: `${element.action_id}:${count}` };
    });
    return { ...block, elements };
  });
}
