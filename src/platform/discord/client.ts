import { Client, Events, GatewayIntentBits, type RateLimitData, RESTEvents } from 'discord.js';
import type { Log } from '../../log.ts';
import { noMentions } from './component.ts';

/**
 * Makes the connection to Discord, not yet logged in. Its requests are never repeated by the library, which would post
 * twice after a lost answer: the outbox repeats them. No event of it can end the process.
 */
export function createClient({ apiUrl, log }: { readonly apiUrl: string; readonly log: Log }): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [...noMentions.parse] },
    enforceNonce: true,
    rest: {
      api: apiUrl,
      timeout: 10_000,
      retries: 0,
      invalidRequestWarningInterval: 500,
      // The outbox keeps the pace (limits.ts). The library would count answers to interactions, which Discord does not,
      // and make them wait behind the posts of a fan-out. After a global 429 it still waits as long as it is told.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      rejectOnRateLimit: rejects,
    },
  });
  client.on(Events.Error, (err) => log.error({ err }, 'discord: the client failed'));
  client.on(Events.ShardError, (err) => log.warn({ err }, 'discord: the connection failed; it is opened again'));
  client.on(Events.ShardReconnecting, () => log.info('discord: connecting again'));
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count }) =>
    log.warn({ count }, 'discord: many refused requests; Discord blocks an address after 10,000 in 10 minutes'),
  );
  return client;
}

/** What the outbox asks waits there and not in the library, so that its worker is free; all else waits a minute at most. */
const rejects = (limit: RateLimitData): boolean => outbox.includes(limit.route) || limit.timeToReset > 60_000;

/** Posts, look-ups, and opening direct messages. */
const outbox: readonly string[] = ['/channels/:id/messages', '/users/@me/channels'];
