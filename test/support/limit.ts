/** At most `requests` in any `perMs` milliseconds. */
export interface Limit {
  readonly requests: number;
  readonly perMs: number;
}

/** The requests that were let through under one limit. Its window slides, which is stricter than the platforms' own. */
export interface Window {
  /** How many more there may be now. */
  left(limit: Limit, now: number): number;
  /** Milliseconds until the oldest request leaves the window. */
  wait(limit: Limit, now: number): number;
  count(now: number): void;
}

export function createWindow(): Window {
  const times: number[] = [];
  return {
    left: ({ requests, perMs }, now) => {
      while ((times[0] ?? now) <= now - perMs) times.shift();
      return Math.max(0, requests - times.length);
    },
    wait: ({ perMs }, now) => (times[0] ?? now) + perMs - now,
    count: (now) => {
      times.push(now);
    },
  };
}
