import { excerpt } from '../news/excerpt.ts';
import { canonicalUrl } from '../news/page.ts';
import type { Source } from '../news/source.ts';
import type { TopicMatcher, TopicText } from '../news/topic.ts';
import { type Dating, type Update, updateId } from '../news/update.ts';
import type { Entry, ParsedFeed } from './entry.ts';
import { creditedWire, isOwnWire } from './wire.ts';

export interface CleanOptions {
  readonly feed: ParsedFeed;
  readonly source: Source;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly topicOf: TopicMatcher;
}

const MAX_TITLE = 300;
const MAX_SUMMARY = 1_000;
/** Of a text without a title, its beginning serves as one. */
const MAX_LEAD = 140;
/** Clocks of publishers run ahead by this much without anybody minding. */
const CLOCK_SKEW = 5 * 60_000;

/** One entry that stands in no feed, known by its publisher's own name for it, else by its page. */
export function entryUpdate(entry: Entry, { source, now, topicOf }: Omit<CleanOptions, 'feed'>): Update {
  const [name = ''] = namesOf(entry);
  return { ...toUpdate(entry, source, now), id: updateId(source.id, name), topic: topicOf(entry) };
}

/** A feed's entries as updates of one source, in their order, each piece once. Warnings are for people. */
export function toUpdates({ feed, source, now, topicOf }: CleanOptions): {
  readonly updates: readonly Update[];
  readonly warnings: readonly string[];
} {
  const worded = feed.entries.filter(hasWords);
  const identities = identitiesOf(worded);
  const updates = new Map<string, Update>();
  for (const [index, entry] of worded.entries()) {
    const id = updateId(source.id, identities[index] ?? entry.title);
    if (!updates.has(id))
      updates.set(id, { ...toUpdate(entry, source, now), id, topic: topicOf(topicText(entry, source)) });
  }
  return { updates: [...updates.values()], warnings: [...feed.warnings, ...warningsOn(feed.entries, now)] };
}

function toUpdate(entry: Entry, source: Source, now: number): Omit<Update, 'id' | 'topic'> {
  const summary = withoutTrailer(entry.summary);
  const title = entry.title === '' ? excerpt(summary, MAX_LEAD) : excerpt(entry.title, MAX_TITLE);
  const wire = creditedWire(entry) ?? entry.origin;
  return {
    source: source.id,
    title,
    summary: repeats(summary, title) ? null : excerpt(summary, MAX_SUMMARY),
    url: entry.link,
    // Feeds often carry the language of the program that made them; the desk's editors know better.
    language: entry.language ?? source.language,
    author: entry.author === null ? null : excerpt(entry.author, MAX_TITLE),
    wire: wire === null || isOwnWire(wire, source) ? null : excerpt(wire, MAX_TITLE),
    image: entry.image,
    ...publicationOf(entry, now),
    seen: now,
  };
}

/** What tells an entry's topic, its publisher included: institutes write analysis. */
const topicText = ({ title, summary, categories, link }: Entry, { name, kind }: Source): TopicText => ({
  title,
  summary,
  categories,
  url: link,
  source: name,
  kind,
});

/** What each entry is known by, as stable as its publisher allows: the shortest of its names that means one piece alone. */
function identitiesOf(entries: readonly Entry[]): readonly string[] {
  const named = entries.map(namesOf);
  const meant = new Map<string, Set<string>>();
  for (const names of named) {
    const [whole = ''] = names.slice(-1);
    for (const name of names) meant.set(name, (meant.get(name) ?? new Set()).add(whole));
  }
  return named.map((names) => names.find((name) => meant.get(name)?.size === 1) ?? '');
}

/** From the shortest to the whole: a feed may give one guid to several pieces, or one link (its front page, a live page). */
function namesOf({ id, link, title, summary }: Entry): readonly string[] {
  const guid = id === null ? null : withoutEditCount(id);
  const page = link === null ? null : canonicalUrl(link);
  if (page === null) return [guid ?? (title || summary)];
  const names = guid === null ? [page] : [guid, `${guid} ${page}`];
  return [...names, `${names.at(-1)} ${title || summary}`];
}

/** The BBC counts a piece's edits in the fragment of its guid (`…/articles/c0ffee#3`): still the same piece. */
const withoutEditCount = (id: string): string => id.replace(/^(https?:\/\/[^#]+)#\d{1,3}$/i, '$1');

/** WordPress ends every summary so. */
const withoutTrailer = (summary: string): string =>
  summary.replace(/(?<=\S) The post .{1,300}? (?:appeared first on|first appeared on) .{1,150}$/, '');

/** A summary that adds no word to its title, or only its beginning. */
function repeats(summary: string, title: string): boolean {
  const words = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
  return words(title).startsWith(words(summary));
}

const hasWords = ({ title, summary }: Entry): boolean => title !== '' || summary !== '';

/** When a piece was published by its own word, in epoch milliseconds: first, or else last. Null where it has no date. */
export const timeOf = ({ published, updated }: Entry): number | null => published ?? updated;

/** When a piece counts as published by a desk that first reads it at `now` (epoch milliseconds). Clocks may differ a little. */
export function publicationOf(entry: Entry, now: number): Pick<Update, 'published' | 'dating'> {
  const time = timeOf(entry);
  if (time === null) return { published: now, dating: 'undated' };
  return time > now + CLOCK_SKEW ? { published: now, dating: 'ahead' } : { published: time, dating: 'dated' };
}

/** What is wrong with a feed's entries, in words for people; `now` in epoch milliseconds. */
export function warningsOn(entries: readonly Entry[], now: number): readonly string[] {
  const worded = entries.filter(hasWords);
  const dated = (dating: Dating): number =>
    worded.filter((entry) => publicationOf(entry, now).dating === dating).length;
  const [undated, ahead] = [dated('undated'), dated('ahead')];
  const silent = entries.length - worded.length;
  const unlinked = worded.filter((entry) => entry.link === null).length;
  const of = (count: number): string => `${count} of ${entries.length} entries`;
  return [
    silent > 0 ? `${of(silent)} have neither a title nor a text: they were left out` : '',
    undated > 0 ? `${of(undated)} have no date that can be read: they count as published when first read` : '',
    ahead > 0 ? `${of(ahead)} are dated in the future: they count as published now` : '',
    unlinked > 0 ? `${of(unlinked)} have no http(s) link` : '',
  ].filter((warning) => warning !== '');
}
