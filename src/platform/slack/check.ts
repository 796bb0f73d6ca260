import type { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { UserError } from '../../news/user-error.ts';
import { createSlackClient } from './client.ts';
import { sdkLog } from './sdk-log.ts';
import { checkScopes, startProblem } from './start-problem.ts';
import { groupProblem, membersOf } from './user-groups.ts';

/**
 * Asks Slack whose token this is and who is in the groups, and returns that in words, with the workspace's id. Throws
 * `UserError` that names the setting to mend.
 */
export async function checkSlack({
  botToken,
  apiUrl,
  place,
  groups,
}: {
  readonly botToken: string;
  readonly apiUrl: string;
  /** Its place among several, from 1; null for the only one. */
  readonly place: number | null;
  /** Ids of the user groups that make editors. */
  readonly groups: readonly string[];
}): Promise<string> {
  const client = createSlackClient({ token: botToken, apiUrl, logger: sdkLog(pino({ level: 'silent' })) });
  try {
    const who = await client.auth.test();
    return [
      `the bot token belongs to @${who.user} in ${who.team} (${who.team_id}).`,
      ...checkScopes(who, groups),
      ...(await Promise.all(groups.map((id) => groupWords(client, id)))),
    ].join(' ');
  } catch (cause) {
    throw (
      startProblem(cause, 'SLACK_BOT_TOKEN', place) ??
      new UserError(`Slack cannot be reached at ${apiUrl}. Is there a network?`, { cause })
    );
  }
}

const groupWords = (client: webApi.WebClient, id: string): Promise<string> =>
  membersOf(client, id).then(
    ({ length }) => `The user group ${id} makes ${length === 1 ? '1 editor' : `${length} editors`}.`,
    (error: unknown) => groupProblem(error, id),
  );
