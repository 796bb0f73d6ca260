import { Parser } from 'htmlparser2';

/** What a page or a part of one holds. */
export interface HtmlRead {
  /** Elements, and their attributes and classes (`p class`, `p .note`), each once; comments and the like too. */
  readonly words: readonly string[];
  readonly links: readonly string[];
  readonly text: string;
}

/** Reads a page as a browser does, as far as its markup is well-formed. */
export function readHtml(page: string): HtmlRead {
  const words = new Set<string>();
  const links: string[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      words.add(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        words.add(`${name} ${attribute}`);
        if (attribute === 'class') for (const one of value.split(' ')) words.add(`${name} .${one}`);
        if (attribute === 'href') links.push(value);
      }
    },
    ontext: (part) => {
      text += part;
    },
    oncomment: () => void words.add('comment'),
    oncdatastart: () => void words.add('cdata'),
    onprocessinginstruction: (name) => void words.add(name),
  });
  parser.end(page);
  return { words: [...words], links, text };
}
