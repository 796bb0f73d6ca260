import { Client, Events, GatewayIntentBits } from 'discord.js';
import type { Log } from '../../log.ts';
import { noMentions } from './component.ts';
import { restOptions, warnOfRefusals } from './rest.ts';

/**
 * Makes the connection to Discord on which people are answered, not yet logged in. No event of it can end the process.
 */
export function createClient({ apiUrl, log }: { readonly apiUrl: string; readonly log: Log }): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [...noMentions.parse] },
    enforceNonce: true,
    rest: restOptions(apiUrl),
  });
  client.on(Events.Error, (err) => log.error({ err }, 'discord: the client failed'));
  client.on(Events.ShardError, (err) => log.warn({ err }, 'discord: the connection failed; it is opened again'));
  client.on(Events.ShardReconnecting, () => log.info('discord: connecting again'));
  warnOfRefusals(client.rest, log);
  return client;
}
