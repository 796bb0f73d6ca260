import * as z from 'zod';
import type { DeskFile } from '../content/desk-file.ts';
import { createDeskMatcher } from '../content/desk-topic.ts';
import { entryUpdate } from '../feeds/clean.ts';
import { parseDate } from '../feeds/date.ts';
import { languageTag } from '../feeds/language.ts';
import { absoluteLink } from '../feeds/link.ts';
import { declaredText } from '../feeds/plain-text.ts';
import { nearest } from '../news/nearest.ts';
import type { Update } from '../news/update.ts';

/** Of a text that is cut all the same, so much is read. */
const LONGEST_TEXT = 5_000;
const LONGEST_NAME = 500;

/** A text that is said to be plain, as those of a JSON Feed are. */
const words = (longest: number) => z.string().max(longest).transform(declaredText);
const link = z.string().refine((address) => absoluteLink(address) !== null);
const fitting = <Value>(schema: z.ZodType<Value, Value>, meaning: string) =>
  schema.nullable().default(null).describe(meaning);

/** An update that an editor or a program gives, without a feed. */
export function submissionOf({ sources, topics }: Pick<DeskFile, 'sources' | 'topics'>) {
  const ids = new Set(sources.map(({ id }) => id));
  const topicIds = topics.map(({ id }) => id);
  return z.strictObject({
    source: z
      .string()
      .refine((id) => ids.has(id), { error: ({ input }) => noSuchSource(String(input), ids) })
      .describe('the id of a source of the desk file'),
    title: words(LONGEST_TEXT)
      .refine((title) => title !== '')
      .describe(`the headline, up to ${LONGEST_TEXT} characters, of which 300 are kept`),
    url: link.describe('the http(s) address at which it can be read'),
    summary: words(LONGEST_TEXT)
      .nullable()
      .default(null)
      .describe(`up to ${LONGEST_TEXT} characters on what it says, of which 1000 are kept`),
    published: fitting(
      z.string().refine((time) => parseDate(time) !== null),
      'when it was published, for example 2026-11-26T12:00:00Z; in UTC where it names no zone. Left out or in the future, it is now',
    ),
    id: fitting(
      z.string().trim().min(1).max(LONGEST_NAME),
      `what the source calls it, 1 to ${LONGEST_NAME} characters, as the guid of a feed: what comes under it again is the same piece. Left out, the url is its name`,
    ),
    lang: fitting(
      z.string().refine((tag) => languageTag(tag) !== null),
      'its language, for example en or uk; left out, the source’s',
    ),
    author: words(LONGEST_NAME).nullable().default(null).describe(`who wrote it, up to ${LONGEST_NAME} characters`),
    wire: words(LONGEST_NAME)
      .nullable()
      .default(null)
      .describe(`the agency that it was copied from, up to ${LONGEST_NAME} characters: copies of one wire count once`),
    image: fitting(link, 'the http(s) address of a picture'),
    topic: z
      .enum(topicIds)
      .nullable()
      .default(null)
      .describe(`one of ${topicIds.join(', ')}; left out, the desk’s words decide`),
  });
}

/** One as it was read. */
export type Submission = z.output<ReturnType<typeof submissionOf>>;

const noSuchSource = (id: string, ids: ReadonlySet<string>): string => {
  const meant = nearest(id, ids);
  const cure =
    meant === null
      ? 'Add it under sources in the desk file, without a feed where it has none, and start the bot again.'
      : `Did you mean ${meant}?`;
  return `The desk has no such source. ${cure}`;
};

/** Makes them updates as the entries of a feed are made such: cleaned, known by the same ids, under the same topics. */
export function submissionReader({
  file,
  clock,
}: {
  readonly file: DeskFile;
  readonly clock: () => number;
}): (submission: Submission) => Update {
  const topicOf = createDeskMatcher(file);
  const sources = new Map(file.sources.map((source) => [source.id, source]));
  return ({ source: id, title, url, summary, published, author, wire, image, lang, topic, ...given }) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`desk: no source to add an update to (${id})`);
    const entry = {
      ...{ id: given.id, title, link: absoluteLink(url), summary: summary ?? '', origin: wire || null },
      ...{ published: parseDate(published ?? ''), updated: null, author: author || null, categories: [] },
      ...{ image: absoluteLink(image ?? ''), language: languageTag(lang ?? '') },
    };
    return entryUpdate(entry, { source, now: clock(), topicOf: (text) => topic ?? topicOf(text) });
  };
}
