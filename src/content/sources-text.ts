import { isCollection, isMap, isPair, isSeq, parseDocument, stringify } from 'yaml';
import type { SourceEntry } from './new-source.ts';

/**
 * The text of a desk file with entries behind its last source, and the comment above the first of them. Not a sign of what
 * stood there changes: entries are put in, nothing is written anew. The text must be a desk file without a mistake.
 */
export function insertSources(text: string, entries: readonly SourceEntry[], comment: string): string {
  const sources: unknown = parseDocument(text, { keepSourceTokens: true }).get('sources', true);
  if (!isSeq(sources)) throw new Error('content: the desk file has no list of sources');
  const end = endOf(sources.flow === true ? sources.items.at(-1) : sources);
  if (sources.flow === true) {
    const list = entries.map((entry) => `, ${JSON.stringify(entry)}`).join('');
    return text.slice(0, end) + list + text.slice(end);
  }
  const margin = sources.srcToken?.type === 'block-seq' ? sources.srcToken.indent : 0;
  const at = lineBehind(text, end, margin);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const spaced = sources.items.length === 1 || /\n[ \t]*\r?\n/.test(text.slice(sources.range?.[0], end));
  const lines = [
    ...(spaced ? [''] : []),
    `${' '.repeat(margin)}# ${comment}`,
    ...entries.flatMap((entry, index) => [
      ...(spaced && index > 0 ? [''] : []),
      // Long texts stay on their line, as they do in the rest of the file.
      ...stringify([entry], { lineWidth: 0 })
        .trimEnd()
        .split('\n')
        .map((line) => ' '.repeat(margin) + line),
    ]),
  ].join(newline);
  const before = text.slice(0, at);
  return before.endsWith('\n') ? before + lines + newline + text.slice(at) : before + newline + lines + text.slice(at);
}

/**
 * The text of a desk file without the source at `index`, and without the blank lines behind it; comments above it stay, since
 * they may speak of more than it. Null where its sources do not stand one below the other.
 */
export function cutSource(text: string, index: number): string | null {
  const sources: unknown = parseDocument(text, { keepSourceTokens: true }).get('sources', true);
  const item = isSeq(sources) && sources.flow !== true ? sources.items[index] : undefined;
  if (!isMap(item) || !isSeq(sources) || sources.srcToken?.type !== 'block-seq') return null;
  const start = text.lastIndexOf('\n', item.range?.[0] ?? 0) + 1;
  let end = lineBehind(text, endOf(item), sources.srcToken.indent);
  const blank = /[ \t]*\r?\n/y;
  for (blank.lastIndex = end; blank.test(text); blank.lastIndex = end) end = nextLine(text, end);
  return text.slice(0, start) + text.slice(end);
}

/** Where the last thing in a value ends. A block collection claims the comments and blank lines behind it, too. */
function endOf(value: unknown): number {
  const last = isCollection(value) ? value.items.at(-1) : undefined;
  if (isSeq(value) && value.flow !== true) return endOf(last);
  if (isMap(value) && value.flow !== true && isPair(last)) return endOf(last.value ?? last.key);
  return (value as { readonly range?: readonly number[] | null }).range?.[1] ?? 0;
}

/** The start of the first line behind `end` that is not about what ends there; comments indented beyond `margin` are. */
function lineBehind(text: string, end: number, margin: number): number {
  const comment = new RegExp(` {${margin + 1},}#`, 'y');
  let at = text[end - 1] === '\n' ? end : nextLine(text, end);
  for (comment.lastIndex = at; comment.test(text); comment.lastIndex = at) at = nextLine(text, at);
  return at;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
