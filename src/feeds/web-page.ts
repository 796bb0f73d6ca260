import { Parser } from 'htmlparser2';
import { absoluteLink } from './link.ts';

/** True for a text that begins as HTML does. Feeds may hold HTML, but only inside, or its document type by mistake. */
export function isWebPage(text: string): boolean {
  // No comment may run past its first end: else a row of them could be divided in countless ways.
  const prolog = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*/.exec(text.slice(0, 5_000))?.[0] ?? '';
  const start = text.slice(prolog.length, prolog.length + 2_000);
  if (/^<!doctype\s+html\b/i.test(start)) return !/<(?:\w+:)?(?:rss|rdf|feed)\b/i.test(start);
  return /^<(?:html|head|body|title|meta|script)\b/i.test(start);
}

/** The feed that a page names in its head, as an absolute address; null where it names none. */
export function advertisedFeed(html: string, url: string | null): string | null {
  let found: string | null = null;
  let base = url;
  const parser = new Parser({
    onopentag(name, { href = '', rel = '', type = '' }) {
      if (name === 'base') base = absoluteLink(href, url) ?? base;
      const isFeed = /^application\/(?:(?:rss|atom|rdf)\+xml|(?:feed\+)?json)/i.test(type.trim());
      if (name === 'link' && isFeed && /\balternate\b/i.test(rel)) found ??= absoluteLink(href, base);
      if (name === 'body' || found !== null) parser.pause();
    },
  });
  parser.write(html);
  return found;
}
