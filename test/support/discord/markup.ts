/**
 * Reads a text as Discord's client does, as far as it is known from its published rules, and tells what came alive in it.
 * Written for tests: it shares nothing with the renderer that it judges. Where clients differ, it takes a construct for alive
 * as soon as one of them would: links end differently on a desktop and on Android (`[` within the text, `)` within the address).
 */
export interface Read {
  /** What the reader sees. */
  readonly shown: string;
  /** What is more than words, for example `link https://… ` or `mention <@1>`. */
  readonly alive: readonly string[];
}

type Rule = readonly [name: string, pattern: RegExp, inner: 0 | 1];

const title = String.raw`(?:\s+['"][\s\S]*?['"])?\s*`;
const desktopLink = String.raw`\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?${title}\)`;
const androidLink = String.raw`\[((?:\[[^\]]*\]|[^\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?${title}\)`;

// In the order of precedence. `inner` is the group that is read again.
const rules: readonly Rule[] = [
  ['escape', /\\([^0-9A-Za-z\s])/y, 0],
  ['autolink', /<(?:https?:\/\/[^ >]+|(?:mailto|tel|sms):[^ >]+|[\w.+-]+@[\w.-]+|\+\d+)>/y, 0],
  ['link', new RegExp(desktopLink, 'y'), 1],
  ['link', new RegExp(androidLink, 'y'), 1],
  ['url', /(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/iy, 0],
  ['mention', /<@[!&]?\d+>/y, 0],
  ['channel', /<#\d+>/y, 0],
  ['command', /<\/[^:>]+:\d+>/y, 0],
  ['guide', /<id:[\w-]+>/y, 0],
  ['time', /<t:(-?\d{1,17})(?::[tTdDfFRsS])?>/y, 0],
  ['emoji', /<a?:\w+:\d+>/y, 0],
  ['shortcode', /:[\w+-]+(?:::skin-tone-\d)?:/y, 0],
  ['strong', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, 1],
  ['underline', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, 1],
  ['em', /[*_]((?:\\[\s\S]|[^\\\s])(?:\\[\s\S]|[^\\])*?)[*_](?![*_])/y, 1],
  ['strike', /~~([\s\S]+?)~~(?!_)/y, 1],
  ['spoiler', /\|\|([\s\S]+?)\|\|/y, 1],
  ['code', /(`+)([\s\S]*?[^`])\1(?!`)/y, 0],
];

const lineRules: readonly Rule[] = [
  ['heading', /[^\S\n]*#{1,3}\s+/y, 0],
  ['subtext', /[^\S\n]*-# +/y, 0],
  ['quote', /[^\S\n]*>(?:>>)? +/y, 0],
  ['item', /[^\S\n]*(?:[-*+]|\d+[.)]) +/y, 0],
];

/** Signs with which no rule begins. */
const plain = /[^\\<[hsd:*_~|`\n]+/iy;

export function read(text: string): Read {
  const alive: string[] = [];
  const shown = readText(text, alive);
  // The service itself looks for these words in the raw text.
  for (const word of text.match(/@everyone|@here|discord(?:\.gg|\.gift|(?:app)?\.com\/invite)\/\w+/gi) ?? [])
    alive.push(`word ${word}`);
  return { shown: shown.replaceAll('\u200b', ''), alive };
}

function readText(text: string, alive: string[]): string {
  let shown = '';
  let at = 0;
  while (at < text.length) {
    const words = at > 0 && text[at - 1] !== '\n' ? match(plain, text, at) : null;
    const line = at === 0 || text[at - 1] === '\n' ? readLineSigns(text, at, alive) : null;
    if (line !== null && line.end > at) {
      shown += line.shown;
      at = line.end;
    } else if (words !== null) {
      shown += words[0];
      at += words[0].length;
    } else {
      const { end, seen } = readSign(text, at, alive);
      shown += seen;
      at = end;
    }
  }
  return shown;
}

/** Signs at the start of a line, which may follow each other. */
function readLineSigns(text: string, from: number, alive: string[]): { readonly end: number; readonly shown: string } {
  let at = from;
  let shown = '';
  for (let [name, found] = first(lineRules, text, at); found !== null; [name, found] = first(lineRules, text, at)) {
    alive.push(name);
    if (name === 'item') shown += found[0];
    at += found[0].length;
  }
  return { end: at, shown };
}

function readSign(text: string, at: number, alive: string[]): { readonly end: number; readonly seen: string } {
  const [name, found, inner] = first(rules, text, at);
  if (found === null) return { end: at + 1, seen: text[at] ?? '' };
  const end = at + found[0].length;
  if (name === 'escape') return { end, seen: found[1] ?? '' };
  const target = (found[2] ?? '').replaceAll(/\\([^0-9A-Za-z\s])/g, '$1');
  alive.push(name === 'link' ? `link ${target}` : inner === 0 ? `${name} ${found[0]}` : name);
  return { end, seen: inner === 1 ? readText(found[1] ?? '', alive) : name === 'time' ? '' : found[0] };
}

function first(
  candidates: readonly Rule[],
  text: string,
  at: number,
): readonly [string, RegExpExecArray | null, 0 | 1] {
  for (const [name, pattern, inner] of candidates) {
    const found = match(pattern, text, at);
    if (found !== null) return [name, found, inner];
  }
  return ['text', null, 0];
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
