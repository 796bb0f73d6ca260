import { type REST, Routes } from 'discord.js';
import { isTokenError } from './failure.ts';

/** Milliseconds. Longer than a request may take (client.ts), so that there is one at a time. */
const memory = 12_000;

/**
 * Asks Discord whether it refuses the token: one 401 may be a slip of Discord's own, and would silence every server.
 * False also where Discord gives no answer. Callers share one request and its outcome for some seconds.
 */
export function createTokenCheck({
  rest,
  clock,
}: {
  readonly rest: () => REST;
  readonly clock: () => number;
}): () => Promise<boolean> {
  let last: { readonly at: number; readonly refused: Promise<boolean> } | null = null;
  return () => {
    const age = last === null ? Number.POSITIVE_INFINITY : clock() - last.at;
    // A clock that was set back makes the outcome old.
    if (last === null || age < 0 || age > memory) {
      const refused = rest()
        .get(Routes.user())
        .then(() => false, isTokenError);
      last = { at: clock(), refused };
    }
    return last.refused;
  };
}
