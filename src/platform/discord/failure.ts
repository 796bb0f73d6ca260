import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { neverSent } from '../../delivery/never-sent.ts';
import { type Scope, SendFailure } from '../../delivery/sender.ts';
import type { Channel } from '../../news/channel.ts';

const minute = 60_000;

/** Why Discord did not take a post, in words that name the step which mends it. */
export function sendFailure(error: unknown, channel: Channel): SendFailure {
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(error.retryAfter, error.timeToReset);
    // A bucket belongs to one channel, also where somebody else uses it up (scope `shared`).
    const scope = error.global || error.scope === 'global' ? 'platform' : 'channel';
    const place = scope === 'platform' ? '' : ` in #${channel.name}`;
    return new SendFailure('busy', `Discord takes no more posts${place} for now.`, { retryAfter, scope, cause: error });
  }
  if (error instanceof DiscordAPIError) return refusal(error, channel);
  if (error instanceof HTTPError) {
    return new SendFailure('uncertain', `Discord failed while it took the post (HTTP ${error.status}).`, {
      cause: error,
    });
  }
  if (neverSent(error)) {
    return new SendFailure('busy', 'Discord cannot be reached. Check the network; the post waits.', { cause: error });
  }
  return new SendFailure('uncertain', 'The connection to Discord broke before it answered.', { cause: error });
}

/** Codes: docs.discord.com/developers/topics/opcodes-and-status-codes, "JSON Error Codes". */
function refusal(error: DiscordAPIError, channel: Channel): SendFailure {
  const place = `#${channel.name}`;
  const refused = (words: string) => new SendFailure('refused', words, { cause: error });
  const busy = (words: string, retryAfter: number, scope?: Scope) =>
    new SendFailure('busy', words, { retryAfter, scope, cause: error });
  if (error.status === 401 || error.code === 40001 || error.code === 50014) {
    return busy(
      'Discord does not accept the token of the bot. Put a valid DISCORD_TOKEN into the settings and restart.',
      5 * minute,
      'platform',
    );
  }
  switch (error.code) {
    case 10003:
    case 10004:
      return refused(`${place} no longer exists on Discord. Subscribe another channel.`);
    case 50001:
      return refused(missing(place, 'View Channel'));
    case 50013:
      return refused(missing(place, 'Send Messages', 'Send Messages in Threads'));
    case 50008:
    case 50024:
      return refused(`${place} is of a kind that takes no messages. Subscribe a text channel or a thread.`);
    case 50083:
    case 160005:
      return refused(`${place} is archived or locked. Ask a moderator to reopen it.`);
    case 200000:
    case 200001:
    case 240000:
      return refused(
        `The rules of the server (AutoMod) hold the post back in ${place}. Ask an administrator to exempt the bot.`,
      );
    case 20016:
    case 20028:
    case 40062:
    case 130000:
      return busy(`Discord takes no more posts in ${place} for now.`, minute);
    case 20029:
      return busy('Discord takes no more posts in this server for now.', minute, 'workspace');
  }
  if (error.status === 429) return busy(`Discord takes no more posts in ${place} for now.`, minute);
  return refused(
    `Discord refused the post in ${place}: ${error.message} (code ${error.code}). Please report this as a fault.`,
  );
}

/** Says which permission is missing where, and who can give it. */
export const missing = (place: string, ...names: readonly string[]): string =>
  `The bot cannot post in ${place}: the permission ${names.map((name) => `"${name}"`).join(' or ')} is missing there. ` +
  "Ask an administrator to give it to the bot's role.";
