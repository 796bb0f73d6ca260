import type { Log } from './log.ts';

/** A platform that was started. */
export interface Platform {
  /** How it is connected, for people. */
  readonly describe: string;
  /** Resolves with the reason, for people, when it has ended for good; without it, a platform mends itself. */
  readonly ended?: Promise<string>;
  stop(): Promise<void>;
}

/** How a platform's connection stands. */
export type ConnectionState<P extends Platform> =
  | { readonly kind: 'off'; readonly mistake: boolean; readonly why: string }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'up'; readonly platform: P }
  | { readonly kind: 'failing'; readonly problem: string };

/** A platform as the desk sees it: it may come up late, and never takes the others down. */
export interface Connection<P extends Platform> {
  readonly label: string;
  state(): ConnectionState<P>;
  /** Resolves when the first try ended, whatever came of it. */
  readonly tried: Promise<void>;
  stop(): Promise<void>;
}

/** A platform that the settings leave off. */
export function unconnected(
  label: string,
  off: { readonly mistake: boolean; readonly why: string },
): Connection<never> {
  const { mistake, why } = off;
  return { label, state: () => ({ kind: 'off', mistake, why }), tried: Promise.resolve(), stop: async () => {} };
}

/** A start that failed for a moment is tried again soon, and one that goes on failing seldom: platforms count log-ins. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 300_000;

/** What has ended is not started again at once. */
const REST_MS = 60_000;

/**
 * Starts a platform in the background, and again where that fails or where it has ended: each time after twice as long, up
 * to five minutes. Tells every change in the log.
 */
export function connect<P extends Platform>(options: {
  readonly label: string;
  readonly start: () => Promise<P>;
  readonly log: Pick<Log, 'info' | 'warn' | 'debug'>;
}): Connection<P> {
  const { label, start, log } = options;
  let state: ConnectionState<P> = { kind: 'connecting' };
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  async function attempt(): Promise<void> {
    try {
      const platform = await start();
      state = { kind: 'up', platform };
      log.info(`main: ${label} is up: ${platform.describe}`);
      const since = Date.now();
      platform.ended?.then((problem) => restart(platform, problem, since));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const known = state.kind === 'failing' && state.problem === problem;
      state = { kind: 'failing', problem };
      log[known ? 'debug' : 'warn']({ err: error }, `main: ${label} is not connected`);
      again(FIRST_RETRY_MS);
    }
  }

  function again(soonest: number): void {
    const wait = Math.max(soonest, Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS));
    failures += 1;
    if (!stopped) timer = setTimeout(attempt, wait).unref();
  }

  async function restart(platform: P, problem: string, since: number): Promise<void> {
    if (stopped) return;
    if (Date.now() - since > LAST_RETRY_MS) failures = 0;
    state = { kind: 'failing', problem };
    log.warn(`main: ${label} has ended: ${problem}`);
    await platform.stop().catch((error: unknown) => log.warn({ err: error }, `main: ${label} did not stop`));
    again(REST_MS);
  }

  const tried = attempt();
  return {
    label,
    state: () => state,
    tried,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await tried;
      if (state.kind === 'up') await state.platform.stop();
    },
  };
}
