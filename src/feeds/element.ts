import { namedZone, parseDate } from './date.ts';

/** A node of an XML document. Names are lower case, with the usual prefix of their namespace whatever the document calls it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
  /** The elements among them by name, in the order of the document. */
  readonly named: ReadonlyMap<string, readonly Element[]>;
  /** `xml:base` in force here; relative ones are joined to those above. */
  readonly base: string | null;
  /** `xml:lang` in force here. */
  readonly language: string | null;
  /** False when the document ended before its end tag. */
  readonly complete: boolean;
}

/** An attribute's text without white space around it; null where the element has none of that name. */
export function attribute(element: Element, name: string): string | null {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name]?.trim() ?? null) : null;
}

/** The children with one of these names, in the order of the names. */
export function childrenOf(element: Element, ...names: readonly string[]): readonly Element[] {
  const [name = ''] = names;
  if (names.length === 1) return element.named.get(name) ?? [];
  return names.flatMap((one) => element.named.get(one) ?? []);
}

/** All text in an element, without tags. */
export function textOf(element: Element): string {
  const [only] = element.children;
  if (element.children.length === 1 && typeof only === 'string') return only;
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
  return firstRead(element, names, (child) => textOf(child).trim() || null) ?? '';
}

/** Like `firstText`, as HTML. */
export function firstMarkup(element: Element, ...names: readonly string[]): string {
  return firstRead(element, names, (child) => markupOf(child).trim() || null) ?? '';
}

/** The first of these children that is a date that can be read, in epoch milliseconds; `zone` as `parseDate` takes it. */
export function firstDate(element: Element, zone: number, ...names: readonly string[]): number | null {
  return firstRead(element, names, (child) => parseDate(textOf(child), zone));
}

/** The zone, in minutes east of UTC, of the first of these children that is a date with a zone; UTC where there is none. */
export function firstZone(element: Element, ...names: readonly string[]): number {
  return firstRead(element, names, (child) => namedZone(textOf(child))) ?? 0;
}

function firstRead<Value>(element: Element, names: readonly string[], read: (child: Element) => Value | null) {
  for (const name of names) {
    for (const child of element.named.get(name) ?? []) {
      const value = read(child);
      if (value !== null) return value;
    }
  }
  return null;
}
