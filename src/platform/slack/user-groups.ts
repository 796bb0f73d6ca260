import type { webApi } from '@slack/bolt';
import { within } from '../../command/patience.ts';
import type { Log } from '../../log.ts';
import type { Role } from '../../news/role.ts';
import { lacking } from './explain.ts';
import { groupScope } from './scopes.ts';
import { slackError } from './slack-error.ts';

/** Milliseconds after which Slack is asked again who is in a group. */
const fresh = 60_000;

/** Milliseconds for which its last answer counts while it gives no other. */
const kept = 300_000;

/** Milliseconds between two tries: it takes twenty a minute (docs.slack.dev/reference/methods/usergroups.users.list). */
const rest = 10_000;

/** Milliseconds that a question waits for its answer. */
const patience = 1_000;

/** Who is in the user groups whose members are editors. */
export interface UserGroups {
  /** Those that somebody is in, by what Slack has told. Never throws, and takes a second at most. */
  of(user: string): Promise<readonly Role[]>;
}

interface Slack {
  readonly client: webApi.WebClient;
  readonly clock: () => number;
  readonly log: Pick<Log, 'warn' | 'debug'>;
}

/** Asks Slack for the members of the groups of these ids, when somebody asks and its last answer is a minute old. */
export function createUserGroups({ ids, ...slack }: Slack & { readonly ids: readonly string[] }): UserGroups {
  const groups = ids.map((id) => ({ id, has: createMembership({ id, ...slack }) }));
  return {
    async of(user) {
      const held = await Promise.all(
        groups.map(async ({ id, has }) => ((await has(user)) ? [{ id, name: null }] : [])),
      );
      return held.flat();
    },
  };
}

const never = Number.NEGATIVE_INFINITY;

function createMembership({ id, client, clock, log }: Slack & { readonly id: string }) {
  let known: { readonly at: number; readonly members: readonly string[] } = { at: never, members: [] };
  let tried = never;
  let asking: Promise<void> | null = null;
  let told: string | null = null;
  // A clock that was set back makes nothing younger.
  const since = (time: number): number => Math.abs(clock() - time);

  async function askSlack(): Promise<void> {
    const at = clock();
    try {
      known = { at, members: await membersOf(client, id) };
      told = null;
    } catch (error) {
      // That is an answer.
      if (slackError(error) === 'no_such_subteam') known = { at, members: [] };
      const problem = groupProblem(error, id);
      log[problem === told ? 'debug' : 'warn']({ err: error }, `slack: ${problem}`);
      told = problem;
    }
    tried = clock();
    asking = null;
  }

  return async (user: string): Promise<boolean> => {
    if (since(known.at) >= fresh && since(tried) >= rest) asking ??= askSlack();
    if (asking !== null) await within(asking, patience, undefined);
    return since(known.at) < kept && known.members.includes(user);
  };
}

/** The ids of who is in a user group. Throws what Slack answered. */
export async function membersOf(client: webApi.WebClient, id: string): Promise<readonly string[]> {
  const { users = [] } = await client.usergroups.users.list({ usergroup: id });
  return users;
}

/** Why the members of a user group are not known, with the step that mends it. */
export const groupProblem = (error: unknown, id: string): string =>
  `Who is in the user group ${id} is not known. ${reason(error)}`;

function reason(error: unknown): string {
  switch (slackError(error)) {
    case 'missing_scope':
      return lacking(groupScope);
    case 'no_such_subteam':
      return 'This workspace has no such group.';
    case 'plan_upgrade_required':
      return 'The plan of this workspace has no user groups.';
    default:
      return 'Slack could not be asked.';
  }
}
