import type { Log } from '../log.ts';
import type { Source } from '../news/source.ts';
import type { Update } from '../news/update.ts';
import type { PollState } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { type CleanOptions, toUpdates } from './clean.ts';
import { type Fetched, fetchFeed } from './fetch.ts';
import { inTurns } from './in-turns.ts';
import { nextPoll } from './pace.ts';
import { readFeed } from './parse.ts';

export interface PollerOptions {
  readonly store: { readonly sources: Pick<Store['sources'], 'claimDue' | 'polled'> };
  readonly sources: readonly Source[];
  readonly topicOf: CleanOptions['topicOf'];
  /** Stores what a source published; `added` counts what was not known before. */
  readonly take: (source: Source, updates: readonly Update[]) => Promise<{ readonly added: number }>;
  readonly userAgent: string;
  readonly log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
  /** What may be reached is its decision (`public-web.ts`). */
  readonly fetch: typeof globalThis.fetch;
  readonly clock?: () => number;
  readonly random?: () => number;
  /** Ends running requests; what they would have brought is polled again later. */
  readonly signal?: AbortSignal;
}

export interface PollReport {
  readonly tried: number;
  readonly fresh: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Failures without any answer. When it equals `tried`, there is most likely no network. */
  readonly unreachable: number;
  readonly newUpdates: number;
}

/** Claimed sources come back by themselves after this, should the process die. */
const CLAIM_MS = 10 * 60_000;
const CLAIM_SIZE = 200;
/** Hosts that are read at the same time; one host is never asked twice at a time. */
const PARALLEL = 8;

type Failure = Extract<Fetched, { kind: 'failed' }>;
type Outcome =
  | {
      readonly kind: 'fresh';
      readonly added: number;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: 'unchanged' }
  | Failure;

/** Reads the feeds whose time has come and hands over what they published. A source that fails disturbs no other. */
export function createPoller({
  store,
  sources,
  topicOf,
  take,
  userAgent,
  log,
  fetch,
  clock = Date.now,
  random = Math.random,
  signal,
}: PollerOptions): { pollDue(): Promise<PollReport> } {
  const known = new Map(sources.map((source) => [source.id, source]));
  /** Sources whose trouble has been told since this process started. */
  const told = new Set<string>();
  let running: Promise<PollReport> | null = null;

  async function pollAllDue(): Promise<PollReport> {
    const outcomes: Outcome[] = [];
    for (;;) {
      const now = clock();
      const due = await store.sources.claimDue(now, now + CLAIM_MS, CLAIM_SIZE);
      const jobs = due.flatMap((state) => {
        const source = known.get(state.source);
        return source === undefined || source.feed === null ? [] : [{ source, state, feed: source.feed }];
      });
      outcomes.push(...(await inTurns(jobs, { parallel: PARALLEL, group: ({ feed }) => hostOf(feed), work: poll })));
      if (due.length < CLAIM_SIZE || signal?.aborted === true) return report(outcomes);
    }
  }

  async function poll({ source, state, feed }: Job): Promise<Outcome> {
    const outcome = await outcomeOf(source, state, feed).catch((error: unknown): Failure => {
      log.error({ err: error, source: source.id }, `what ${source.name} published could not be taken in`);
      return failure('the desk could not take its news in; its log says why');
    });
    // Closing is nobody's failure: the claim runs out and the source is polled again.
    if (signal?.aborted === true) return outcome;
    const next = stateAfter(source, state, outcome);
    tell(source, state, next);
    await store.sources.polled(next).catch((error: unknown) => {
      log.error({ err: error, source: source.id }, `how polling ${source.name} went could not be stored`);
    });
    return outcome;
  }

  async function outcomeOf(source: Source, { etag, lastModified }: PollState, url: string): Promise<Outcome> {
    const fetched = await fetchFeed({ url, etag, lastModified, userAgent, fetch, clock, signal });
    if (fetched.kind !== 'fresh') return fetched;
    const { bytes, contentType, finalUrl } = fetched;
    const reading = readFeed({ bytes, contentType, url: finalUrl });
    if (reading.kind === 'problem') return failure(reading.problem, 200);
    const { updates, warnings } = toUpdates({ feed: reading.feed, source, now: clock(), topicOf });
    if (warnings.length > 0) log.debug({ source: source.id, warnings }, `${source.name}: read with warnings`);
    const { added } = await take(source, updates);
    return { kind: 'fresh', added, etag: fetched.etag, lastModified: fetched.lastModified };
  }

  function stateAfter(source: Source, state: PollState, outcome: Outcome): PollState {
    const now = clock();
    const pace = { source, now, random };
    if (outcome.kind === 'failed') {
      const failures = state.failures + 1;
      const next = nextPoll({ ...pace, outcome, failures });
      return { ...state, lastTried: now, failures, problem: outcome.problem, nextPoll: next };
    }
    const validators = outcome.kind === 'fresh' ? outcome : state;
    return {
      source: state.source,
      etag: validators.etag,
      lastModified: validators.lastModified,
      lastTried: now,
      lastGood: now,
      failures: 0,
      problem: null,
      nextPoll: nextPoll({ ...pace, outcome: { kind: 'good' }, failures: 0 }),
    };
  }

  /** A failure is worth a warning when it begins, or when this process first meets it. */
  function tell(source: Source, before: PollState, { failures, problem, nextPoll: next }: PollState): void {
    const fields = { source: source.id, failures, next: new Date(next).toISOString() };
    if (failures === 0) {
      if (told.delete(source.id) || before.failures > 0) log.info(fields, `${source.name} can be read again`);
    } else if (told.has(source.id)) {
      log.debug(fields, `${source.name} still cannot be read: ${problem}`);
    } else {
      told.add(source.id);
      log.warn(fields, `${source.name} cannot be read: ${problem}`);
    }
  }

  return {
    /** Polls what is due until nothing is. A call during another joins it. Throws only when the store cannot be asked. */
    pollDue() {
      running ??= pollAllDue().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

interface Job {
  readonly source: Source;
  readonly state: PollState;
  readonly feed: string;
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

const failure = (problem: string, status: number | null = null): Failure => ({
  kind: 'failed',
  problem,
  status,
  retryAfter: null,
  gone: false,
});

function report(outcomes: readonly Outcome[]): PollReport {
  const count = (test: (outcome: Outcome) => boolean): number => outcomes.filter(test).length;
  return {
    tried: outcomes.length,
    fresh: count(({ kind }) => kind === 'fresh'),
    unchanged: count(({ kind }) => kind === 'unchanged'),
    failed: count(({ kind }) => kind === 'failed'),
    unreachable: count((outcome) => outcome.kind === 'failed' && outcome.status === null),
    newUpdates: outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'fresh' ? outcome.added : 0), 0),
  };
}
