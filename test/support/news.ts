import type { Source } from '../../src/news/source.ts';
import type { StoredUpdate, Update } from '../../src/news/update.ts';
import { updateId } from '../../src/news/update.ts';

/** A news organisation with a record; a test names what matters to it. */
export function aSource(given: Partial<Source> & { readonly id: string }): Source {
  return {
    name: given.id,
    kind: 'news',
    owner: given.id,
    country: 'GB',
    bloc: 'independent',
    stateMedia: 'none',
    reliability: 'B',
    basis: 'https://example.org/record',
    ownership: 'https://example.org/ownership',
    reviewed: '2026-11-01',
    language: 'en',
    feed: null,
    verified: null,
    every: null,
    ...given,
  };
}

/** An update of source `one`, published and seen at noon. */
export function anUpdate(given: Partial<Update> & { readonly title: string }): Update {
  const source = given.source ?? 'one';
  return {
    id: updateId(source, given.title),
    source,
    summary: null,
    url: `https://example.org/${encodeURIComponent(given.title.toWellFormed())}`,
    language: 'en',
    author: null,
    wire: null,
    image: null,
    published: NOON,
    dating: 'dated',
    seen: NOON,
    topic: 'diplomacy',
    ...given,
  };
}

/** The same as the store keeps it. */
export function aStoredUpdate(given: Partial<StoredUpdate> & { readonly title: string }): StoredUpdate {
  return {
    ...anUpdate(given),
    seq: given.seq ?? 1,
    story: given.story ?? 1,
    revision: given.revision ?? 0,
    corrected: given.corrected ?? null,
  };
}

/** 24 November 2026, 12:00 UTC, a Tuesday. */
export const NOON = Date.UTC(2026, 10, 24, 12);
export const HOUR = 3_600_000;
