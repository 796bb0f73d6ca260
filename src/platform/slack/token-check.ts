import type { webApi } from '@slack/bolt';
import { isTokenError, slackError } from './slack-error.ts';

/** Milliseconds. Longer than a request may take (client.ts), so that there is one at a time. */
const memory = 12_000;

/**
 * Asks Slack whether it refuses the token: one `invalid_auth` may be a slip of Slack's own, and would silence a whole
 * workspace. False also where Slack gives no answer. Callers share one request and its outcome for some seconds.
 */
export function createTokenCheck({
  client,
  clock,
}: {
  readonly client: webApi.WebClient;
  readonly clock: () => number;
}): () => Promise<boolean> {
  let last: { readonly at: number; readonly refused: Promise<boolean> } | null = null;
  return () => {
    const age = last === null ? Number.POSITIVE_INFINITY : clock() - last.at;
    // A clock that was set back makes the outcome old.
    if (last === null || age < 0 || age > memory) {
      const refused = client.auth.test().then(
        () => false,
        (error: unknown) => isTokenError(slackError(error) ?? ''),
      );
      last = { at: clock(), refused };
    }
    return last.refused;
  };
}
