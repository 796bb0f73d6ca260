/**
 * Reads a text as Discord's client does, as far as it is known from its published rules, and tells what came alive in it.
 * Written for tests: it shares nothing with the renderer that it judges.
 */
export interface Read {
  /** What the reader sees. */
  readonly shown: string;
  /** What is more than words, for example `link https://… ` or `mention <@1>`. */
  readonly alive: readonly string[];
}

type Rule = readonly [name: string, pattern: RegExp, inner: 0 | 1];

// In the order of precedence. `inner` is the group that is read again.
const rules: readonly Rule[] = [
  ['escape', /^\\([^0-9A-Za-z\s])/, 0],
  ['autolink', /^<(https?:\/\/[^ >]+)>/, 0],
  ['link', /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\)/, 1],
  ['url', /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/, 0],
  ['mention', /^<@[!&]?\d+>/, 0],
  ['channel', /^<#\d+>/, 0],
  ['command', /^<\/[^:>]+:\d+>/, 0],
  ['guide', /^<id:\w+>/, 0],
  ['time', /^<t:(-?\d{1,17})(?::[tTdDfFRsS])?>/, 0],
  ['emoji', /^<a?:\w+:\d+>/, 0],
  ['shortcode', /^:[^\s:]+?:/, 0],
  ['strong', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, 1],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, 1],
  ['em', /^[*_]((?:\\[\s\S]|[^\\\s])(?:\\[\s\S]|[^\\])*?)[*_](?![*_])/, 1],
  ['strike', /^~~([\s\S]+?)~~(?!_)/, 1],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/, 1],
  ['code', /^(`+)([\s\S]*?[^`])\1(?!`)/, 0],
];

const lineRules: readonly Rule[] = [
  ['heading', /^#{1,3} /, 0],
  ['subtext', /^-# /, 0],
  ['quote', /^>(?:>>)? /, 0],
  ['item', /^ *(?:[-*+]|\d+\.) /, 0],
];

export function read(text: string): Read {
  const alive: string[] = [];
  const shown = text
    .split('\n')
    .map((line) => readLine(line, alive))
    .join('\n');
  // The service itself looks for these words in the raw text.
  for (const word of text.match(/@everyone|@here|discord(?:\.gg|(?:app)?\.com\/invite)\/\w+/gi) ?? [])
    alive.push(`word ${word}`);
  return { shown: shown.replaceAll('\u200b', ''), alive };
}

function readLine(line: string, alive: string[]): string {
  let rest = line;
  let sign = '';
  for (let turn = 0; turn < 3; turn += 1) {
    const [name, found] = first(lineRules, rest);
    if (found === null) break;
    alive.push(name);
    sign += name === 'item' ? found[0] : '';
    rest = rest.slice(found[0].length);
  }
  return sign + readInline(rest, alive);
}

function readInline(text: string, alive: string[]): string {
  let shown = '';
  let rest = text;
  while (rest !== '') {
    const [name, found, inner] = first(rules, rest);
    if (found === null) {
      shown += rest[0];
      rest = rest.slice(1);
      continue;
    }
    rest = rest.slice(found[0].length);
    if (name === 'escape') shown += found[1];
    else {
      alive.push(name === 'link' ? `link ${found[2]}` : name === 'time' || inner === 0 ? `${name} ${found[0]}` : name);
      shown += inner === 1 ? readInline(found[1] ?? '', alive) : name === 'time' ? '' : found[0];
    }
  }
  return shown;
}

function first(candidates: readonly Rule[], text: string): readonly [string, RegExpExecArray | null, 0 | 1] {
  for (const [name, pattern, inner] of candidates) {
    const found = pattern.exec(text);
    if (found !== null) return [name, found, inner];
  }
  return ['text', null, 0];
}
