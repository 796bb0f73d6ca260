import { pino } from 'pino';
import { UserError } from '../../news/user-error.ts';
import { createSlackClient } from './client.ts';
import { sdkLog } from './sdk-log.ts';
import { checkScopes, startProblem } from './start-problem.ts';

/** Asks Slack whose token this is, and returns that in words. Throws `UserError` that names the setting to mend. */
export async function checkSlack({
  botToken,
  apiUrl,
}: {
  readonly botToken: string;
  readonly apiUrl: string;
}): Promise<string> {
  const client = createSlackClient({ token: botToken, apiUrl, logger: sdkLog(pino({ level: 'silent' })) });
  try {
    const who = await client.auth.test();
    return [`the bot token belongs to @${who.user} in ${who.team}.`, ...checkScopes(who)].join(' ');
  } catch (cause) {
    throw (
      startProblem(cause, 'SLACK_BOT_TOKEN') ??
      new UserError(`Slack cannot be reached at ${apiUrl}. Is there a network?`, { cause })
    );
  }
}
