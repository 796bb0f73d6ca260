import { namedZone, parseDate } from './date.ts';

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

/** The first of these children that is a date that can be read, in epoch milliseconds; `zone` as `parseDate` takes it. */
export function firstDate(element: Element, zone: number, ...names: readonly string[]): number | null {
  return firstRead(element, names, (written) => parseDate(written, zone));
}

/** The zone, in minutes east of UTC, of the first of these children that is a date with a zone; UTC where there is none. */
export function firstZone(element: Element, ...names: readonly string[]): number {
  return firstRead(element, names, namedZone) ?? 0;
}

function firstRead<Value>(element: Element, names: readonly string[], read: (text: string) => Value | null) {
  for (const child of childrenOf(element, ...names)) {
    const value = read(textOf(child));
    if (value !== null) return value;
  }
  return null;
}
