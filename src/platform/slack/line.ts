import type { Log } from '../../log.ts';

/** Opens a connection again whenever it is lost, until `stop`. */
export interface Line {
  /** To be called when the open connection ended. */
  lost(): void;
  stop(): void;
}

/** Milliseconds between two tries. */
const firstWait = 1_000;
const longestWait = 60_000;

/**
 * Keeps a connection open that stands already. It is opened again at once; after that, waits double from one second up to
 * a minute, and start anew when a connection has lasted longer than that.
 */
export function createLine({
  open,
  close,
  clock,
  log,
}: {
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly clock: () => number;
  readonly log: Log;
}): Line {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;
  let openedAt = clock();

  function again(): void {
    if (stopped || timer !== undefined) return;
    const wait = failures === 0 ? 0 : Math.min(firstWait * 2 ** (failures - 1), longestWait);
    failures += 1;
    timer = setTimeout(async () => {
      timer = undefined;
      try {
        await open();
        openedAt = clock();
        log.info('slack: connected again');
        if (stopped) await close();
      } catch (error) {
        log.warn({ err: error }, 'slack: not connected, trying again');
        again();
      }
    }, wait);
  }

  return {
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
