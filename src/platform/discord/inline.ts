import type { Inline, TimeStyle } from '../../message/message.ts';
import { safeAddress } from './address.ts';
import { clip, escapeLine, escapeText, isBlank, zeroWidth } from './escape.ts';

/** Signs of `<t:…>`: reference, "Timestamp Styles". */
export const timeStyles: Readonly<Record<TimeStyle, string>> = { time: 't', date: 'D', moment: 'f', ago: 'R' };

/** The farthest point of time that there is (ECMAScript, "Time Values"). */
const lastTime = 8.64e15;

/** A point of time that every reader sees in their own zone. `at` is in epoch milliseconds. */
export const timestamp = (at: number, style: TimeStyle): string =>
  Math.abs(at) <= lastTime ? `<t:${Math.floor(at / 1000)}:${timeStyles[style]}>` : 'unknown time';

/** Bold text; nothing where there is nothing to see, since `****` would be shown. */
export const bold = (text: string, room: number): string =>
  isBlank(text) ? '' : `**${clip(text, room - 4, escapeLine)}**`;

/** What Discord takes as the text of a masked link: brackets only in pairs, whether escaped or not. */
const paired = /^(?:\[[^\]]*\]|[^[\]])*$/;

/**
 * A masked link. Only http and https become links; any other address leaves its text behind.
 * Discord shows the source of a link whose text looks like an address, so that is broken up.
 */
export function maskedLink(text: string, address: string, room: number): string {
  if (isBlank(text)) return '';
  const url = safeAddress(address);
  if (url === null) return clip(text, room, escapeLine);
  // Text that does not begin with a bracket of its own is kept apart from what stands before it.
  if (url.length > room - 80) return `${zeroWidth}${clip(text, room - 21, escapeLine)} (address left out)`;
  const label = clip(text, room - url.length - 20, escapeLabel);
  return paired.test(label) ? `[${label}](${url})` : `${zeroWidth}${label} ([link](${url}))`;
}

const escapeLabel = (text: string): string => escapeLine(text).replaceAll('\\:/', '\\:\u200b/');

/**
 * Inline content as Markdown of at most `room` characters; what does not fit ends in a visible `…`.
 * `newline` stands for the line breaks of texts where each line needs a sign of its own; null leaves them as they are.
 */
export function renderInlines(content: readonly Inline[], room: number, newline: string | null = null): string {
  let written = '';
  for (const part of joined(content)) {
    const left = room - written.length;
    // Less than this holds no link and no bold word: say that something is missing, and stop.
    if (left < 100) return `${written.trimEnd()}…`;
    written += renderInline(part, left - 1, newline);
  }
  return written;
}

function renderInline(part: Inline, room: number, newline: string | null): string {
  switch (part.kind) {
    case 'text':
      return clip(part.text, room, (text) =>
        newline === null ? escapeText(text) : withNewlines(escapeText(text), newline),
      );
    case 'strong':
      return bold(part.text, room);
    case 'link':
      return maskedLink(part.text, part.url, room);
    case 'time':
      return timestamp(part.at, part.style);
  }
}

/** Line breaks between words, with the white space around them, written as `newline`. */
const withNewlines = (text: string, newline: string): string =>
  text.replaceAll(/\s+/g, (gap, at: number) => (gap.includes('\n') && at + gap.length < text.length ? newline : gap));

/** Neighbouring texts as one, so that no sign comes alive where two meet. */
function joined(content: readonly Inline[]): readonly Inline[] {
  const parts: Inline[] = [];
  for (const part of content.flatMap(asDrawn)) {
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { ...last, text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

/** What nobody would see, nothing; what leads nowhere, text. */
function asDrawn(part: Inline): readonly Inline[] {
  if (part.kind === 'text' || part.kind === 'time') return [part];
  if (isBlank(part.text)) return [];
  const dead = part.kind === 'link' && safeAddress(part.url) === null;
  return [dead ? { kind: 'text', text: part.text.replaceAll(/\s+/g, ' ') } : part];
}
