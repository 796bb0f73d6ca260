import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { neverSent } from '../../delivery/never-sent.ts';
import { SendFailure } from '../../delivery/sender.ts';
import { type Channel, placeOf, type Scope } from '../../news/channel.ts';
import { excerpt } from '../../news/excerpt.ts';

const minute = 60_000;

/** True where Discord refuses the token itself: topics/opcodes-and-status-codes. */
export const isTokenError = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === 401 || error.code === 40001 || error.code === 50014);

/** Why Discord did not take a post, in words that name the step which mends it. */
export function sendFailure(error: unknown, channel: Channel): SendFailure {
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(error.retryAfter, error.timeToReset);
    // A bucket belongs to one channel, also where somebody else uses it up (scope `shared`).
    const scope = error.global || error.scope === 'global' ? 'platform' : 'channel';
    const place = scope === 'platform' ? '' : ` in ${placeOf(channel)}`;
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

/**
 * What stands there cannot be changed any more: it is gone, it is somebody else's, or it was edited too often
 * (topics/opcodes-and-status-codes).
 */
const fixed: readonly unknown[] = [10_008, 20_022, 30_046, 50_005];

/** An error of an edit. */
export function editFailure(error: unknown, channel: Channel): SendFailure {
  const failure = sendFailure(error, channel);
  if (!(error instanceof DiscordAPIError && fixed.includes(error.code))) return failure;
  return new SendFailure('fixed', failure.message, { cause: error });
}

/** An error of a request that posts nothing, so that nothing is uncertain. */
export function queryFailure(error: unknown, channel: Channel): SendFailure {
  const { kind, message, retryAfter, scope } = sendFailure(error, channel);
  return new SendFailure(kind === 'uncertain' ? 'busy' : kind, message, {
    ...(retryAfter === null ? {} : { retryAfter }),
    scope,
    cause: error,
  });
}

/** Codes: docs.discord.com/developers/topics/opcodes-and-status-codes, "JSON Error Codes". */
function refusal(error: DiscordAPIError, channel: Channel): SendFailure {
  const place = placeOf(channel);
  const refused = (words: string) => new SendFailure('refused', words, { cause: error });
  const blocked = (words: string, scope?: Scope) => new SendFailure('blocked', words, { scope, cause: error });
  const busy = (words: string, retryAfter: number, scope?: Scope) =>
    new SendFailure('busy', words, { retryAfter, scope, cause: error });
  if (isTokenError(error)) return blocked(refusedToken, 'platform');
  // Without a code of Discord's, something before it answered, for example Cloudflare, which bans addresses for a while.
  if (typeof error.code !== 'number')
    return busy(`Discord's edge turned the post away (HTTP ${error.status}).`, minute, 'platform');
  switch (error.code) {
    case 10003:
    case 10004:
      return blocked(`${place} no longer exists on Discord. Subscribe another channel.`);
    case 50001:
      return blocked(missing(place, 'View Channel'));
    case 50013:
      return blocked(missing(place, 'Send Messages', 'Send Messages in Threads'));
    case 50008:
    case 50024:
      return blocked(wrongKind(place));
    case 50083:
    case 160005:
      return blocked(closed(place));
    case 10013:
    case 50033:
      return refused(`Discord knows nobody with the id ${channel.name}, so that nothing can be sent there.`);
    case 50007:
    case 50278:
      return refused(
        `${channel.name} takes no direct messages from the bot. That person has to share a server with the bot and allow direct messages there.`,
      );
    case 200000:
    case 200001:
    case 240000:
      return refused(
        `The rules of the server (AutoMod) hold the post back in ${place}. Ask an administrator to exempt the bot.`,
      );
    case 20016:
    case 20028:
    case 40003:
    case 40062:
    case 130000:
      return busy(`Discord takes no more posts in ${place} for now.`, minute);
    case 20029:
      return busy('Discord takes no more posts in this server for now.', minute, 'workspace');
  }
  if (error.status === 429) return busy(`Discord takes no more posts in ${place} for now.`, minute);
  return refused(
    `Discord does not take this message, so it was not posted in ${place}. Please report this as a fault. ${said(error)}`,
  );
}

/** Discord's own words, which name each wrong field in a line of its own. */
const said = ({ message, code }: DiscordAPIError): string =>
  `(Discord says "${excerpt(message.replaceAll(/\s+/g, ' '), 200)}", code ${code}.)`;

export const refusedToken =
  'Discord does not accept the token of the bot. Put a valid DISCORD_TOKEN into the settings and restart.';

/** Says which permission is missing where, and who can give it. */
export const missing = (place: string, ...names: readonly string[]): string =>
  `The bot cannot post in ${place}: the permission ${names.map((name) => `"${name}"`).join(' or ')} is missing there. ` +
  "Ask an administrator to give it to the bot's role.";

export const timedOut = (until: number): string =>
  `A moderator has timed the bot out in this server until ${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC. Ask one to end that.`;

export const wrongKind = (place: string): string =>
  `${place} is of a kind that takes no messages. Subscribe a text channel or a thread.`;

export const closed = (place: string): string => `${place} is archived or locked. Ask a moderator to reopen it.`;
