import type { types } from '@slack/bolt';
import type { Inline, TimeStyle } from '../../message/message.ts';
import { visibleText } from '../../message/visible.ts';
import { clip } from '../../news/excerpt.ts';
import { linkAddress } from './address.ts';
import { limits } from './limits.ts';

export type Element = types.RichTextText | types.RichTextLink | types.RichTextDate;

/** Tokens of docs.slack.dev/reference/block-kit/blocks/rich-text-block; shown in the zone of the reader's device. */
const formats: Readonly<Record<TimeStyle, string>> = {
  time: '{time}',
  date: '{date_long_full}',
  moment: '{date_short_pretty}, {time}',
  ago: '{ago}',
};

/** A text element; none for an empty string, which Slack refuses. Nothing within it is parsed. */
export function words(text: string, style?: types.RichTextText['style']): readonly Element[] {
  const shown = clip(visibleText(text), limits.string);
  return shown === '' ? [] : [{ type: 'text', text: shown, ...(style === undefined ? {} : { style }) }];
}

/** What a reader sees instead of a date that cannot be shown, and what is read aloud. */
export function timeInWords(at: number): string {
  const [date, time] = new Date(at).toISOString().split('T');
  return `${date} ${time?.slice(0, 5)} UTC`;
}

/** Inline content as rich text elements, which are literal. */
export const elementsOf = (content: readonly Inline[]): readonly Element[] => content.flatMap(elementOf);

function elementOf(part: Inline): readonly Element[] {
  switch (part.kind) {
    case 'text':
      return words(part.text);
    case 'strong':
      return words(part.text, { bold: true });
    case 'link':
      return linked(part.text, part.url);
    case 'time':
      return [
        {
          type: 'date',
          timestamp: Math.floor(part.at / 1000),
          format: formats[part.style],
          fallback: timeInWords(part.at),
        },
      ];
  }
}

/** A link, or its words alone where the address cannot be one. */
export function linked(text: string, address: string | null): readonly Element[] {
  const url = address === null ? null : linkAddress(address);
  if (url === null) return words(text);
  const shown = visibleText(text);
  return [{ type: 'link', url, text: clip(shown.trim() === '' ? url : shown, limits.string) }];
}

/** The elements in one string, as they are read aloud. */
export const readAloud = (elements: readonly Element[]): string => elements.map(spoken).join('');

function spoken(element: Element): string {
  if (element.type === 'date') return element.fallback ?? '';
  return element.text ?? '';
}

/** What Slack's limit for a whole message counts, as far as it is known: see `limits.page`. */
export const weightOf = (parts: object): number => JSON.stringify(parts).length;

/** Joins lines that hold something, and cuts what passes the limit of one run, visibly. */
export function lines(...parts: readonly (readonly Element[])[]): Element[] {
  const filled = parts.filter((part) => readAloud(part).trim() !== '');
  const joined = filled.flatMap((part, index) => (index === 0 ? part : [...words('\n'), ...part]));
  let room: number = limits.run;
  const kept: Element[] = [];
  for (const element of joined) {
    const weight = weightOf(element);
    // Words keep what fits of them; a link or a time is not cut.
    if (weight > room) return kept.concat(element.type === 'text' ? beginning(element, room) : words('…'));
    kept.push(element);
    room -= weight;
  }
  return kept;
}

/** As many of the words as weigh no more than `room`. */
function beginning(element: types.RichTextText, room: number): readonly Element[] {
  let kept = element;
  while (weightOf(kept) > room) {
    const length = Math.floor((kept.text.length * room) / weightOf(kept)) - 1;
    if (length < 2) return words('…');
    kept = { ...element, text: clip(element.text, length) };
  }
  return [kept];
}
