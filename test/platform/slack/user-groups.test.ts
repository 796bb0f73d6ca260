import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkSlack } from '../../../src/platform/slack/check.ts';
import { createSlackClient } from '../../../src/platform/slack/client.ts';
import { sdkLog } from '../../../src/platform/slack/sdk-log.ts';
import { createUserGroups, type UserGroups } from '../../../src/platform/slack/user-groups.ts';
import { slack } from './sending.ts';

const second = 1_000;
const minute = 60 * second;
let now: number;
let logged: { readonly level: number; readonly msg: string }[];
let groups: UserGroups;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  logged = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const logger = sdkLog(pino({ level: 'silent' }));
  const client = createSlackClient({ token: slack.workspace.botToken, apiUrl: slack.url, logger });
  groups = createUserGroups({ ids: ['S0EDIT', 'S0NIGHT'], client, clock: () => now, log });
  slack.workspace.scopes.push('usergroups:read');
  slack.workspace.groups.set('S0EDIT', ['U0ANN', 'U0BEN']).set('S0NIGHT', ['U0ANN']);
});

const idsOf = async (user: string) => (await groups.of(user)).map(({ id }) => id);
const calls = () => slack.workspace.calls.filter((call) => call === 'usergroups.users.list').length;
const warnings = () => logged.filter(({ level }) => level === 40).map(({ msg }) => msg);

describe('who is in a user group', () => {
  it('is asked once for all who ask in a minute, and then again', async () => {
    expect(await Promise.all(['U0ANN', 'U0BEN', 'U0GUEST'].map(idsOf))).toEqual([
      ['S0EDIT', 'S0NIGHT'],
      ['S0EDIT'],
      [],
    ]);
    slack.workspace.groups.set('S0EDIT', ['U0GUEST']);
    now += minute - 1;
    expect(await idsOf('U0BEN')).toEqual(['S0EDIT']);
    expect(calls()).toBe(2);
    now += 1;
    expect(await idsOf('U0BEN')).toEqual([]);
    expect(await idsOf('U0GUEST')).toEqual(['S0EDIT']);
    expect(calls()).toBe(4);
    expect(slack.workspace.failures).toEqual([]);
  });

  it.each([
    [
      'a missing scope',
      () => void slack.workspace.scopes.pop(),
      'The app lacks the scope usergroups:read. Add it under',
    ],
    [
      'another plan',
      () => slack.fault({ method: 'usergroups.users.list', kind: 'error', error: 'plan_upgrade_required', times: 99 }),
      'The plan of this workspace has no user groups.',
    ],
    [
      'a rate limit',
      () => slack.fault({ method: 'usergroups.users.list', kind: 'rate limit', retryAfter: 30, times: 99 }),
      'Slack could not be asked.',
    ],
  ])('stands for five minutes after %s, which the log names once, and then it is nobody', async (_, fail, why) => {
    await idsOf('U0BEN');
    fail();
    for (const wait of [minute, minute, 3 * minute - 1]) {
      now += wait;
      expect(await idsOf('U0BEN')).toEqual(['S0EDIT']);
    }
    now += 1;
    expect(await idsOf('U0BEN')).toEqual([]);
    expect(warnings()).toHaveLength(2);
    expect(warnings()[0]).toMatch(`slack: Who is in the user group S0EDIT is not known. ${why}`);
  });

  it('is asked again ten seconds after a failure, and what fails anew is told anew', async () => {
    const fail = () => slack.fault({ method: 'usergroups.users.list', kind: 'reset', when: 'before', times: 2 });
    fail();
    expect(await idsOf('U0BEN')).toEqual([]);
    now += 10 * second - 1;
    expect(await idsOf('U0BEN')).toEqual([]);
    expect(calls()).toBe(2);
    now += 1;
    expect(await idsOf('U0BEN')).toEqual(['S0EDIT']);
    fail();
    now += minute;
    await idsOf('U0BEN');
    expect(warnings()).toHaveLength(4);
  });

  it('is nobody at once where there is no such group', async () => {
    await idsOf('U0BEN');
    slack.workspace.groups.delete('S0EDIT');
    now += minute;
    expect(await idsOf('U0BEN')).toEqual([]);
    expect(warnings()).toEqual([
      'slack: Who is in the user group S0EDIT is not known. This workspace has no such group.',
    ]);
  });

  it('is waited for no longer than a question can, and stands meanwhile', async () => {
    await idsOf('U0BEN');
    slack.fault({ method: 'usergroups.users.list', kind: 'hang', when: 'before', times: 2 });
    now += minute;
    expect(await idsOf('U0BEN')).toEqual(['S0EDIT']);
    expect(await idsOf('U0BEN')).toEqual(['S0EDIT']);
    expect(calls()).toBe(4);
  });

  it('is asked anew where the clock was set back', async () => {
    await idsOf('U0BEN');
    slack.workspace.groups.set('S0EDIT', []);
    now -= 60 * minute;
    expect(await idsOf('U0BEN')).toEqual([]);
  });

  it('is looked up by the doctor, in words', async () => {
    const { botToken } = slack.workspace;
    const check = () =>
      checkSlack({ botToken, apiUrl: slack.url, place: null, groups: ['S0EDIT', 'S0NIGHT', 'S0GONE'] });
    expect(await check()).toMatch(
      /\(T0DESK\)\. The user group S0EDIT makes 2 editors\. The user group S0NIGHT makes 1 editor\. Who is in the user group S0GONE is not known\. This workspace has no such group\.$/,
    );
    slack.workspace.scopes.pop();
    expect(await check()).toContain('Without the Slack scope usergroups:read, nobody is an editor by a user group.');
  });
});
