import { base64Text } from './base64.ts';
import { attribute, childrenOf, type Element, firstDate, firstText, firstZone, markupOf, textOf } from './element.ts';
import { type Entry, type ParsedFeed, readEntries } from './entry.ts';
import { type Bases, firstLink } from './link.ts';
import { imageOf } from './media.ts';
import { declaredText, plainText } from './plain-text.ts';

/** Atom 1.0 (RFC 4287) and 0.3, which is the same with other names for the dates. `url` is where the document came from. */
export function readAtom(root: Element, url: string | null): ParsedFeed {
  const home = linkOf(root, [url]);
  const zone = firstZone(root, 'atom:updated', 'atom:modified');
  // A document may be one entry.
  const entries = root.name === 'atom:entry' ? [root] : [...entriesIn(root)];
  return {
    format: 'Atom',
    title: firstWords(root, 'atom:title'),
    language: root.language,
    ttl: null,
    ...readEntries(entries, (entry) => readEntry(entry, [entry.base, home, url], zone)),
  };
}

/** Also those that a missing end tag put inside another. One that was cut off is left out. */
function* entriesIn(element: Element): Iterable<Element> {
  for (const entry of childrenOf(element, 'atom:entry')) {
    if (entry.complete) yield entry;
    yield* entriesIn(entry);
  }
}

function readEntry(entry: Element, bases: Bases, zone: number): Entry {
  const origin = childrenOf(entry, 'atom:source')[0];
  return {
    id: firstText(entry, 'atom:id') || null,
    title: firstWords(entry, 'atom:title', 'media:title', 'dc:title'),
    link: linkOf(entry, bases),
    summary:
      firstWords(entry, 'atom:summary', 'atom:content', 'media:description', 'dc:description') || groupSummary(entry),
    published: firstDate(entry, zone, 'atom:published', 'atom:issued', 'dc:date', 'atom:created'),
    updated: firstDate(entry, zone, 'atom:updated', 'atom:modified'),
    author: people(entry) ?? people(origin),
    origin: origin === undefined ? null : firstWords(origin, 'atom:title') || null,
    image: imageOf(entry, bases),
    language: entry.language,
    categories: childrenOf(entry, 'atom:category', 'dc:subject')
      .map((one) => plainText(attribute(one, 'label') || attribute(one, 'term') || textOf(one)))
      .filter(Boolean),
  };
}

/** Video channels describe their pieces only inside a media group. */
function groupSummary(entry: Element): string {
  const group = childrenOf(entry, 'media:group')[0];
  return group === undefined ? '' : firstWords(group, 'media:description');
}

/** The first of these children that says something, by its type: plain text, HTML or XHTML. */
function firstWords(element: Element, ...names: readonly string[]): string {
  for (const child of childrenOf(element, ...names)) {
    const words = wordsOf(child);
    if (words !== '') return words;
  }
  return '';
}

function wordsOf(element: Element): string {
  const type = attribute(element, 'type')?.toLowerCase() ?? 'text';
  const tagged = element.children.some((child) => typeof child !== 'string');
  if (tagged) return plainText(markupOf(element, type.includes('xhtml') || type.includes('xml')));
  const text = textOf(element);
  if (attribute(element, 'mode') === 'base64') return plainText(base64Text(text) ?? '');
  if (type === 'text' || type === 'text/plain') return declaredText(text);
  if (type.includes('html')) return plainText(text);
  // Content of any other type is a file in base64, which may hold words.
  return plainText(base64Text(text) ?? (element.name === 'atom:content' ? '' : text));
}

/** The page of the piece: `alternate`, which is also what a link without a relation means; HTML before other types. */
function linkOf(element: Element, bases: Bases): string | null {
  const alternates = childrenOf(element, 'atom:link').filter((link) => {
    const relation = attribute(link, 'rel') || 'alternate';
    return relation === 'alternate' || relation.endsWith('/alternate');
  });
  const pages = alternates.filter((link) => attribute(link, 'type')?.includes('html') ?? true);
  const written = [...pages, ...alternates].map((link) => attribute(link, 'href') || textOf(link));
  const content = childrenOf(element, 'atom:content').map((one) => attribute(one, 'src') ?? '');
  return firstLink([...written, ...content], bases);
}

function people(element: Element | undefined): string | null {
  if (element === undefined) return null;
  const names = childrenOf(element, 'atom:author').map((author) => plainText(firstText(author, 'atom:name')));
  return names.filter(Boolean).join(', ') || plainText(firstText(element, 'dc:creator')) || null;
}
