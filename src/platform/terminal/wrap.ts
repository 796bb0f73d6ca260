import type { Paint, Role } from './palette.ts';

/** A stretch of clean text in one role. */
export interface Run {
  readonly role: Role;
  readonly text: string;
}

/** Text in a role. */
export const run = (role: Role, text: string): Run => ({ role, text });

interface Margins {
  /** Width of a line in cells. */
  readonly columns: number;
  /** What stands before the first line, and before the lines that follow it. */
  readonly first?: string;
  readonly rest?: string;
}

/**
 * Breaks runs into painted lines at white space; `\n` in a run breaks a line. A word wider than the line stays whole, so
 * that an address can be copied. Runs without a word give no line.
 */
export function wrap(runs: readonly Run[], paint: Paint, { columns, first = '', rest = first }: Margins): string[] {
  const lines: Run[][] = [];
  let line: Run[] = [];
  let used = 0;
  const room = Math.max(10, columns - Math.max(widthOf(first), widthOf(rest)));
  const end = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of wordsOf(runs)) {
    const width = word.reduce((sum, part) => sum + widthOf(part.text), 0);
    if (word.length === 0 || (used > 0 && used + 1 + width > room)) end();
    if (word.length === 0) continue;
    if (used > 0) line.push(spaceBetween(line.at(-1), word[0]));
    line.push(...word);
    used += width + (used > 0 ? 1 : 0);
  }
  end();
  return lines.map((runsOfLine, index) => (index === 0 ? first : rest) + painted(runsOfLine, paint));
}

/** Words as the runs they are made of; an empty one stands for a line break. */
function wordsOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const words: Run[][] = [];
  let open = false;
  for (const { role, text } of runs) {
    for (const piece of text.match(/\n|[^\S\n]+|\S+/gu) ?? []) {
      const shown = /\S/u.test(piece);
      if (shown && open) words.at(-1)?.push(run(role, piece));
      else if (shown) words.push([run(role, piece)]);
      else if (piece === '\n') words.push([]);
      open = shown;
    }
  }
  return words;
}

/** A space inside one role belongs to it, so that a phrase is painted in one stroke. */
const spaceBetween = (before: Run | undefined, after: Run | undefined): Run =>
  run(before !== undefined && before.role === after?.role ? before.role : 'plain', ' ');

function painted(line: readonly Run[], paint: Paint): string {
  const strokes: Run[] = [];
  for (const part of line) {
    const last = strokes.at(-1);
    if (last?.role === part.role) strokes[strokes.length - 1] = run(part.role, last.text + part.text);
    else strokes.push(part);
  }
  return strokes.map(({ role, text }) => paint(role, text)).join('');
}

/** Scripts whose every code unit takes one cell, which is nearly all that a desk prints. */
const narrow = /^[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u2190-\u21ff]*$/u;
/** East Asian wide and full-width characters and pictographs (Unicode UAX #11). */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

const characters = new Intl.Segmenter();

/** Width of a text in terminal cells. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of characters.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}
