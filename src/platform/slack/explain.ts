import { webApi } from '@slack/bolt';
import { neverSent } from '../../delivery/never-sent.ts';
import { type Channel, personOf, placeOf } from '../../news/channel.ts';
import { isTokenError, neededScopes, slackError } from './slack-error.ts';

/** What brings the bot into a channel. */
export const invitation = (channel: Channel, bot: string): string =>
  `I am not in ${placeOf(channel)}. Type "/invite @${bot}" there, and the next post will arrive.`;

/** What a posting policy wants. */
export const restricted = (channel: Channel, bot: string): string =>
  `Only some members may post in ${placeOf(channel)}. Ask a workspace administrator to let @${bot} post there.`;

/** What brings the app a scope. */
export const lacking = (scope: string): string =>
  `The app lacks the scope ${scope}. Add it under "OAuth & Permissions" of the app at https://api.slack.com/apps and reinstall the app.`;

/** What went wrong in a channel and what to do, in words for people. */
export function explain(error: unknown, channel: Channel, bot: string): string {
  const place = placeOf(channel);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `Slack takes no more requests for ${error.retryAfter} seconds.`;
  if (error instanceof webApi.WebAPIHTTPError) return `Slack answered with HTTP ${error.statusCode}.`;
  if (neverSent(error)) return 'Slack cannot be reached from here: check the network.';
  const word = slackError(error);
  if (word === null) return `Slack's answer about ${place} was lost.`;
  return `${reason(word, error, channel, bot)} (Slack says "${word}".)`;
}

function reason(word: string, error: unknown, channel: Channel, bot: string): string {
  const place = placeOf(channel);
  if (isTokenError(word))
    return 'Slack no longer accepts the bot token. Reinstall the app and put its new token into SLACK_BOT_TOKEN.';
  switch (word) {
    case 'not_in_channel':
    case 'channel_not_found':
      return personOf(channel) === null ? invitation(channel, bot) : `Slack does not find ${place}.`;
    case 'is_archived':
    case 'is_inactive':
      return `${place} is archived. Unarchive it, or subscribe another channel.`;
    case 'restricted_action':
    case 'restricted_action_read_only_channel':
    case 'restricted_action_thread_only_channel':
      return restricted(channel, bot);
    case 'restricted_action_non_threadable_channel':
    case 'restricted_action_thread_locked':
      return `${place} takes no replies to this message, so that its further pages cannot be posted.`;
    case 'ekm_access_denied':
      return `The administrators have suspended posting in ${place}. Ask them to allow it again.`;
    case 'messages_tab_disabled':
      return 'The app may send no direct messages. Turn on the Messages Tab under "App Home" of the app at https://api.slack.com/apps.';
    case 'no_permission':
      return `The app may not post in ${place}. Type "/invite @${bot}" there; if that does not help, reinstall the app.`;
    case 'missing_scope':
      return lacking(neededScopes(error).join(' or ') || 'for this');
    case 'not_allowed_token_type':
      return 'SLACK_BOT_TOKEN is not a bot token. Put the "Bot User OAuth Token" (xoxb-…) there.';
    case 'message_limit_exceeded':
      return 'The workspace has used up its messages for now.';
    case 'user_not_found':
    case 'users_not_found':
      return `Slack knows nobody with the id ${channel.name} in this workspace, so that nothing can be sent there.`;
    case 'user_disabled':
      return `The account ${channel.name} is deactivated, so that nothing can be sent there.`;
    case 'user_not_visible':
    case 'cannot_dm_bot':
      return `Slack lets the bot send nothing to ${channel.name}.`;
    case 'msg_too_long':
    case 'msg_blocks_too_long':
      return `The message is too long for Slack and was not posted in ${place}. Please report this as a fault.`;
    case 'invalid_blocks':
    case 'invalid_blocks_format':
      return `Slack does not take the form of the message, so it was not posted in ${place}. Please report this as a fault.`;
    default:
      return `Slack turned the request about ${place} away.`;
  }
}
