import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/news/user-error.ts';
import { type RunningSlack, type SlackSettings, startSlack } from '../../../src/platform/slack/start.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack/stand-in.ts';

let slack: SlackStandIn;
let running: RunningSlack | null = null;
let logged: string[] = [];

beforeEach(async () => {
  slack = await startSlackStandIn();
  logged = [];
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await slack.close();
});

async function start(
  settings: Partial<SlackSettings> = {},
  editorGroups: readonly string[] = [],
): Promise<RunningSlack> {
  const { botToken, appToken } = slack.workspace;
  running = await startSlack({
    settings: { botToken, appToken, apiUrl: slack.url, ...settings },
    editorGroups,
    frontDesk: createScriptedFrontDesk(),
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
    clock: Date.now,
  });
  return running;
}

async function problem(settings: Partial<SlackSettings>): Promise<string> {
  const error: unknown = await start(settings).catch((reason) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, not ${error}`);
  return error.message;
}

const echoes = async (text: string): Promise<void> => {
  const outcome = await slack.command({ name: '/echo', text });
  await vi.waitFor(() => expect(outcome.shown).toMatchObject([{ text }]), { timeout: 5_000 });
};

describe('a wrong setting', () => {
  it('is named, with what to do', async () => {
    expect(await problem({ botToken: 'xoxb-wrong' })).toMatch(/SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/);
    expect(await problem({ appToken: 'xapp-wrong' })).toMatch(/SLACK_APP_TOKEN \(invalid_auth\).*connections:write/);
    expect(await problem({ appToken: slack.workspace.botToken })).toMatch(/SLACK_APP_TOKEN \(not_allowed_token_type\)/);
    expect(await problem({ appToken: null })).toMatch(/SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/);
    expect(await problem({ botToken: 'xoxb-wrong', place: 2 })).toMatch(/token 2 of SLACK_BOT_TOKEN \(invalid_auth\)/);
    expect(await problem({ appToken: 'xapp-wrong', place: 3 })).toMatch(/token 3 of SLACK_APP_TOKEN \(invalid_auth\)/);
    slack.workspace.appScopes = [];
    expect(await problem({})).toMatch(/SLACK_APP_TOKEN \(missing_scope\).*connections:write/);
  });

  it('may be a scope: one that is needed stops the start, another is reported', async () => {
    slack.workspace.scopes = ['commands', 'users:read'];
    expect(await problem({})).toContain('lacks the scope chat:write');
    slack.workspace.scopes = ['commands', 'chat:write'];
    await start();
    expect(logged.join('')).toContain('Without the Slack scope users:read');
    expect(logged.join('')).not.toContain('usergroups:read');
    await running?.stop();
    await start({}, ['S0EDIT']);
    expect(logged.join('')).toContain('Without the Slack scope usergroups:read, nobody is an editor by a user group.');
  });

  it('may be a port in use', async () => {
    const { hostname: host, port } = new URL(slack.url);
    const http = { host, port: Number(port) };
    expect(await problem({ appToken: null, signingSecret: 'x', http })).toMatch(/SLACK_HTTP_PORT/);
  });
});

describe('the workspace', () => {
  it('is the one that Slack names; the only one serves every channel, the first of several those that nobody placed', async () => {
    for (const [place, workspaces] of [
      [null, null],
      [1, ['T0DESK', 'default']],
      [2, ['T0DESK']],
    ] as const) {
      const { sender, stop } = await start({ place });
      expect(sender.workspaces).toEqual(workspaces);
      await stop();
    }
  });

  it('that somebody asks from is told once in the log, where the bot token belongs to another', async () => {
    await start();
    await echoes('here');
    expect(logged.join('')).not.toContain('somebody asks from');
    Object.assign(slack.workspace.team, { id: 'T0ELSE' });
    await echoes('there');
    await echoes('again');
    expect(
      logged.filter((line) => line.includes('from workspace T0ELSE, but the bot token belongs to T0DESK')),
    ).toHaveLength(1);
  });
});

it('a Slack that cannot be reached is called so', async () => {
  slack.fault({ method: 'auth.test', kind: 'reset', when: 'before' });
  expect(await problem({})).toContain('Slack cannot be reached');
  slack.fault({ method: 'apps.connections.open', kind: 'status', status: 503 });
  expect(await problem({})).toContain('Slack cannot be reached');
});

describe('a lost connection', () => {
  it('is opened again when Slack moves it, and when it is cut', async () => {
    await start();
    slack.sockets.disconnect('refresh_requested');
    await slack.sockets.connected(2);
    await echoes('moved');
    slack.sockets.cut();
    await slack.sockets.connected(3);
    await echoes('cut');
    expect(slack.workspace.failures).toEqual([]);
  });

  it('is tried on while Slack refuses, without ending the process', async () => {
    await start();
    const rejections: unknown[] = [];
    const listen = (reason: unknown): number => rejections.push(reason);
    process.on('unhandledRejection', listen);
    slack.fault({ method: 'apps.connections.open', kind: 'status', status: 500 });
    slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });
    slack.sockets.cut();
    await slack.sockets.connected(2);
    await echoes('back');
    process.off('unhandledRejection', listen);
    expect(rejections).toEqual([]);
  });
});

it('writes no token, secret or ticket into the log', async () => {
  await start();
  await echoes('quiet');
  slack.sockets.cut();
  await slack.sockets.connected(2);
  for (const secret of [slack.workspace.botToken, slack.workspace.appToken, 'ticket=', '/hooks/']) {
    expect(logged.join('')).not.toContain(secret);
  }
});
