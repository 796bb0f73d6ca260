import { visibleText } from '../../message/visible.ts';

/**
 * Discord has no text element that is literal, so text from outside is written with backslashes. Its parser takes a
 * backslash before any sign that is neither letter, digit nor space (reference, "Message Formatting"). Where the service
 * itself looks for a word in the raw text (mentions, invites), a zero-width space breaks the word as well.
 */
export const zeroWidth = '\u200b';

/** A text of several lines that Discord shows as it is, at any place of a message. */
export function escapeText(text: string): string {
  return (
    visibleText(text)
      .replaceAll(/[\\*_~|`[\]<]/g, '\\$&')
      // Within a link Discord reads on past its end to the next `](`, and that one escaped or not.
      .replaceAll('](', ']\\(')
      .replaceAll(/:(?=\S)/g, '\\:')
      .replaceAll(/\\<(?=[@#/:]|\\:|a\\:|t\\:|id\\:)/gi, `\\<${zeroWidth}`)
      .replaceAll(/@(?=everyone|here)/gi, `@${zeroWidth}`)
      .replaceAll(/discord(?=\.gg|(?:app)?\.com\/invite)/gi, `$&${zeroWidth}`)
      // Within a line: white space over many lines would be gone through again from each of them.
      .replaceAll(/^([^\S\n]*)([#>+-])/gm, '$1\\$2')
      .replaceAll(/^([^\S\n]*\d+)([.)])/gm, '$1\\$2')
  );
}

/** The same in one line. */
export const escapeLine = (text: string): string => escapeText(text.replaceAll(/\s+/g, ' ').trim());

/** One line where Discord reads no Markdown: a label, a description. */
export const plainLine = (text: string): string => visibleText(text).replaceAll(/\s+/g, ' ').trim();

/** True where there is nothing to see: Discord refuses components of white space only. */
export const isBlank = (text: string): boolean => visibleText(text).replaceAll(/[\s\u200b-\u200f\u2060]/g, '') === '';

/**
 * A text of at most `room` characters as `write` escapes it; what does not fit ends in a visible `…`.
 * Cuts between characters as people see them, not inside one.
 */
export function clip(text: string, room: number, write: (text: string) => string): string {
  const whole = text.length > room * 2 ? null : write(text);
  if (whole !== null && whole.length <= room) return whole;
  const characters = graphemes(text, room);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (write(characters.slice(0, middle).join('')).length < room) low = middle;
    else high = middle - 1;
  }
  return `${write(characters.slice(0, low).join('').trimEnd())}…`;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemes(text: string, room: number): readonly string[] {
  const characters = Array.from(segmenter.segment(text.slice(0, room)), ({ segment }) => segment);
  return text.length > room ? characters.slice(0, -1) : characters;
}
