import { Parser } from 'htmlparser2';
import type { Element } from './element.ts';
import { languageTag } from './language.ts';

/** Real feeds nest about 10 deep; unclosed tags in unescaped HTML add some. */
const MAX_DEPTH = 500;
const MAX_ELEMENTS = 250_000;
/** Namespaces that documents declare number some 20, prefixes in force at once. */
const MAX_SCOPE = 100;
/** Characters in a base address. */
const MAX_BASE = 2_000;
/** Comments and instructions before the first element. */
const MAX_PROLOG = 10_000;

/**
 * Reads XML as leniently as browsers read HTML: undefined entities stay text, stray and missing end tags are mended, and
 * the document type is not processed at all, so nothing is expanded or loaded. `url` is where the document came from.
 * Returns a nameless element around the document's own.
 */
export function readXml(text: string, url: string | null): { document: Element; warnings: readonly string[] } {
  const warnings: string[] = [];
  const document: Node = {
    name: '',
    attributes: {},
    children: [],
    base: null,
    language: null,
    complete: true,
    scope: new Map(),
  };
  const open: Node[] = [document];
  let count = 0;

  const parser = new Parser(
    {
      onopentag(raw, attributes) {
        count += 1;
        if (open.length > MAX_DEPTH || count > MAX_ELEMENTS) {
          const measure = open.length > MAX_DEPTH ? `nests deeper than ${MAX_DEPTH}` : `holds over ${MAX_ELEMENTS}`;
          warnings.push(`the document ${measure} elements: the rest is not read`);
          parser.pause();
          return;
        }
        const parent = open.at(-1) ?? document;
        const node = createNode(raw, attributes, parent, url);
        parent.children.push(node);
        open.push(node);
      },
      ontext(data) {
        const { children } = open.at(-1) ?? document;
        const last = children.length - 1;
        if (typeof children[last] === 'string') children[last] += data;
        else children.push(data);
      },
      onclosetag() {
        const node = open.length > 1 ? open.pop() : undefined;
        if (node !== undefined) node.complete = true;
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // Never ended: the parser would close what was cut off, and it could not be told from what is whole.
  parser.write(tidied(text));
  if (open.length > 1 && warnings.length === 0) warnings.push('the document breaks off before its end');
  return { document, warnings };
}

interface Node extends Element {
  readonly children: (Element | string)[];
  readonly scope: Scope;
  complete: boolean;
}

/** Namespace prefixes in force, as the document names them, to the usual ones. */
type Scope = ReadonlyMap<string, string>;

function createNode(raw: string, attributes: Record<string, string>, parent: Node, url: string | null): Node {
  const scope =
    parent.name === '' ? scopeOf(attributes, rootScope(raw), true) : scopeOf(attributes, parent.scope, false);
  return {
    name: usualName(raw, scope),
    attributes,
    children: [],
    base: baseOf(attributes['xml:base'], parent.base, url),
    language: languageTag(attributes['xml:lang'] ?? '') ?? parent.language,
    scope,
    complete: false,
  };
}

function baseOf(written: string | undefined, above: string | null, url: string | null): string | null {
  if (written === undefined || written.length > MAX_BASE) return above;
  const base = URL.parse(written, above ?? url ?? undefined)?.href ?? above;
  return base !== null && base.length > MAX_BASE ? above : base;
}

/** A root's default namespace is decided by its name: publishers put Atom's on `<rss>`, and none on `<feed>`. */
const rootScope = (raw: string): Scope => new Map([['', raw === 'feed' ? 'atom' : '']]);

function scopeOf(attributes: Record<string, string>, above: Scope, isRoot: boolean): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith('xmlns:') && (name !== 'xmlns' || isRoot)) continue;
    const prefix = name.slice('xmlns:'.length);
    const usual = usualPrefix(value);
    // A name that is not known only matters where it takes a prefix from one that is.
    if (usual === undefined && !above.has(prefix)) continue;
    scope ??= new Map(above);
    if (scope.size < MAX_SCOPE) scope.set(prefix, usual ?? prefix);
  }
  return scope ?? above;
}

/** One closing sign at most: a row of them before something else would take a pattern for more ages to tell. */
const usualPrefix = (namespace: string): string | undefined =>
  usualPrefixes.get(
    namespace
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\/|[/#]$/g, ''),
  );

function usualName(raw: string, scope: Scope): string {
  const colon = raw.indexOf(':');
  const prefix = colon < 0 ? '' : raw.slice(0, colon);
  const usual = scope.get(prefix) ?? prefix;
  const local = raw.slice(colon + 1);
  return usual === '' ? local : `${usual}:${local}`;
}

/** Namespace names without scheme and closing sign, since publishers vary both. RSS 0.9 and 1.0 are read as if without. */
const usualPrefixes: ReadonlyMap<string, string> = new Map([
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
]);

/** A text as the tokenizer needs it: no document type, no `<` that opens nothing, and its last end tag whole. */
function tidied(text: string): string {
  const whole = /<\/[\w:.-]+\s*$/.test(text.slice(-100)) ? `${text}>` : text;
  return withoutDoctype(whole).replace(/<(?=[^a-z_:!?/])/gi, '&lt;');
}

/** An internal subset may hold tags in quotes, which a tokenizer without document types would take for the document's. */
function withoutDoctype(text: string): string {
  const start = text.slice(0, MAX_PROLOG).search(/<!doctype/i);
  // After the first element it is no document type but text, for example inside CDATA.
  if (start < 0 || /<[a-z]/i.test(text.slice(0, start).replace(/<!--[\s\S]*?-->/g, ''))) return text;
  return text.slice(0, start) + text.slice(doctypeEnd(text, start));
}

/** Where a document type ends, its subset included; where it began when it never ends. */
function doctypeEnd(text: string, start: number): number {
  let quote: string | null = null;
  let inSubset = false;
  for (let index = start; index < text.length; index += 1) {
    const sign = text[index];
    if (quote !== null) {
      if (sign === quote) quote = null;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '[') inSubset = true;
    else if (sign === ']') inSubset = false;
    else if (sign === '>' && !inSubset) return index + 1;
    else if (text.startsWith('<!--', index)) {
      const end = text.indexOf('-->', index);
      if (end < 0) return start;
      index = end + 2;
    }
  }
  return start;
}
