import type { Logger } from 'pino';

/** A connection that is opened again whenever it is lost, until `stop`. */
export interface Line {
  /** True when it stands, false when it is tried again in the background. Throws what waiting cannot mend. */
  start(): Promise<boolean>;
  /** To be called when an open connection ended. */
  lost(): void;
  stop(): void;
}

/**
 * Keeps a connection open. Waits double from one second up to a minute, and start anew once a connection has lasted that
 * long; a connection that ends after a while is opened again at once.
 */
export function createLine({
  open,
  isFinal,
  clock,
  log,
  firstWait = 1_000,
  longestWait = 60_000,
}: {
  readonly open: () => Promise<void>;
  /** Whether an error at the start is one that waiting cannot mend. */
  readonly isFinal: (error: unknown) => boolean;
  readonly clock: () => number;
  readonly log: Logger;
  readonly firstWait?: number;
  readonly longestWait?: number;
}): Line {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;
  let openedAt = 0;

  async function attempt(): Promise<void> {
    await open();
    openedAt = clock();
  }

  function again(): void {
    if (stopped || timer !== undefined) return;
    const wait = failures === 0 ? 0 : Math.min(firstWait * 2 ** (failures - 1), longestWait);
    failures += 1;
    timer = setTimeout(async () => {
      timer = undefined;
      try {
        await attempt();
        log.info('slack: connected again');
      } catch (error) {
        log.warn({ err: error }, 'slack: not connected, trying again');
        again();
      }
    }, wait);
  }

  return {
    start: async () => {
      try {
        await attempt();
        return true;
      } catch (error) {
        if (isFinal(error)) throw error;
        log.warn({ err: error }, 'slack: not connected, trying again');
        failures = 1;
        again();
        return false;
      }
    },
    lost: () => {
      if (clock() - openedAt > longestWait) failures = 0;
      again();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
