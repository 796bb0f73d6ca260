import { Parser } from 'htmlparser2';

/** A node of an XML document. Names are lower case, with the usual prefix of their namespace whatever the document calls it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
  /** `xml:base` in force here; relative ones are joined to those above. */
  readonly base: string | null;
  /** `xml:lang` in force here. */
  readonly language: string | null;
  /** False when the document ended before its end tag. */
  readonly complete: boolean;
}

/** Real feeds nest about 10 deep; unclosed tags in unescaped HTML add some. */
const MAX_DEPTH = 500;
const MAX_ELEMENTS = 250_000;

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
  parser.write(withoutDoctype(text));
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
  const base = attributes['xml:base'];
  return {
    name: usualName(raw, scope),
    attributes,
    children: [],
    base: base === undefined ? parent.base : (URL.parse(base, parent.base ?? url ?? undefined)?.href ?? parent.base),
    language: attributes['xml:lang'] || parent.language,
    scope,
    complete: false,
  };
}

/** A root's default namespace is decided by its name: publishers put Atom's on `<rss>`, and none on `<feed>`. */
const rootScope = (raw: string): Scope => new Map([['', raw === 'feed' ? 'atom' : '']]);

function scopeOf(attributes: Record<string, string>, above: Scope, isRoot: boolean): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith('xmlns:') && (name !== 'xmlns' || isRoot)) continue;
    const usual = usualPrefixes.get(
      value
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\/|[/#]+$/g, ''),
    );
    const prefix = name.slice('xmlns:'.length);
    scope ??= new Map(above);
    scope.set(prefix, usual ?? prefix);
  }
  return scope ?? above;
}

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

/** An internal subset may hold tags in quotes, which a tokenizer without document types would take for the document's. */
function withoutDoctype(text: string): string {
  const start = text.search(/<!doctype/i);
  const head = text.slice(0, start);
  // After the first element it is no document type but text, for example inside CDATA.
  if (start < 0 || /<[a-z]/i.test(head.replace(/<!--[\s\S]*?-->/g, ''))) return text;
  const doctype = /^<!doctype[^[<>]*(?:\[(?:"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[^\]"'])*\][^>]*)?>/i.exec(
    text.slice(start),
  );
  return doctype === null ? text : head + text.slice(start + doctype[0].length);
}

/** An attribute's text without white space around it; null where the element has none of that name. */
export function attribute(element: Element, name: string): string | null {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name]?.trim() ?? null) : null;
}

/** The children with one of these names, in the order of the names. */
export function childrenOf(element: Element, ...names: readonly string[]): readonly Element[] {
  return names.flatMap((name) =>
    element.children.filter((child): child is Element => typeof child !== 'string' && child.name === name),
  );
}

/** All text in an element, without tags. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/**
 * An element's content as HTML. In most feeds the text itself is HTML, and tags stand beside it only where a publisher
 * forgot to escape; in XHTML (`literal`) the text means what it says.
 */
export function markupOf(element: Element, literal = false): string {
  return element.children
    .map((child) => {
      if (typeof child !== 'string') {
        const local = child.name.slice(child.name.indexOf(':') + 1);
        return `<${local}>${markupOf(child, literal)}</${local}>`;
      }
      return literal ? child.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : child;
    })
    .join('');
}

/** The first of these children that is not blank, as text; the empty string where there is none. */
export function firstText(element: Element, ...names: readonly string[]): string {
  for (const child of childrenOf(element, ...names)) {
    const text = textOf(child).trim();
    if (text !== '') return text;
  }
  return '';
}

/** Like `firstText`, as HTML. */
export function firstMarkup(element: Element, ...names: readonly string[]): string {
  for (const child of childrenOf(element, ...names)) {
    const markup = markupOf(child).trim();
    if (markup !== '') return markup;
  }
  return '';
}
