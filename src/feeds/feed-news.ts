import type { Rhythm } from '../news/rhythm.ts';
import type { Source } from '../news/source.ts';
import type { Update } from '../news/update.ts';
import { type CleanOptions, toUpdates } from './clean.ts';
import { type Document, readFeed } from './parse.ts';
import { rhythmOf } from './rhythm.ts';

/** What a document says as the feed of a source, or why it says nothing. Warnings are for people. */
export type FeedNews =
  | {
      readonly kind: 'news';
      readonly updates: readonly Update[];
      readonly rhythm: Rhythm;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'problem'; readonly problem: string };

export interface NewsOptions {
  readonly document: Document;
  readonly source: Source;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Reads what a source publishes. Pure, and its answer is plain data. Never throws. */
export function readNews({ document, source, now }: NewsOptions, topicOf: CleanOptions['topicOf']): FeedNews {
  const reading = readFeed(document);
  if (reading.kind === 'problem') return reading;
  const { feed } = reading;
  return { kind: 'news', ...toUpdates({ feed, source, now, topicOf }), rhythm: rhythmOf(feed, now) };
}
