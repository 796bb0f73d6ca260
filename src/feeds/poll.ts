import type { Log } from '../log.ts';
import type { Source } from '../news/source.ts';
import type { PollState } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { inTurns } from './in-turns.ts';
import { believedMove } from './move.ts';
import type { PaceBounds } from './pace.ts';
import { byHost, hostOf, type Polled, type PollTools, pollOnce } from './poll-once.ts';
import { type PollOutcome, stateAfter } from './poll-state.ts';

export interface PollerOptions extends Omit<PollTools, 'clock' | 'log'> {
  readonly store: { readonly sources: Pick<Store['sources'], 'claimDue' | 'polled'> };
  readonly sources: readonly Source[];
  readonly bounds: PaceBounds;
  readonly log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
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

/** Reads the feeds whose time has come and hands over what they published. A source that fails disturbs no other. */
export function createPoller({
  store,
  sources,
  bounds,
  random = Math.random,
  clock = Date.now,
  ...given
}: PollerOptions): { pollDue(): Promise<PollReport> } {
  const tools: PollTools = { clock, ...given };
  const { log, signal } = given;
  const known = new Map(sources.map((source) => [source.id, source]));
  /** Sources whose trouble has been told since this process started. */
  const told = new Set<string>();
  let running: Promise<PollReport> | null = null;

  async function pollAllDue(): Promise<PollReport> {
    const outcomes: PollOutcome[] = [];
    for (;;) {
      const now = clock();
      const due = await store.sources.claimDue(now, now + CLAIM_MS, CLAIM_SIZE);
      const jobs = due.flatMap((before) => {
        const source = known.get(before.source);
        return source === undefined || source.feed === null ? [] : [{ source, before, feed: source.feed }];
      });
      const silent = new Set<string>();
      const polls = await inTurns(jobs, {
        ...byHost,
        // A host that gives no answer holds up one request, and not as many as it has feeds: their claims run out.
        work: async (job) => (silent.has(hostOf(job)) ? null : poll(job, () => silent.add(hostOf(job)))),
      });
      outcomes.push(...polls.filter((outcome) => outcome !== null));
      if (due.length < CLAIM_SIZE || signal?.aborted === true) return report(outcomes);
    }
  }

  async function poll(job: Polled, onSilent: () => void): Promise<PollOutcome> {
    const { source, before } = job;
    const outcome = await pollOnce(job, tools);
    if (isSilent(outcome)) onSilent();
    // Closing is nobody's failure: the claim runs out and the source is polled again.
    if (signal?.aborted === true) return outcome;
    const after = stateAfter({ source, before, outcome, bounds, now: clock(), random });
    tell(job, after);
    await store.sources.polled(after).catch((error: unknown) => {
      log.error({ err: error, source: source.id }, `how polling ${source.name} went could not be stored`);
    });
    return outcome;
  }

  /** A failure is worth a warning when it begins, or when this process first meets it. */
  function tell(job: Polled, after: PollState): void {
    const { source, before } = job;
    const { failures, problem, nextPoll: next, goneAt } = after;
    const fields = { source: source.id, failures, next: goneAt === null ? new Date(next).toISOString() : null };
    if (believedMove(before) === null && believedMove(after) !== null)
      log.info(fields, `${source.name} moved for good to ${hostOf({ ...job, before: after })}`);
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

const isSilent = (outcome: PollOutcome): boolean => outcome.kind === 'failed' && outcome.status === null;

function report(outcomes: readonly PollOutcome[]): PollReport {
  const count = (test: (outcome: PollOutcome) => boolean): number => outcomes.filter(test).length;
  return {
    tried: outcomes.length,
    fresh: count(({ kind }) => kind === 'fresh'),
    unchanged: count(({ kind }) => kind === 'unchanged'),
    failed: count(({ kind }) => kind === 'failed'),
    unreachable: count(isSilent),
    newUpdates: outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'fresh' ? outcome.added : 0), 0),
  };
}
