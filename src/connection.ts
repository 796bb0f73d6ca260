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

const RETRY_MS = 60_000;

/**
 * Starts a platform in the background, and starts it again every minute where that fails, or a minute after it has ended.
 * Tells every change in the log.
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

  async function attempt(): Promise<void> {
    try {
      const platform = await start();
      state = { kind: 'up', platform };
      log.info(`main: ${label} is up: ${platform.describe}`);
      platform.ended?.then((problem) => restart(platform, problem));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const known = state.kind === 'failing' && state.problem === problem;
      state = { kind: 'failing', problem };
      log[known ? 'debug' : 'warn']({ err: error }, `main: ${label} is not connected`);
      again();
    }
  }

  function again(): void {
    if (!stopped) timer = setTimeout(attempt, RETRY_MS).unref();
  }

  async function restart(platform: P, problem: string): Promise<void> {
    if (stopped) return;
    state = { kind: 'failing', problem };
    log.warn(`main: ${label} has ended: ${problem}`);
    await platform.stop().catch((error: unknown) => log.warn({ err: error }, `main: ${label} did not stop`));
    again();
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
