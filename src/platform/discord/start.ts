import { setTimeout } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { FrontDesk } from '../../command/front-desk.ts';
import type { Sender } from '../../delivery/sender.ts';
import type { Log } from '../../log.ts';
import { UserError } from '../../news/user-error.ts';
import { createClient } from './client.ts';
import { loggable } from './loggable.ts';
import { receive } from './receive.ts';
import { registerCommands } from './register.ts';
import { createPostingRest } from './rest.ts';
import { createDiscordSender } from './sender.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Checked against the token's own application; null where it is not set. */
  readonly applicationId: string | null;
  /** Base address of the API without its version, for example `https://discord.com/api`. */
  readonly apiUrl: string;
}

export interface RunningDiscord {
  readonly sender: Sender;
  /** As whom and where the bot is connected, for people. */
  readonly describe: string;
  /** Resolves with the reason when Discord has ended the connection and the library opens it no more. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Milliseconds. */
const patience = 30_000;

/**
 * Connects to Discord, registers the commands and answers from then on. Resolves when the bot is ready; throws a `UserError`
 * that names the setting and the step where it cannot become so within half a minute.
 */
export async function startDiscord({
  settings: { token, applicationId, apiUrl },
  frontDesk,
  log,
  clock = Date.now,
}: {
  readonly settings: DiscordSettings;
  readonly frontDesk: FrontDesk;
  readonly log: Log;
  readonly clock?: () => number;
}): Promise<RunningDiscord> {
  const client = createClient({ apiUrl, log });
  const ended = new Promise<string>((resolve) => {
    client.once(Events.ShardDisconnect, ({ code }) =>
      resolve(
        `Discord ended the connection (close code ${code}). Check DISCORD_TOKEN; the bot connects again by itself.`,
      ),
    );
  });
  const ready = await connect(client, token).catch(async (cause) => {
    await client.destroy();
    throw new UserError(whyNot(cause, apiUrl), { cause });
  });
  receive({ client, frontDesk, log });
  const { id } = ready.application;
  if (applicationId !== null && applicationId !== id) {
    log.warn(
      { applicationId: id },
      'discord: DISCORD_APPLICATION_ID is not the application of DISCORD_TOKEN; it is ignored',
    );
  }
  try {
    const changed = await registerCommands({ rest: client.rest, applicationId: id, commands: frontDesk.commands });
    log.info({ changed }, 'discord: commands are registered');
  } catch (error) {
    log.error(
      { err: loggable(error) },
      'discord: the commands could not be registered; those registered earlier still work',
    );
  }
  const servers = ready.guilds.cache.size;
  const rest = createPostingRest({ token, apiUrl, log });
  return {
    sender: createDiscordSender({ rest, token, botId: ready.user.id, clock, log }),
    ended,
    describe: `as ${ready.user.tag} in ${servers} ${servers === 1 ? 'server' : 'servers'}`,
    stop: () => {
      // The library announces a new connection even when it is told to end.
      client.removeAllListeners(Events.ShardReconnecting);
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      return client.destroy();
    },
  };
}

async function connect(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  const timer = new AbortController();
  const late = setTimeout(patience, null, { signal: timer.signal }).then(() => {
    throw new Error(`discord: not ready after ${patience} ms`);
  });
  try {
    return await Promise.race([client.login(token).then(() => ready), late]);
  } finally {
    timer.abort();
  }
}

/** The library's own words for a refused token and a refused intent are the only signs of them. */
function whyNot(cause: unknown, apiUrl: string): string {
  const { message = '', code = null } = cause instanceof Error ? (cause as Error & { code?: unknown }) : {};
  if (code === 'TokenInvalid' || /authentication failed/i.test(message)) {
    return (
      'Discord does not accept DISCORD_TOKEN. Copy the token of the bot from ' +
      'https://discord.com/developers/applications (your application, Bot, Reset Token), set it and restart.'
    );
  }
  if (/intents/i.test(message)) {
    return (
      'Discord refuses the intents of the bot. It needs none that must be allowed first: ' +
      'check that DISCORD_TOKEN belongs to a bot application, and restart.'
    );
  }
  return `Discord cannot be reached at ${apiUrl} (${message || 'no reason given'}). Check the network and DISCORD_API_URL.`;
}
