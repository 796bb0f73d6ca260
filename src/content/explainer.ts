import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type Path, readLocatedYaml } from './located-yaml.ts';

export type Passage =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export interface Section {
  readonly title: string;
  /** In the order of the file. */
  readonly passages: readonly Passage[];
}

/** A short, sourced background text that gives each side's view as that side's view. */
export interface Explainer {
  readonly id: string;
  readonly title: string;
  /** What else people type for it, in any language. */
  readonly aliases: readonly string[];
  /** Id of a topic of the desk. */
  readonly topic: string;
  /** The month of its last review, `2026-11`. */
  readonly reviewed: string;
  /** Ids of further explainers. */
  readonly related: readonly string[];
  readonly sources: readonly { readonly name: string; readonly url: string }[];
  readonly sections: readonly Section[];
}

const line = z.string().trim().min(1);

const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write lower-case letters, digits and hyphens'),
  title: line,
  aliases: z.array(line),
  topic: line,
  reviewed: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write year and month, for example 2026-11'),
  related: z.array(line),
  sources: z.array(z.strictObject({ name: line, url: z.url({ protocol: /^https?$/ }) })).min(1),
});

/**
 * Reads every `*.md` in `dir`, in the order of their ids. A file is YAML front matter between `---` lines, then `##`
 * sections of paragraphs and `- ` lists; a line that is indented continues a list item. The first mistake is thrown
 * with its file and line.
 */
export async function loadExplainers(dir: string): Promise<readonly Explainer[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.md')).sort();
  const read = await Promise.all(
    names.map(async (name) => {
      const file = join(dir, name);
      return { name, file, ...parseExplainer(await readFile(file, 'utf8'), file) };
    }),
  );
  const ids = new Set(read.map(({ explainer }) => explainer.id));
  for (const { name, file, explainer, lineOf } of read) {
    if (`${explainer.id}.md` !== name) {
      throw mistake(`the id "${explainer.id}" does not match the file's name`, file, lineOf(['id']));
    }
    const stranger = explainer.related.findIndex((id) => !ids.has(id));
    if (stranger >= 0) {
      const place = lineOf(['related', stranger]);
      throw mistake(`related names no explainer: "${explainer.related[stranger]}"`, file, place);
    }
  }
  return read.map(({ explainer }) => explainer);
}

function parseExplainer(source: string, file: string) {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) throw mistake('front matter between "---" lines must come first', file, 1);
  const { fields, lineOf } = parseFrontMatter(lines.slice(1, end).join('\n'), file);
  const explainer: Explainer = { ...fields, sections: parseSections(lines, end + 1, file) };
  return { explainer, lineOf };
}

function parseFrontMatter(text: string, file: string) {
  const yaml = readLocatedYaml(text);
  // One more than in the YAML alone: the opening `---` stands before it.
  const lineOf = (path: Path): number => yaml.lineOf(path) + 1;
  const [broken] = yaml.mistakes;
  if (broken) throw mistake(broken.text, file, broken.line + 1);
  const parsed = frontMatter.safeParse(yaml.value);
  if (parsed.success) return { fields: parsed.data, lineOf };
  const [issue] = parsed.error.issues;
  const path: Path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  throw mistake([path.join('.'), issue?.message].filter(Boolean).join(': '), file, lineOf(path), parsed.error);
}

function parseSections(lines: readonly string[], from: number, file: string): readonly Section[] {
  const sections: { title: string; passages: Passage[]; line: number }[] = [];
  let open: { kind: 'paragraph' | 'list'; texts: string[] } | null = null;
  const close = () => {
    if (open?.kind === 'list') sections.at(-1)?.passages.push({ kind: 'list', items: open.texts });
    else if (open) sections.at(-1)?.passages.push({ kind: 'paragraph', text: open.texts.join(' ') });
    open = null;
  };
  for (let at = from; at < lines.length; at += 1) {
    const raw = lines[at] ?? '';
    const heading = /^## (.+)$/.exec(raw)?.[1]?.trim();
    const item = /^- (.+)$/.exec(raw)?.[1]?.trim();
    const text = raw.trim();
    const markup = findMarkup(heading ?? item ?? raw);
    if (markup) throw mistake(`${markup} would be shown as it stands; write plain text`, file, at + 1);
    if (heading !== undefined) {
      close();
      if (sections.some((section) => section.title === heading)) {
        throw mistake(`the section "${heading}" stands twice`, file, at + 1);
      }
      sections.push({ title: heading, passages: [], line: at + 1 });
    } else if (text === '') close();
    else if (sections.length === 0) throw mistake('text before the first "## " heading', file, at + 1);
    else if (item !== undefined) {
      if (open?.kind !== 'list') close();
      open ??= { kind: 'list', texts: [] };
      open.texts.push(item);
    } else if (open?.kind === 'list') {
      if (!/^\s/.test(raw)) throw mistake('an empty line must end the list', file, at + 1);
      open.texts.push(`${open.texts.pop()} ${text}`);
    } else {
      open ??= { kind: 'paragraph', texts: [] };
      open.texts.push(text);
    }
  }
  close();
  const empty = sections.find((section) => section.passages.length === 0);
  if (empty) throw mistake(`the section "${empty.title}" is empty`, file, empty.line);
  if (sections.length === 0) throw mistake('there is no "## " section', file, from + 1);
  return sections.map(({ title, passages }) => ({ title, passages }));
}

const markups: readonly (readonly [RegExp, string])[] = [
  [/^\s*#/, 'a heading other than "## "'],
  [/^\s*(?:[*+>|]|\d{1,2}[.)]\s)|^\s+- |^(?:={3,}|-{3,})$/, 'a list other than "- ", a quote, a table or a rule'],
  [/\]\(|\]\[|!\[/, 'a link or image'],
  [/[*`]|~~|(?<!\w)_|_(?!\w)/, 'emphasis or code'],
  [/<\/?[a-z!]|&[a-z]+;|&#/i, 'HTML'],
];

const findMarkup = (text: string) => markups.find(([pattern]) => pattern.test(text))?.[1];

const mistake = (what: string, file: string, at: number, cause?: unknown) =>
  new Error(`content: ${what} (${file}:${at})`, { cause });
