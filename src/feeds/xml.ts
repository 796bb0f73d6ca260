import { Tokenizer } from 'htmlparser2';
import { decodedReferences } from './character-reference.ts';
import type { Element } from './element.ts';
import { languageTag } from './language.ts';
import { rootScope, type Scope, scopeOf, usualName } from './namespace.ts';

/** Real feeds nest about 10 deep; unclosed tags in unescaped HTML add some. */
const MAX_DEPTH = 500;
const MAX_ELEMENTS = 250_000;
/** Characters in a base address. */
const MAX_BASE = 2_000;
/** Comments and instructions before the first element. */
const MAX_PROLOG = 10_000;
/** Characters that are looked through at once. */
const PIECE = 100_000;
/** Characters of one text or attribute, references not decoded: far more than is kept of any. */
const MAX_TEXT = 2_000_000;

/**
 * Reads XML as leniently as browsers read HTML: undefined entities stay text, stray and missing end tags are mended, and
 * the document type is not processed at all, so nothing is expanded or loaded. `url` is where the document came from.
 * Returns a nameless element around the document's own.
 */
export function readXml(text: string, url: string | null): { document: Element; warnings: readonly string[] } {
  const source = tidied(text);
  const warnings: string[] = [];
  const document = createDocument();
  const open: Node[] = [document];
  const innermost = (): Node => open.at(-1) ?? document;
  let count = 0;
  let raw = '';
  let attributes: Record<string, string> = {};
  let attribute = '';
  let value = '';

  const read = (from: number, to: number): string => source.slice(from, Math.min(to, from + MAX_TEXT));

  function say(words: string): void {
    const { children } = innermost();
    const last = children.length - 1;
    const before = children[last];
    if (typeof before !== 'string') children.push(words);
    else if (before.length < MAX_TEXT) children[last] = before + words;
  }

  function begin(): void {
    count += 1;
    if (open.length > MAX_DEPTH || count > MAX_ELEMENTS) {
      const measure = open.length > MAX_DEPTH ? `nests deeper than ${MAX_DEPTH}` : `holds over ${MAX_ELEMENTS}`;
      warnings.push(`the document ${measure} elements: the rest is not read`);
      tokenizer.pause();
      return;
    }
    const parent = innermost();
    const node = createNode(raw, attributes, parent, url);
    adopt(parent, node);
    open.push(node);
  }

  /** Ends the innermost element of this name, and with it those inside that nothing ended; a stray end tag ends none. */
  function end(name: string): void {
    const from = open.findLastIndex((node) => node.raw === name);
    if (from > 0) for (const node of open.splice(from)) node.complete = true;
  }

  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      ontext: (from, to) => say(decodedReferences(read(from, to))),
      oncdata: (from, to, offset) => say(read(from, to - offset)),
      onopentagname(from, to) {
        raw = source.slice(from, to).toLowerCase();
        attributes = {};
      },
      onattribname(from, to) {
        attribute = source.slice(from, to).toLowerCase();
        value = '';
      },
      onattribdata(from, to) {
        value += read(from, to);
      },
      onattribend() {
        if (!Object.hasOwn(attributes, attribute)) attributes[attribute] = decodedReferences(value);
      },
      onopentagend: begin,
      onselfclosingtag() {
        begin();
        end(raw);
      },
      onclosetag: (from, to) => end(source.slice(from, to).toLowerCase()),
      onattribentity: nothing,
      ontextentity: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  );
  // Never ended: what was cut off could not be told from what is whole.
  tokenizer.write(source);
  if (open.length > 1 && warnings.length === 0) warnings.push('the document breaks off before its end');
  return { document, warnings };
}

interface Node extends Element {
  readonly raw: string;
  readonly children: (Element | string)[];
  named: Map<string, Element[]>;
  readonly scope: Scope | null;
  complete: boolean;
}

/** Of elements without any inside, which are most: nothing is ever added to it. */
const none: Map<string, Element[]> = new Map();

const createDocument = (): Node => ({
  raw: '',
  name: '',
  attributes: {},
  children: [],
  named: none,
  base: null,
  language: null,
  complete: true,
  scope: null,
});

function createNode(raw: string, attributes: Record<string, string>, parent: Node, url: string | null): Node {
  const scope = parent.scope === null ? rootScope(raw, attributes) : scopeOf(attributes, parent.scope);
  return {
    raw,
    name: usualName(raw, scope),
    attributes,
    children: [],
    named: none,
    base: baseOf(attributes['xml:base'], parent.base, url),
    language: languageOf(attributes['xml:lang']) ?? parent.language,
    complete: false,
    scope,
  };
}

const languageOf = (written: string | undefined): string | null =>
  written === undefined ? null : languageTag(written);

function adopt(parent: Node, node: Node): void {
  parent.children.push(node);
  if (parent.named === none) parent.named = new Map();
  const alike = parent.named.get(node.name);
  if (alike === undefined) parent.named.set(node.name, [node]);
  else alike.push(node);
}

function baseOf(written: string | undefined, above: string | null, url: string | null): string | null {
  if (written === undefined) return above;
  const base = URL.parse(written, above ?? url ?? undefined)?.href ?? above;
  return base !== null && base.length > MAX_BASE ? above : base;
}

/** A text as the tokenizer needs it: no document type, no `<` that opens nothing, and its last end tag whole. */
function tidied(text: string): string {
  const whole = /<\/[\w:.-]+\s*$/.test(text.slice(-100)) ? `${text}>` : text;
  return withStrayEscaped(withoutDoctype(whole));
}

/** In pieces, since `replace` keeps every place in a text at once: millions of them are more memory than there is. */
function withStrayEscaped(text: string): string {
  let escaped = '';
  for (let from = 0; from < text.length; from += PIECE) {
    const isLast = from + PIECE >= text.length;
    // With the sign after the piece, which says what a `<` at its end is.
    const piece = text.slice(from, from + PIECE + 1).replace(stray, '&lt;');
    escaped += isLast ? piece : piece.slice(0, -1);
  }
  return escaped;
}

const stray = /<(?=[^a-z_:!?/])/gi;

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
