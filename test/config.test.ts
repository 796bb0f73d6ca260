import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settingsTable } from '../src/config/settings.ts';
import { ConfigError, loadConfig } from '../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const envFile = join(folder, 'none');
const load = (env: Record<string, string | undefined>, file = envFile) => loadConfig({ env, envFile: file });
const mistakes = (env: Record<string, string>, file = envFile): string => {
  try {
    load(env, file);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the settings were accepted');
};

describe('an empty environment', () => {
  test('gives a bot that runs by itself', () => {
    expect(load({})).toEqual({
      dataDir: './data',
      databaseUrl: null,
      desk: 'content/desk.yaml',
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      userAgent: 'Sitrep/0.1 (news desk)',
      poll: true,
      http: { host: '127.0.0.1', port: 8080 },
      logLevel: 'info',
      slack: { state: 'off', mistake: false, why: expect.stringContaining('SLACK_BOT_TOKEN') },
      discord: { state: 'off', mistake: false, why: expect.stringContaining('DISCORD_TOKEN'), applicationId: null },
      secrets: [],
    });
  });

  test('is frozen at every depth', () => {
    const config = load({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh' });
    const workspaces = config.slack.state === 'on' ? config.slack.workspaces : [];
    const values: unknown[] = [config, ...Object.values(config), ...Object.values(config.slack)];
    values.push(...workspaces, ...workspaces.flatMap((workspace) => Object.values(workspace)));
    expect(values.filter((value) => typeof value === 'object' && value !== null && !Object.isFrozen(value))).toEqual(
      [],
    );
  });
});

test('values become what they mean', () => {
  const config = load({
    SITREP_DATA_DIR: ' /srv/desk ',
    DATABASE_URL: 'postgresql://desk:p%40ss@db:5432/desk',
    SITREP_HTTP_PORT: '0',
    SITREP_TIMEZONE: 'Europe/Kyiv',
    SITREP_POLL: 'off',
    LOG_LEVEL: 'silent',
  });
  expect(config).toMatchObject({ dataDir: '/srv/desk', timeZone: 'Europe/Kyiv', poll: false, logLevel: 'silent' });
  expect(config.http.port).toBe(0);
  expect(config.secrets).toEqual(expect.arrayContaining(['postgresql://desk:p%40ss@db:5432/desk', 'p%40ss', 'p@ss']));
});

describe('the settings file', () => {
  const path = join(folder, 'env');

  test('serves what the environment leaves out or leaves blank', () => {
    writeFileSync(path, '\uFEFFSITREP_HTTP_PORT=9000\r\nLOG_LEVEL="debug" # while testing\nSITREP_POLL=off\n');
    const config = loadConfig({ env: { SITREP_HTTP_PORT: '9001', LOG_LEVEL: ' ' }, envFile: path });
    expect([config.http.port, config.logLevel, config.poll]).toEqual([9001, 'debug', false]);
  });

  test('with a line that sets nothing says which, and not to what', () => {
    writeFileSync(
      path,
      '# SITREP_POLL off\nSITREP_POLL: off\nexport LOG_LEVEL = debug\nDATABASE_URL postgres://u:hunter2@h/d\n',
    );
    const told = mistakes({}, path);
    expect(told).toContain('SITREP_POLL has no equals sign (');
    expect(told).toContain(', line 2): write SITREP_POLL=value.');
    expect(told).toContain(', line 4): write DATABASE_URL=value.');
    expect(told).not.toMatch(/LOG_LEVEL|hunter2/);
  });

  test('that cannot be read is a mistake, not an empty file', () => {
    expect(() => loadConfig({ env: {}, envFile: folder })).toThrow(ConfigError);
  });
});

describe('mistakes', () => {
  test('are told together, by name, with what is expected', () => {
    const told = mistakes({
      SITREP_HTTP_PORT: '80a',
      SITREP_TIMEZONE: '+02:00',
      SITREP_POLL: 'maybe',
      LOG_LEVEL: 'loud',
      SLACK_API_URL: 'slack.com',
    });
    expect(told).toContain('SITREP_HTTP_PORT is "80a": expected a whole number from 0 to 65535');
    for (const name of ['SITREP_TIMEZONE', 'SITREP_POLL', 'LOG_LEVEL', 'SLACK_API_URL'])
      expect(told).toContain(`- ${name} is `);
  });

  test.each(['65536', '-1', '8080.5', '0x50', '1e3'])('no port: %s', (port) => {
    expect(mistakes({ SITREP_HTTP_PORT: port })).toContain('SITREP_HTTP_PORT');
  });

  test('never show the value of a secret', () => {
    const env = Object.fromEntries(
      settingsTable()
        .filter(({ secret }) => secret)
        .map(({ name }) => [name, 'hunter2 hunter2']),
    );
    const told = mistakes(env);
    for (const name of Object.keys(env)) expect(told).toContain(name);
    expect(told).not.toContain('hunter2');
  });

  test.each([
    ['SITREP_PORT', 'SITREP_HTTP_PORT'],
    ['SITREP_TIMEZON', 'SITREP_TIMEZONE'],
    ['SITREP_DATA', 'SITREP_DATA_DIR'],
    ['SITREP_DESK_FILE', 'SITREP_DESK'],
  ])('%s is answered with %s', (name, meant) => {
    expect(mistakes({ [name]: 'x' })).toContain(`${name} is unknown; did you mean ${meant}?`);
  });

  test('an unknown name that is near nothing is told as well', () => {
    expect(mistakes({ SITREP_ZZZZZZZZ: 'x' })).toContain('SITREP_ZZZZZZZZ is unknown: remove it.');
  });

  test('names of the tests and of Kubernetes service links are nobody’s mistake', () => {
    load({
      SITREP_TEST_DATA: '/tmp',
      KUBERNETES_SERVICE_HOST: '10.0.0.1',
      SITREP_PORT: 'tcp://10.0.0.2:80',
      SITREP_SERVICE_HOST: '10.0.0.2',
    });
  });
});

describe('Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };

  test('prefers Socket Mode', () => {
    const { slack } = load({
      ...bot,
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_SIGNING_SECRET: 'shh',
      SLACK_API_URL: 'http://127.0.0.1:9/api',
    });
    const apiUrl = 'http://127.0.0.1:9/api/';
    const only = { label: 'Slack', place: null, mode: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl };
    expect(slack).toEqual({ state: 'on', workspaces: [only] });
  });

  test('listens over HTTP with a signing secret alone', () => {
    const { slack } = load({ ...bot, SLACK_SIGNING_SECRET: 'shh', SLACK_HTTP_PORT: '3001' });
    expect(slack).toMatchObject({
      workspaces: [{ mode: 'http', signingSecret: 'shh', listen: { host: '127.0.0.1', port: 3001 } }],
    });
  });

  test('serves several workspaces, whose tokens are paired by their places and kept out of the log', () => {
    const { slack, secrets } = load({
      SLACK_BOT_TOKEN: 'xoxb-1 xoxb-2,xoxb-3',
      SLACK_APP_TOKEN: 'xapp-1, xapp-2\n xapp-3,',
    });
    expect(slack).toMatchObject({
      state: 'on',
      workspaces: [1, 2, 3].map((place) => ({
        label: `Slack ${place}`,
        place,
        botToken: `xoxb-${place}`,
        appToken: `xapp-${place}`,
      })),
    });
    expect(secrets).toEqual(expect.arrayContaining([1, 2, 3].flatMap((at) => [`xoxb-${at}`, `xapp-${at}`])));
  });

  test.each([
    [bot, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_SIGNING_SECRET: 'shh' }, 'SLACK_BOT_TOKEN'],
    [{ ...bot, SLACK_APP_TOKEN: 'xoxb-2' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1 xoxb-2', SLACK_APP_TOKEN: 'xapp-1 xoxb-2' }, 'SLACK_APP_TOKEN is wrong'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1 xoxb-2', SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: 2, SLACK_APP_TOKEN: 1'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1 xoxb-1', SLACK_APP_TOKEN: 'xapp-1 xapp-2' }, 'SLACK_BOT_TOKEN holds a token twice'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1 xoxb-2', SLACK_SIGNING_SECRET: 'shh' }, 'over HTTP (SLACK_SIGNING_SECRET) one'],
    [{ ...bot, SLACK_SIGNING_SECRET: 'one,two' }, 'several workspaces need Socket Mode'],
    [{ ...bot, SLACK_APP_TOKN: 'xapp-1' }, 'did you mean SLACK_APP_TOKEN?'],
  ])('is off by mistake with %o, and Discord runs on', (env, told) => {
    const { slack, discord } = load({ ...env, DISCORD_TOKEN: 'a.b.c' });
    expect(slack).toMatchObject({ state: 'off', mistake: true, why: expect.stringContaining(told) });
    expect(discord.state).toBe('on');
  });

  test('leaves other programs their settings', () => {
    const { slack } = load({
      ...bot,
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_WEBHOOK_URL: 'https://example.org',
      SLACK_TOKEN: 'xoxp-1',
    });
    expect(slack.state).toBe('on');
  });

  test('is told with the mistakes that stop the start', () => {
    expect(mistakes({ ...bot, LOG_LEVEL: 'loud' })).toMatch(/LOG_LEVEL.*SLACK_BOT_TOKEN is set alone/s);
  });
});

describe('Discord', () => {
  test('is on with a token', () => {
    const { discord, secrets } = load({
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_APPLICATION_ID: '11',
      DISCORD_API_URL: 'http://127.0.0.1:9/api/',
    });
    expect(discord).toEqual({ state: 'on', token: 'a.b.c', applicationId: '11', apiUrl: 'http://127.0.0.1:9/api' });
    expect(secrets).toEqual(['a.b.c']);
  });

  test.each([
    [{ DISCORD_APPLICATION_ID: '11' }, 'DISCORD_TOKEN'],
    [{ DISCORD_TOKEN: 'Bot a.b.c' }, 'without "Bot"'],
    [{ DISCORD_BOT_TOKEN: 'a.b.c' }, 'did you mean DISCORD_TOKEN?'],
  ])('is off by mistake with %o, and Slack runs on', (env, told) => {
    const { slack, discord } = load({ ...env, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    expect(discord).toMatchObject({ state: 'off', mistake: true, why: expect.stringContaining(told) });
    expect(slack.state).toBe('on');
  });
});
