import type { AskOptions } from '../message/message.ts';
import type { Option } from './option.ts';

/** What a person typed behind a command: values by option name, and words that named none. */
export interface Typed {
  readonly named: Readonly<Record<string, string>>;
  readonly free: readonly string[];
}

/**
 * Reads `name:value`, `name:"two words"`, `--name value`, `--name=value` and free words.
 * A word with a colon that names no option (`https://…`, `NATO: what now`) stays a free word.
 */
export function parseTyped(line: string, options: readonly Option[]): Typed {
  const known = new Map(options.map((option) => [option.name, option]));
  const named: Record<string, string> = {};
  const free: string[] = [];
  const words = splitWords(line);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const pair = /^(?:--)?([a-z][a-z-]*)[:=](.*)$/s.exec(word);
    const flag = /^--([a-z][a-z-]*)$/.exec(word)?.[1];
    if (pair?.[1] !== undefined && known.has(pair[1])) named[pair[1]] = pair[2] ?? '';
    else if (flag !== undefined && known.get(flag)?.type === 'boolean') named[flag] = 'true';
    else if (flag !== undefined && known.has(flag)) named[flag] = words[++at] ?? '';
    else free.push(word);
  }
  return { named, free };
}

/** Writes options so that `parseTyped` reads them back, for buttons and for showing a command to a person. */
export function formatTyped(options: AskOptions): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}:${quoted(String(value))}`)
    .join(' ');
}

const quoted = (value: string): string => (/[\s"“”]/.test(value) ? `"${value.replaceAll('"', "'")}"` : value);

/** Words at white space; double quotes (straight or curly, as phones type them) hold words together. */
function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"“”]|["“”][^"“”]*["“”]?)+/g) ?? [];
  return words.map((word) => word.replaceAll(/["“”]/g, ''));
}
