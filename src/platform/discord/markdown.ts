import { html, raw } from 'hono/html';
import type { TimeStyle } from '../../message/message.ts';
import { timeStyles } from './inline.ts';

/** What `html` makes: escaped once, and spliced unchanged into other templates. */
export type Html = ReturnType<typeof html>;

interface LineKind {
  readonly sign: RegExp;
  readonly draw: (lines: readonly string[], first: string) => Html;
}

/** Lines of one kind that follow each other are one element. */
const lineKinds: readonly LineKind[] = [
  { sign: /^### /, draw: (lines) => html`${lines.map((line) => html`<h3>${drawInline(line)}</h3>`)}` },
  { sign: /^-# /, draw: (lines) => html`<p class="discord-subtext">${broken(lines)}</p>` },
  { sign: /^> /, draw: (lines) => html`<blockquote>${broken(lines)}</blockquote>` },
  { sign: /^- /, draw: (lines) => html`<ul>${items(lines)}</ul>` },
  { sign: /^\d+\. /, draw: (lines, first) => html`<ol start="${Number.parseInt(first, 10)}">${items(lines)}</ol>` },
];

const plain: LineKind = { sign: /^/, draw: (lines) => html`<p>${broken(lines)}</p>` };

/** The Markdown that `render.ts` writes, and no more, as HTML. Everything else stays the text that it is. */
export function drawMarkdown(text: string): Html {
  const runs: { readonly kind: LineKind; readonly first: string; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const kind = lineKinds.find(({ sign }) => sign.test(line)) ?? plain;
    const content = line.replace(kind.sign, '');
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else runs.push({ kind, first: line, lines: [content] });
  }
  return html`${runs.map(({ kind, first, lines }) => kind.draw(lines, first))}`;
}

const items = (lines: readonly string[]): readonly Html[] => lines.map((line) => html`<li>${drawInline(line)}</li>`);

const broken = (lines: readonly string[]): readonly Html[] =>
  lines.map((line, at) => html`${at === 0 ? '' : raw('<br>')}${drawInline(line)}`);

const inside = String.raw`(?:\\[\s\S]|[^\\])+?`;
const token = new RegExp(
  [
    String.raw`\\(?<escaped>[^0-9A-Za-z\s])`,
    String.raw`\*\*(?<strong>${inside})\*\*(?!\*)`,
    `~~(?<struck>${inside})~~`,
    String.raw`\[(?<label>(?:\\[\s\S]|[^\\\]])+)\]\((?<url>https?:\/\/[^\s()]+)\)`,
    '<t:(?<at>-?\\d+):(?<style>[tDfR])>',
  ].join('|'),
  'g',
);

function drawInline(text: string): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    parts.push(words(text.slice(from, match.index)), drawToken(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  return html`${parts}${words(text.slice(from))}`;
}

/** Without the zero-width spaces that only Discord needs. */
const words = (text: string): Html => html`${text.replaceAll('\u200b', '')}`;

function drawToken({
  escaped,
  strong,
  struck,
  label,
  url,
  at,
  style,
}: Readonly<Record<string, string | undefined>>): Html {
  if (strong !== undefined) return html`<strong>${drawInline(strong)}</strong>`;
  if (struck !== undefined) return html`<s>${drawInline(struck)}</s>`;
  if (label !== undefined && url !== undefined) return html`<a href="${url}" ${safeLink}>${drawInline(label)}</a>`;
  if (at !== undefined && style !== undefined) return drawTime(Number(at), style);
  return html`${escaped ?? ''}`;
}

/** A followed link learns nothing of the page it comes from. */
export const safeLink = raw('rel="noopener noreferrer nofollow" target="_blank"');

function drawTime(seconds: number, sign: string): Html {
  const written = new Date(seconds * 1000).toISOString();
  const name = (Object.keys(timeStyles) as TimeStyle[]).find((style) => timeStyles[style] === sign) ?? 'moment';
  return html`<time datetime="${written}" data-style="${name}">${written.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
