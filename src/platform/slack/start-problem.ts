import type { webApi } from '@slack/bolt';
import { UserError } from '../../news/user-error.ts';
import { isPassing } from './failure.ts';
import { scopesFor } from './scopes.ts';
import { isTokenError, slackError } from './slack-error.ts';

/**
 * Says which setting is wrong and what to do; null for what may pass by itself, a lost network for example. `place`: which
 * of the setting's tokens it is, from 1; null for the only one.
 */
export function startProblem(
  error: unknown,
  setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  place: number | null,
): UserError | null {
  if (error instanceof UserError) return error;
  const word = slackError(error);
  if (word === null || isPassing(error)) return null;
  const cure =
    setting === 'SLACK_BOT_TOKEN'
      ? 'Copy the "Bot User OAuth Token" (xoxb-…) from "OAuth & Permissions" of the app at https://api.slack.com/apps.'
      : 'Create an app-level token (xapp-…) with the scope connections:write under "Basic Information" of the app at https://api.slack.com/apps, and see that Socket Mode is on.';
  const token = place === null ? setting : `token ${place} of ${setting}`;
  const what =
    isTokenError(word) || word === 'not_allowed_token_type'
      ? `Slack does not accept ${token} (${word}).`
      : `Slack refuses to start with ${token} (${word}).`;
  return new UserError(`${what} ${cure}`, { cause: error });
}

/**
 * Throws when the app cannot work with the scopes it was given, and returns what the missing others cost. `groups`: the ids of
 * user groups that make editors.
 */
export function checkScopes(answer: webApi.AuthTestResponse, groups: readonly string[]): readonly string[] {
  const granted = answer.response_metadata?.scopes;
  if (granted === undefined) return [];
  const missing = scopesFor(groups).filter(({ name }) => !granted.includes(name));
  const needed = missing.filter(({ required }) => required).map(({ name }) => name);
  if (needed.length > 0) {
    throw new UserError(
      `The Slack app lacks the scope ${needed.join(' and ')}. Add it under "OAuth & Permissions" of the app at https://api.slack.com/apps, reinstall the app, and put its new token into SLACK_BOT_TOKEN.`,
    );
  }
  return missing.map(({ name, without }) => `Without the Slack scope ${name}, ${without}.`);
}
