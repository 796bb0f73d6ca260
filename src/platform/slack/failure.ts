import { webApi } from '@slack/bolt';
import { neverSent } from '../../delivery/never-sent.ts';
import { SendFailure } from '../../delivery/sender.ts';
import type { Channel } from '../../news/channel.ts';

const hour = 3_600_000;

/** Slack's word for what went wrong; null where Slack did not answer in its own terms. */
export function slackError(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  // An answer that is no JSON (a proxy's page) arrives here as one long "error".
  return /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : null;
}

/** Slack said that it may work later, or this network does not reach it now. */
export const isPassing = (error: unknown): boolean => failureKind(error) !== 'refused';

function failureKind(error: unknown): SendFailure['kind'] {
  if (error instanceof webApi.WebAPIRateLimitedError || neverSent(error)) return 'busy';
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? 'uncertain' : 'busy';
  const word = slackError(error);
  if (word === null) return 'uncertain';
  if (uncertain.includes(word)) return 'uncertain';
  return busy.includes(word) ? 'busy' : 'refused';
}

/** "Part of the operation may have succeeded": docs.slack.dev/reference/methods/chat.postMessage */
const uncertain = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

const busy = [
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_access_not_granted',
  'org_login_required',
  'team_added_to_org',
  'enterprise_is_restricted',
  'ekm_access_denied',
  'accesslimited',
];

/** An error of `chat.postMessage` as a failure whose words name the step that mends it. */
export function sendFailure(error: unknown, channel: Channel, bot: string): SendFailure {
  const kind = failureKind(error);
  return new SendFailure(kind, explain(error, channel, bot), {
    retryAfter: retryAfter(error),
    // All that Slack turns away for a while holds for the workspace: docs.slack.dev/apis/web-api/rate-limits
    scope: 'workspace',
    cause: error,
  });
}

/** Milliseconds. */
function retryAfter(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1000;
  const word = slackError(error);
  if (word === null || !busy.includes(word)) return undefined;
  return word === 'ratelimited' || word === 'rate_limited' ? undefined : hour;
}

/** What brings the bot into a channel. */
export const invitation = (channel: Channel, bot: string): string =>
  `I am not in #${channel.name}. Type "/invite @${bot}" there, and the next post will arrive.`;

/** What went wrong in a channel and what to do, in words for people. */
export function explain(error: unknown, channel: Channel, bot: string): string {
  const place = `#${channel.name}`;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return `Slack takes no more posts for ${error.retryAfter} seconds.`;
  if (error instanceof webApi.WebAPIHTTPError) return `Slack answered with HTTP ${error.statusCode}.`;
  if (neverSent(error)) return 'Slack cannot be reached from here: check the network.';
  const word = slackError(error);
  if (word === null) return `Slack's answer about ${place} was lost.`;
  const said = `Slack says "${word}"`;
  if (word === 'not_in_channel' || word === 'channel_not_found') {
    return `${invitation(channel, bot)} (${said}.)`;
  }
  if (word === 'is_archived' || word === 'is_inactive') {
    return `${place} is archived. Unarchive it, or subscribe another channel. (${said}.)`;
  }
  if (word.startsWith('restricted_action')) {
    return `Only some members may post in ${place}. Ask a workspace administrator to let @${bot} post there. (${said}.)`;
  }
  if (word === 'message_limit_exceeded') return `The workspace has used up its messages for now. (${said}.)`;
  if (isTokenError(word)) {
    return `Slack no longer accepts the bot token. Reinstall the app and put its new token into SLACK_BOT_TOKEN. (${said}.)`;
  }
  if (word === 'missing_scope' || word === 'no_permission' || word === 'not_allowed_token_type') {
    const needed = neededScopes(error);
    return `The app lacks a permission${needed}. Add it under "OAuth & Permissions" and reinstall the app. (${said}.)`;
  }
  return failureKind(error) === 'refused'
    ? `Slack refused the post in ${place}. (${said}.)`
    : `${said} about ${place}.`;
}

/** True for Slack's words for a token that it does not accept. */
export const isTokenError = (word: string): boolean =>
  ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'team_disabled'].includes(word);

/** The scopes that would do, as Slack names them in its answer. */
function neededScopes(error: unknown): string {
  if (!(error instanceof webApi.WebAPIPlatformError)) return '';
  const scopes = error.data.response_metadata?.acceptedScopes ?? [];
  return scopes.length === 0 ? '' : ` (${scopes.join(' or ')})`;
}
