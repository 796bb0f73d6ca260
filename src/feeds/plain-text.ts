import { Tokenizer } from 'htmlparser2';
import { asWindows1252, withoutMojibake } from './mojibake.ts';

/** Longer than any summary; keeps one hostile text from costing more than a millisecond or two. */
const MAX_MARKUP = 50_000;
/** Text encoded twice is common, three times happens; beyond that nobody means it. */
const MAX_PASSES = 4;

/**
 * The words of an HTML text on one line: no tags, no entities (also where they were encoded twice), no scripts or styles,
 * white space folded, nothing invisible. What is left is literal text and must still be escaped where it is shown.
 */
export function plainText(html: string): string {
  // Tidy before each pass: what cannot be seen may part a sign from the name that makes it a tag.
  let text = tidy(html.slice(0, MAX_MARKUP));
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    if (!markup.test(text)) return text;
    const stripped = tidy(withoutMarkup(text));
    if (stripped === text) return text;
    text = stripped;
  }
  return tidy(text.replace(/[<>&]/g, ''));
}

/** For text that its publisher declares to be plain: read as HTML only where it plainly is HTML all the same. */
export function declaredText(text: string): string {
  const start = text.slice(0, MAX_MARKUP);
  return evidentMarkup.test(start) ? plainText(start) : tidy(start);
}

const markup = /<[a-z!/?]|&#?[a-z\d]+;?/i;
const evidentMarkup =
  /<\/?(?:p|br|a|b|i|em|strong|div|span|img|ul|li|h\d|script|style)\b[^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]{2,8}\d?);/i;

/** Control characters, bidirectional overrides and isolates, soft hyphens, zero-width space, byte order marks, tag letters. */
const invisible =
  /[[\p{Cc}--[\s\u0085]]\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gv;

function tidy(text: string): string {
  if (tidied.test(text)) return text;
  // What is mended only without its invisible signs may hold others.
  const visible = withoutInvisible(text.toWellFormed());
  const mended = withoutMojibake(visible);
  return (mended === visible ? visible : withoutInvisible(mended)).replace(space, ' ').trim();
}

/** ASCII with single blanks, as most English texts are: nothing below could change it. */
const tidied = /^[!-~]+(?: [!-~]+)*$/;

/** White space that is more or other than one blank: to replace each blank by itself would cost most of the time. */
const space = /[\s\u0085]{2,}|[^\S ]|\u0085/g;

const withoutInvisible = (text: string): string => asWindows1252(text).replace(invisible, '');

const hidden: ReadonlySet<string> = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'svg',
  'math',
  'template',
  'noembed',
  'noframes',
  'xmp',
  'textarea',
  'select',
]);
/** Tags that do not part the words beside them. */
const inline: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** One pass over a tokenizer instead of a parser: without a stack of open tags, deep nesting costs nothing. */
function withoutMarkup(source: string): string {
  const html = withoutStraySigns(withoutOpenComment(source));
  let text = '';
  let within: string | null = null;
  /** What stands in a hidden element. One that is never closed hides nothing but a program. */
  let aside = '';
  const nothing = (): void => {};
  const say = (words: string): void => {
    if (within === null) text += words;
    else aside += words;
  };
  const part = (name: string): void => {
    if (!inline.has(name)) say(' ');
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext(start, end) {
        say(html.slice(start, end));
      },
      ontextentity(codePoint) {
        say(String.fromCodePoint(codePoint));
      },
      onopentagname(start, end) {
        const name = html.slice(start, end).toLowerCase();
        part(name);
        if (within === null && hidden.has(name)) within = name;
      },
      onclosetag(start, end) {
        const name = html.slice(start, end).toLowerCase();
        if (within === name) {
          within = null;
          aside = '';
        }
        part(name);
      },
      oncdata(start, end, offset) {
        say(html.slice(start, end - offset));
      },
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onopentagend: nothing,
      onselfclosingtag: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return within === 'script' || within === 'style' ? text : text + aside;
}

/** A comment that nothing ends would hide the rest: it ends with its tag, or the text with it. */
function withoutOpenComment(html: string): string {
  const start = html.indexOf('<!--', html.lastIndexOf('-->') + 1);
  return start < 0 ? html : `${html.slice(0, start)}${html.slice(html.indexOf('>', start) + 1 || html.length)}`;
}

/** A `<` that opens no tag, or that no `>` follows, is text: "losses < 5% a<b". */
function withoutStraySigns(html: string): string {
  const lastTag = html.lastIndexOf('>') + 1;
  const tagged = html.slice(0, lastTag).replace(strayLess, '&lt;');
  return tagged + html.slice(lastTag).replaceAll('<', '&lt;');
}

const strayLess = /<(?![a-z]|\/[a-z]|!(?:--|[a-z[])|\?[a-z])/gi;
