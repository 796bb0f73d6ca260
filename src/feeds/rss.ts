import {
  attribute,
  childrenOf,
  type Element,
  firstDate,
  firstMarkup,
  firstText,
  firstZone,
  textOf,
} from './element.ts';
import { type Entry, type ParsedFeed, readEntries } from './entry.ts';
import { languageTag } from './language.ts';
import { absoluteLink, type Bases, firstLink } from './link.ts';
import { imageOf } from './media.ts';
import { plainText } from './plain-text.ts';
import { skipsOf } from './skips.ts';

/**
 * RSS 0.9x and 2.0 (`rss`), RSS 0.9 and 1.0 (`rdf:RDF`, where the items stand beside the channel), with the elements of
 * Dublin Core, Atom and Media RSS that publishers mix in. `url` is the address that the document came from.
 */
export function readRss(root: Element, url: string | null): ParsedFeed {
  const channel = childrenOf(root, 'channel')[0] ?? root;
  const home = absoluteLink(firstText(channel, 'link'), channel.base, url);
  const zone = firstZone(channel, 'pubdate', 'lastbuilddate', 'dc:date');
  const ttl = Number.parseInt(firstText(channel, 'ttl'), 10);
  return {
    format: root.name === 'rdf:rdf' ? 'RDF' : 'RSS',
    title: plainText(firstMarkup(channel, 'title', 'dc:title')),
    language: languageTag(firstText(channel, 'language', 'dc:language')) ?? channel.language,
    ttl: ttl > 0 ? ttl : null,
    ...skipsOf(channel),
    ...readEntries([...itemsIn(root)], (item) => readItem(item, [item.base, home, url], zone)),
  };
}

/** Items in order of the document, also those that a missing end tag put inside another. One that was cut off is left out. */
function* itemsIn(element: Element): Iterable<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === 'item' && child.complete) yield child;
    if (itemHolders.has(child.name)) yield* itemsIn(child);
  }
}

const itemHolders: ReadonlySet<string> = new Set(['item', 'channel', 'items']);

function readItem(item: Element, bases: Bases, zone: number): Entry {
  return {
    id: firstText(item, 'guid', 'atom:id', 'id') || about(item),
    title: plainText(firstMarkup(item, 'title', 'media:title', 'dc:title', 'atom:title')),
    link: itemLink(item, bases),
    summary: plainText(
      firstMarkup(item, 'description', 'content:encoded', 'atom:summary', 'summary', 'media:description') ||
        firstMarkup(
          item,
          'dc:description',
          'itunes:summary',
          'atom:content',
          'content',
          'fullitem',
          'body',
          'xhtml:body',
        ),
    ),
    published: firstDate(
      item,
      zone,
      'pubdate',
      'dcterms:issued',
      'atom:published',
      'dc:date',
      'dcterms:created',
      'date',
    ),
    updated: firstDate(item, zone, 'atom:updated', 'dcterms:modified', 'updated', 'lastbuilddate'),
    author: authorOf(item),
    origin: plainText(firstMarkup(item, 'source')) || null,
    image: imageOf(item, bases),
    language: languageTag(firstText(item, 'dc:language', 'language')) ?? item.language,
    categories: childrenOf(item, 'category', 'dc:subject', 'media:category', 'media:keywords')
      .map((one) => plainText(textOf(one)))
      .filter(Boolean),
  };
}

/** `rdf:about`, under whatever prefix. */
function about(item: Element): string | null {
  const name = Object.keys(item.attributes).find((key) => key === 'about' || key.endsWith(':about'));
  return name === undefined ? null : attribute(item, name) || null;
}

function itemLink(item: Element, bases: Bases): string | null {
  const written = childrenOf(item, 'link').map((link) => textOf(link).trim() || (attribute(link, 'href') ?? ''));
  const link = firstLink(written, bases);
  if (link !== null) return link;
  const atom = childrenOf(item, 'atom:link')
    .filter((link) => (attribute(link, 'rel') ?? 'alternate') === 'alternate')
    .map((link) => attribute(link, 'href') ?? '');
  // A guid is the address unless it says that it is not; then, and in RDF, it must at least look like one.
  const guid = childrenOf(item, 'guid').filter((one) => attribute(one, 'ispermalink')?.toLowerCase() !== 'false');
  const addresses = [...guid.map((one) => textOf(one).trim()), about(item) ?? ''].filter((id) =>
    /^https?:\/\//i.test(id),
  );
  return firstLink([...atom, ...addresses], bases);
}

function authorOf(item: Element): string | null {
  const names = [
    ...childrenOf(item, 'dc:creator', 'dc:author').map(textOf),
    ...childrenOf(item, 'author').map(textOf),
    ...childrenOf(item, 'atom:author').map((author) => firstText(author, 'atom:name')),
    ...childrenOf(item, 'itunes:author').map(textOf),
  ].map(personName);
  return names.find((name) => name !== '') ?? null;
}

const MAX_NAME = 300;

/** RSS asks for a mail address here; `mail (Name)` and `Name <mail>` hold a name, a bare address is nobody's to print. */
function personName(written: string): string {
  const text = written.trim().slice(0, MAX_NAME);
  const inBrackets = /^\S+@\S+ *\((.+)\)$/.exec(text)?.[1];
  return plainText((inBrackets ?? text).replace(/[<(]?[^\s<>()]+@[^\s<>()]+[>)]?/g, ''));
}
