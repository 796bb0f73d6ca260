import { pino } from 'pino';
import { UserError } from '../../news/user-error.ts';
import { createSlackClient } from './client.ts';
import { sdkLog } from './sdk-log.ts';
import { checkScopes, startProblem } from './start-problem.ts';

/** Asks Slack whose token this is, and returns that in words, with the workspace's id. Throws `UserError` that names the setting to mend. */
export async function checkSlack({
  botToken,
  apiUrl,
  place,
}: {
  readonly botToken: string;
  readonly apiUrl: string;
  /** Its place among several, from 1; null for the only one. */
  readonly place: number | null;
}): Promise<string> {
  const client = createSlackClient({ token: botToken, apiUrl, logger: sdkLog(pino({ level: 'silent' })) });
  try {
    const who = await client.auth.test();
    return [`the bot token belongs to @${who.user} in ${who.team} (${who.team_id}).`, ...checkScopes(who)].join(' ');
  } catch (cause) {
    throw (
      startProblem(cause, 'SLACK_BOT_TOKEN', place) ??
      new UserError(`Slack cannot be reached at ${apiUrl}. Is there a network?`, { cause })
    );
  }
}
