import type { Dating } from '../news/update.ts';
import { publicationOf, timeOf, warningsOn } from './clean.ts';
import type { Entry } from './entry.ts';
import { type Document, readFeed } from './parse.ts';

/** What was read, for people and programs that wonder why a feed misbehaves. Times are ISO 8601, UTC. */
export interface Inspection {
  readonly format: string | null;
  readonly title: string;
  readonly language: string | null;
  readonly ttl: number | null;
  readonly items: readonly InspectedItem[];
  readonly warnings: readonly string[];
}

export interface InspectedItem extends Omit<Entry, 'published' | 'updated'> {
  readonly published: string | null;
  readonly updated: string | null;
  /** Whether its publisher dated it, and in the past: what is `ahead` counts as published now. */
  readonly dating: Dating;
  readonly warnings: readonly string[];
}

/**
 * Reads a document as the desk would at `now` (epoch milliseconds). One that is no feed has no items and its problem as the
 * only warning.
 */
export function inspectFeed(document: Document, now: number): Inspection {
  const reading = readFeed(document);
  if (reading.kind === 'problem') {
    return { format: null, title: '', language: null, ttl: null, items: [], warnings: [reading.problem] };
  }
  const { format, title, language, ttl, entries, warnings } = reading.feed;
  const items = entries.map((entry) => inspected(entry, now));
  return { format, title, language, ttl, items, warnings: [...warnings, ...warningsOn(entries, now)] };
}

function inspected(entry: Entry, now: number): InspectedItem {
  const { dating } = publicationOf(entry, now);
  const written = { ...entry, published: iso(timeOf(entry)), updated: iso(entry.updated), dating };
  if (dating !== 'ahead') return { ...written, warnings: [] };
  const warning = `dated in the future (${written.published}): it counts as published now`;
  return { ...written, published: iso(now), warnings: [warning] };
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
