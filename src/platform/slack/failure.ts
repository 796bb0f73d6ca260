import { webApi } from '@slack/bolt';
import { neverSent } from '../../delivery/never-sent.ts';
import { SendFailure } from '../../delivery/sender.ts';
import type { Channel, Scope } from '../../news/channel.ts';
import { explain } from './explain.ts';
import { isTokenError, slackError } from './slack-error.ts';

const hour = 3_600_000;

/** "Part of the operation may have succeeded": docs.slack.dev/reference/methods/chat.postMessage */
const uncertain = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

const limited = ['ratelimited', 'rate_limited'];

/** What a workspace gets over by itself, or its organisation decides. */
const closed = [
  'message_limit_exceeded',
  'team_access_not_granted',
  'org_login_required',
  'team_added_to_org',
  'enterprise_is_restricted',
  'accesslimited',
];

/** Nothing is posted in that channel until somebody mends it. Slack says `no_permission` also to who is no member. */
const blockedChannel = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'no_permission',
  'ekm_access_denied',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
];

/** The token lacks what every post needs. */
const blockedToken = ['missing_scope', 'not_allowed_token_type'];

/** Slack said that it may work later, or this network does not reach it now. */
export const isPassing = (error: unknown): boolean => ['busy', 'uncertain'].includes(failureKind(error));

function failureKind(error: unknown): SendFailure['kind'] {
  if (error instanceof webApi.WebAPIRateLimitedError || neverSent(error)) return 'busy';
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? 'uncertain' : 'busy';
  const word = slackError(error);
  if (word === null || uncertain.includes(word)) return 'uncertain';
  if (limited.includes(word) || closed.includes(word)) return 'busy';
  return blocks(word) === null ? 'refused' : 'blocked';
}

/** How far a refusal reaches beyond the message; null where another message may pass. */
function blocks(word: string): Scope | null {
  if (blockedChannel.includes(word)) return 'channel';
  return isTokenError(word) || blockedToken.includes(word) ? 'workspace' : null;
}

/** An error of `chat.postMessage` as a failure whose words name the step that mends it. */
export function sendFailure(error: unknown, channel: Channel, bot: string): SendFailure {
  return new SendFailure(failureKind(error), explain(error, channel, bot), {
    retryAfter: retryAfter(error),
    // All that Slack turns away for a while holds for the workspace: docs.slack.dev/apis/web-api/rate-limits
    scope: blocks(slackError(error) ?? '') ?? 'workspace',
    cause: error,
  });
}

/** What stands there cannot be changed any more: docs.slack.dev/reference/methods/chat.update */
const fixed = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'block_mismatch'];

/** An error of `chat.update`. */
export function editFailure(error: unknown, channel: Channel, bot: string): SendFailure {
  const failure = sendFailure(error, channel, bot);
  if (!fixed.includes(slackError(error) ?? '')) return failure;
  return new SendFailure('fixed', failure.message, { cause: error });
}

/**
 * An error of a request that posts nothing, so that nothing is uncertain. Its limits and its scopes are those of its
 * method (docs.slack.dev/apis/web-api/rate-limits) and hold up no other channel.
 */
export function queryFailure(error: unknown, channel: Channel, bot: string): SendFailure {
  const kind = failureKind(error);
  const word = slackError(error) ?? '';
  return new SendFailure(kind === 'uncertain' ? 'busy' : kind, explain(error, channel, bot), {
    retryAfter: retryAfter(error),
    scope: isTokenError(word) || closed.includes(word) ? 'workspace' : 'channel',
    cause: error,
  });
}

/** Milliseconds. */
function retryAfter(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1000;
  return closed.includes(slackError(error) ?? '') ? hour : undefined;
}
