import { z } from 'zod';
import { parseDate } from './date.ts';
import { type Entry, type Reading, readEntries } from './entry.ts';
import { languageTag } from './language.ts';
import { absoluteLink, type Bases, firstLink } from './link.ts';
import { declaredText, plainText } from './plain-text.ts';

/** A field of the wrong kind is a field left out: one bad value costs nothing else. */
const string = z.string().nullish().catch(null);
const identity = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const person = z.object({ name: string }).nullish().catch(null);

const item = z.object({
  id: identity,
  url: string,
  external_url: string,
  title: string,
  summary: string,
  content_text: string,
  content_html: string,
  image: string,
  banner_image: string,
  date_published: string,
  date_modified: string,
  language: string,
  author: person,
  authors: z.array(person).nullish().catch(null),
  tags: z.array(string).nullish().catch(null),
});

const document = z.object({
  version: string,
  title: string,
  language: string,
  home_page_url: string,
  items: z.array(z.unknown()),
});

/** Feeds nest some 5 deep. For each further level a parser needs memory that no limit counts. */
const MAX_DEPTH = 500;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). `url` is where the document came from. */
export function readJsonFeed(text: string, url: string | null): Reading {
  if (isTooDeep(text))
    return { kind: 'problem', problem: `this address gives JSON that nests deeper than ${MAX_DEPTH}` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'problem', problem: 'this address gives JSON that is broken or cut off' };
  }
  const feed = document.safeParse(json);
  if (!feed.success) return { kind: 'problem', problem: 'this address gives JSON, but no JSON Feed' };
  const { title, language, home_page_url, items } = feed.data;
  const home = absoluteLink(home_page_url ?? '', url);
  return {
    kind: 'feed',
    feed: {
      format: 'JSON Feed',
      title: declaredText(title ?? ''),
      language: languageTag(language ?? ''),
      ttl: null,
      ...readEntries(items, (one) => readItem(one, [home, url])),
    },
  };
}

function readItem(value: unknown, bases: Bases): Entry | null {
  const { data: one } = item.safeParse(value);
  if (one === undefined) return null;
  const authors = (one.authors ?? []).concat(one.author ?? []).map((author) => declaredText(author?.name ?? ''));
  return {
    id: one.id || null,
    title: declaredText(one.title ?? ''),
    link: firstLink([one.url ?? '', one.external_url ?? ''], bases),
    summary:
      declaredText(one.summary ?? '') || plainText(one.content_html ?? '') || declaredText(one.content_text ?? ''),
    published: parseDate(one.date_published ?? ''),
    updated: parseDate(one.date_modified ?? ''),
    author: [...new Set(authors)].filter(Boolean).join(', ') || null,
    origin: null,
    image: firstLink([one.image ?? '', one.banner_image ?? ''], bases),
    language: languageTag(one.language ?? ''),
    categories: (one.tags ?? []).map((tag) => declaredText(tag ?? '')).filter(Boolean),
  };
}

/** Strings aside, how many brackets are open at once; whether they match is the parser's business. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (inString) {
      if (sign === '\\') index += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
