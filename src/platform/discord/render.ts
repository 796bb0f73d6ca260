import type { APIComponentInContainer } from 'discord.js';
import type { Message } from '../../message/message.ts';
import { toneWords } from '../../message/tone.ts';
import { accents } from './accent.ts';
import { renderBlock } from './block.ts';
import { countOf, type DiscordPayload, lengthOf, page, textDisplay } from './component.ts';
import { clip, escapeText, isBlank } from './escape.ts';
import { limits } from './limits.ts';

/** Kept free on every page: the container itself, the tone, and the page number. */
const reserved = { components: 3, text: 80 };

/**
 * A message as the request bodies of its pages, in order, at least one. Every page keeps Discord's limits, holds whole
 * components only, and says its tone and which page it is.
 */
export function renderDiscord(message: Message): readonly DiscordPayload[] {
  let buttons = 0;
  const components = message.blocks.flatMap((block) => renderBlock(block, () => buttons++));
  const pages = paged(components.length > 0 ? components : [textDisplay(summaryOf(message))]);
  const tone = toneWords[message.tone];
  return pages.map((content, at) =>
    page(
      [
        ...(tone === null ? [] : [textDisplay(`**${tone}**`)]),
        ...content,
        ...(pages.length === 1 ? [] : [textDisplay(`-# Page ${at + 1} of ${pages.length}`)]),
      ],
      accents[message.tone],
    ),
  );
}

const summaryOf = ({ summary }: Message): string =>
  isBlank(summary) ? 'There is nothing to show.' : clip(summary, limits.text - reserved.text, escapeText);

function paged(components: readonly APIComponentInContainer[]): readonly (readonly APIComponentInContainer[])[] {
  const pages: APIComponentInContainer[][] = [];
  let count = 0;
  let length = 0;
  for (const component of components) {
    count += countOf(component);
    length += lengthOf(component);
    const fits = count <= limits.components - reserved.components && length <= limits.text - reserved.text;
    const last = pages.at(-1);
    if (last !== undefined && fits) last.push(component);
    else {
      pages.push([component]);
      count = countOf(component);
      length = lengthOf(component);
    }
  }
  return pages;
}
