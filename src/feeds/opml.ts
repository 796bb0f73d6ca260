import type { Source } from '../news/source.ts';
import { decode } from './decode.ts';
import { attribute, childrenOf, type Element } from './element.ts';
import { absoluteLink } from './link.ts';
import type { Document } from './parse.ts';
import { declaredText } from './plain-text.ts';
import { readXml } from './xml.ts';

/** What an OPML file lists, in its order, folders opened. */
export interface Opml {
  readonly feeds: readonly OpmlFeed[];
  /** Outlines with an address that no desk can read. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  /** For people, where the file is not what it should be. */
  readonly warnings: readonly string[];
}

export interface OpmlFeed {
  /** Plain text; the empty string where there is none. */
  readonly name: string;
  /** Absolute http(s) address. */
  readonly feed: string;
  /** The page that the feed belongs to. */
  readonly site: string | null;
  /** As the file says it. */
  readonly language: string | null;
  /** What a desk said of this source, by the names of its fields, as text and unchecked. Other programs write none. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The sources of one folder; each needs a feed to be written. */
export interface OpmlFolder {
  readonly name: string;
  readonly sources: readonly Source[];
}

/** The namespace of a desk's labels, so that no other program takes them for its own. */
const NAMESPACE = 'urn:sitrep:source';
const labelNames = [
  'id',
  'kind',
  'owner',
  'country',
  'bloc',
  'stateMedia',
  'reliability',
  'basis',
  'ownership',
  'reviewed',
  'every',
] as const satisfies readonly (keyof Source)[];

/** Bytes to the feeds of an OPML file of any version, however its program spells it; null where it is none. Never throws. */
export function readOpml({ bytes, contentType, url }: Document): Opml | null {
  const { text, warning } = decode(bytes, contentType);
  const { document, warnings } = readXml(text, url);
  const root = opmlRoot(document);
  if (root === null) return null;
  const prefix = labelPrefix(root);
  const feeds: OpmlFeed[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const outline of outlinesOf(root)) {
    const address = attribute(outline, 'xmlurl') ?? strayAddress(outline);
    if (address === '') continue;
    const name = declaredText(attribute(outline, 'text') || attribute(outline, 'title') || '');
    const found = addressOf(outline, address);
    if ('why' in found) {
      // Never the whole address: it may hold a secret, and what is left out is printed.
      leftOut.push({ name: name || URL.parse(address)?.host || declaredText(address), ...found });
      continue;
    }
    const site = absoluteLink(attribute(outline, 'htmlurl') ?? '');
    feeds.push({ name, ...found, site, language: attribute(outline, 'language'), labels: labelsOf(outline, prefix) });
  }
  return { feeds, leftOut, warnings: [...(warning === null ? [] : [warning]), ...warnings] };
}

/** OPML 2.0 (opml.org/spec2.opml), with each source's labels in a namespace of their own. */
export function writeOpml({
  title,
  folders,
}: {
  readonly title: string;
  readonly folders: readonly OpmlFolder[];
}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0" xmlns:sitrep="${NAMESPACE}">`,
    '  <head>',
    `    <title>${escaped(title)}</title>`,
    '  </head>',
    '  <body>',
    ...folders.flatMap(({ name, sources }) => [
      `    <outline${attributes({ text: name, title: name })}>`,
      ...sources.map((source) => `      <outline${attributes(outlineOf(source))}/>`),
      '    </outline>',
    ]),
    '  </body>',
    '</opml>',
  ].join('\n');
}

/** Error messages of a server may stand before the root, and a wrapper around it. */
function opmlRoot(element: Element, depth = 0): Element | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const root = child.name === 'opml' ? child : depth < 3 ? opmlRoot(child, depth + 1) : null;
    if (root !== null) return root;
  }
  return null;
}

/** Every outline, in the order of the file. A list instead of a call for each level: depth costs no stack. */
function* outlinesOf(root: Element): Generator<Element> {
  const open = childrenOf(root, 'body', 'outline').toReversed();
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.name === 'outline') yield element;
    for (const child of childrenOf(element, 'outline').toReversed()) open.push(child);
  }
}

/** The address of a feed, or why no desk can read it. */
function addressOf(outline: Element, address: string): { readonly feed: string } | { readonly why: string } {
  // FreshRSS lists pages, too, of which its own rules make a feed: `HTML+XPath`, `JSON+DotNotation`.
  if (attribute(outline, 'type')?.includes('+') === true)
    return { why: 'a page of which only its own reader makes a feed' };
  const feed = absoluteLink(address);
  if (feed === null) return { why: 'no http(s) address' };
  const url = URL.parse(address);
  // A desk file is read by many. Without the secret, which `absoluteLink` drops, such a feed does not open.
  const secret = url !== null && `${url.username}${url.password}` !== '';
  return secret ? { why: 'a user name or password in its address' } : { feed };
}

/** A quotation mark that a description holds unescaped ends its tag early: the address then stands in the text behind it. */
function strayAddress(outline: Element): string {
  const stray = outline.children.map((child) =>
    typeof child === 'string' ? / xmlUrl="([^"]*)"/i.exec(child)?.[1] : null,
  );
  return stray.find((address) => address != null)?.trim() ?? '';
}

/** What a file calls the namespace of labels, in lower case as all names are read; null where it knows none. */
function labelPrefix(root: Element): string | null {
  const declared = Object.entries(root.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value.trim() === NAMESPACE,
  );
  return declared === undefined ? null : declared[0].slice('xmlns:'.length);
}

function labelsOf(outline: Element, prefix: string | null): OpmlFeed['labels'] {
  if (prefix === null) return {};
  return Object.fromEntries(
    labelNames.flatMap((name) => {
      const value = attribute(outline, `${prefix}:${name.toLowerCase()}`);
      return value === null ? [] : [[name, declaredText(value)]];
    }),
  );
}

function outlineOf(source: Source): Readonly<Record<string, string | null>> {
  const labels = labelNames.map((name) => [`sitrep:${name}`, source[name] === null ? null : String(source[name])]);
  return {
    text: source.name,
    title: source.name,
    type: 'rss',
    xmlUrl: source.feed,
    language: source.language,
    ...Object.fromEntries(labels),
  };
}

const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escaped(value)}"`))
    .join('');

/** Characters that XML 1.0 does not know, in any spelling. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** White space is written by number, since a parser reads it in an attribute as blanks. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(notXml, '')
    .replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
