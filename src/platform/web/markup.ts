import { raw, html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Markup = HtmlEscapedString;
/** What may stand in a template: text is escaped, markup is not, nothing at all stands for `null` and `false`. */
export type Piece = string | number | Markup | null | false | readonly Piece[];

/** Markup with every text in it escaped. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  // Hono answers with a promise only where a piece is one, which the type above rules out.
  return template(strings, ...pieces) as Markup;
}

/** Markup that was escaped by whoever drew it. */
export const drawn = (markup: string): Markup => raw(markup);
