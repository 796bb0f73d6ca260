import { type RateLimitData, REST, RESTEvents, type RESTOptions } from 'discord.js';
import type { Log } from '../../log.ts';

/** What the outbox asks: posts, look-ups, edits, and opening direct messages. */
const outbox: readonly string[] = ['/channels/:id/messages', '/channels/:id/messages/:id', '/users/@me/channels'];

/** What the outbox asks waits there and not in the library, so that its worker is free; all else waits a minute at most. */
const rejects = (limit: RateLimitData): boolean => outbox.includes(limit.route) || limit.timeToReset > 60_000;

/** Options of requests that are never repeated by the library, which would post twice after a lost answer. */
export const restOptions = (apiUrl: string): Partial<RESTOptions> => ({
  api: apiUrl,
  timeout: 10_000,
  retries: 0,
  invalidRequestWarningInterval: 500,
  // The outbox keeps the pace (limits.ts). The library would count answers to interactions, which Discord does not,
  // and make them wait behind the posts of a fan-out. After a global 429 it still waits as long as it is told.
  globalRequestsPerSecond: Number.POSITIVE_INFINITY,
  rejectOnRateLimit: rejects,
});

/** Warns before Discord blocks this address for refused requests. */
export function warnOfRefusals(rest: REST, log: Log): void {
  rest.on(RESTEvents.InvalidRequestWarning, ({ count }) =>
    log.warn({ count }, 'discord: many refused requests; Discord blocks an address after 10,000 in 10 minutes'),
  );
}

/** The way of the outbox alone: a global 429 that a post meets holds up no answer to a person. */
export function createPostingRest({
  token,
  apiUrl,
  log,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Log;
}): REST {
  const rest = new REST(restOptions(apiUrl)).setToken(token);
  warnOfRefusals(rest, log);
  return rest;
}
