import { readAtom } from './atom.ts';
import { decode } from './decode.ts';
import type { Element } from './element.ts';
import type { Reading } from './entry.ts';
import { readJsonFeed } from './json-feed.ts';
import { readRss } from './rss.ts';
import { advertisedFeed, isWebPage } from './web-page.ts';
import { readXml } from './xml.ts';

/** A document as it came: `contentType` is the HTTP header, `url` is what its relative links are read against. */
export interface Document {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string | null;
}

/** Publishers' feeds come to some 5 MB at most. What stands beyond this is not read. */
const MAX_BYTES = 20_000_000;

/** Bytes to a feed. Pure, and its answer is plain data. Never throws. */
export function readFeed({ bytes, contentType, url }: Document): Reading {
  const { text, warning } = decode(bytes.subarray(0, MAX_BYTES), contentType);
  const reading = parseFeed(text, url);
  if (reading.kind === 'problem') return reading;
  const rest = `the document holds over ${MAX_BYTES / 1e6} MB: the rest is not read`;
  const warnings = [...(bytes.length > MAX_BYTES ? [rest] : []), ...(warning === null ? [] : [warning])];
  return { kind: 'feed', feed: { ...reading.feed, warnings: [...warnings, ...reading.feed.warnings] } };
}

/** RSS 0.9x, 1.0 (RDF), 2.0, Atom 0.3 and 1.0, JSON Feed 1.x, by what the text is, whatever its type says. Never throws. */
export function parseFeed(text: string, url: string | null): Reading {
  if (text.trim() === '') return problem('this address gives an empty document');
  if (/^\s*[{[]/.test(text)) return readJsonFeed(text, url);
  if (isWebPage(text)) return webPage(text, url);
  const { document, warnings } = readXml(text, url);
  const root = feedRoot(document);
  if (root === null) return /<(?:html|body)\b/i.test(text) ? webPage(text, url) : problem(notAFeed(document));
  const feed = root.name.startsWith('atom:') ? readAtom(root, url) : readRss(root, url);
  if (feed.entries.length === 0 && warnings.length > 0) return problem(`no entry can be read: ${warnings[0]}`);
  return { kind: 'feed', feed: { ...feed, warnings: [...warnings, ...feed.warnings] } };
}

const roots: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'rdf', 'channel', 'atom:feed', 'atom:entry']);

/** Error messages of a publisher's server may stand before its feed, and a wrapper around it. */
function feedRoot(element: Element, depth = 0): Element | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (roots.has(child.name)) return child;
    const inner = depth < 3 ? feedRoot(child, depth + 1) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function notAFeed(document: Element): string {
  const first = document.children.find((child) => typeof child !== 'string');
  return first === undefined
    ? 'this address gives plain text, not a feed'
    : `this address gives XML, but no feed (its root is <${first.name.slice(0, 40)}>)`;
}

function webPage(text: string, url: string | null): Reading {
  const feed = advertisedFeed(text, url);
  const advice = feed === null ? '' : `; the page names this feed: ${feed}`;
  return problem(`this address is a web page, not a feed${advice}`);
}

const problem = (text: string): Reading => ({ kind: 'problem', problem: text });
