import type { Log } from '../log.ts';
import type { Source } from '../news/source.ts';
import type { Update } from '../news/update.ts';
import type { PollState } from '../store/sources.ts';
import type { FeedNews, NewsOptions } from './feed-news.ts';
import { fetchFeed } from './fetch.ts';
import { believedMove } from './move.ts';
import type { PollFailure, PollOutcome } from './poll-state.ts';

/** What a poll needs besides its source. */
export interface PollTools {
  readonly read: (options: NewsOptions) => FeedNews | Promise<FeedNews>;
  /** Stores what a source published; `added` counts what was not known before. */
  readonly take: (updates: readonly Update[]) => Promise<{ readonly added: number }>;
  readonly userAgent: string;
  readonly log: Pick<Log, 'debug' | 'error'>;
  /** What may be reached is its decision (`public-web.ts`). */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => number;
  readonly signal?: AbortSignal;
}

/** A source with a feed, and what is known of it before it is polled. */
export interface Polled {
  readonly source: Source;
  readonly feed: string;
  readonly before: PollState;
}

/** Where a feed is asked for: at its address in the desk file, or where it is believed to have moved. */
export const addressOf = ({ feed, before }: Polled): string => believedMove(before) ?? feed;

/** The host, with its port, that a poll asks. */
export function hostOf(polled: Polled): string {
  const url = addressOf(polled);
  return URL.parse(url)?.host ?? url;
}

/** Eight hosts are read at the same time, and none twice at a time. One that takes longer gives its place to another. */
export const byHost = { parallel: 8, patienceMs: 5_000, group: hostOf };

/** Polls a source once and hands over what it published. Never throws. */
export async function pollOnce(polled: Polled, tools: PollTools): Promise<PollOutcome> {
  const { source } = polled;
  try {
    return await outcomeOf(polled, tools);
  } catch (error) {
    tools.log.error({ err: error, source: source.id }, `what ${source.name} published could not be taken in`);
    return failure('the desk could not take its news in; its log says why');
  }
}

async function outcomeOf(polled: Polled, { read, take, log, ...tools }: PollTools): Promise<PollOutcome> {
  const { source, before } = polled;
  const { etag, lastModified } = before;
  const fetched = await fetchFeed({ url: addressOf(polled), etag, lastModified, ...tools });
  if (fetched.kind !== 'fresh') return fetched;
  const { bytes, contentType, base, freshFor, movedTo } = fetched;
  const news = await read({ document: { bytes, contentType, url: base }, source, now: tools.clock() });
  if (news.kind === 'problem') return failure(news.problem);
  const { updates, rhythm, warnings } = news;
  if (warnings.length > 0) log.debug({ source: source.id, warnings }, `${source.name}: read with warnings`);
  const { added } = await take(updates);
  return { kind: 'fresh', added, rhythm, freshFor, movedTo, etag: fetched.etag, lastModified: fetched.lastModified };
}

/** Of an answer that came. */
const failure = (problem: string): PollFailure => ({
  kind: 'failed',
  problem,
  status: 200,
  retryAfter: null,
  gone: false,
});
