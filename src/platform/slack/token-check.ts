import type { webApi } from '@slack/bolt';
import { isTokenError, slackError } from './slack-error.ts';

/** Whether Slack refuses the token. False also where it gives no answer. */
export const refusesToken = (client: webApi.WebClient): Promise<boolean> =>
  client.auth.test().then(
    () => false,
    (error: unknown) => isTokenError(slackError(error) ?? ''),
  );
