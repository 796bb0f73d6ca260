import { Problem } from './problem.ts';

/** Requests of one token in any minute. */
export const PER_MINUTE = 60;

const MINUTE_MS = 60_000;

/**
 * Counts the requests of each token, by its id, and throws a `Problem` at one too many that says when it may ask again. In
 * memory: each process counts for itself.
 */
export function createRate({ clock }: { readonly clock: () => number }): (token: number) => void {
  const times = new Map<number, readonly number[]>();
  return (token) => {
    const now = clock();
    // What lies ahead was counted before the clock was set back.
    const recent = (times.get(token) ?? []).filter((at) => at > now - MINUTE_MS && at <= now);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= PER_MINUTE) {
      const seconds = Math.ceil((oldest + MINUTE_MS - now) / 1_000);
      const words = `A token makes at most ${PER_MINUTE} requests a minute. Ask again in ${seconds} s.`;
      throw new Problem('too_many_requests', words, { headers: { 'Retry-After': String(seconds) } });
    }
    times.set(token, [...recent, now]);
  };
}
