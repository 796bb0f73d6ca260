import { webApi } from '@slack/bolt';

/** Slack's word for what went wrong; null where Slack did not answer in its own terms. */
export function slackError(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  // An answer that is no JSON (a proxy's page) arrives here as one long "error".
  return /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : null;
}

/** True for Slack's words for a token that it does not accept. */
export const isTokenError = (word: string): boolean =>
  ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'team_disabled'].includes(word);

/** The scopes that would do: the one that Slack's answer asks for, else all that its header accepts. */
export function neededScopes(error: unknown): readonly string[] {
  if (!(error instanceof webApi.WebAPIPlatformError)) return [];
  const { data } = error;
  if ('needed' in data && typeof data.needed === 'string') return data.needed.split(',');
  return data.response_metadata?.acceptedScopes ?? [];
}
