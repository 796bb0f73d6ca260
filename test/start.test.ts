import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBench, type Run } from './support/bot-process.ts';
import { startDiscordStandIn } from './support/discord/stand-in.ts';
import { startSlackStandIn } from './support/slack/stand-in.ts';

const bench = createBench();
afterEach(() => bench.clean());

const patience = { timeout: 15_000, interval: 100 };
const ready = (run: Run) => vi.waitFor(() => expect(`${run.out()}${run.err()}`).toMatch(/^Ready/m), patience);

/** What a person sees who starts the bot in vain. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const run = bench.run('main.ts', env);
  expect(await run.exit).toBe(1);
  expect(run.err()).not.toMatch(/^\s+at /m);
  return run.err();
}

describe('the first start', () => {
  it('says without a single setting what runs, what is off and what turns it on, and ends cleanly', async () => {
    const run = bench.run('main.ts');
    await ready(run);
    expect(run.out()).toMatch(/Newsroom {2}http:\/\/127\.0\.0\.1:\d+/);
    expect(run.out()).toMatch(/Store .*sitrep\.db, 1\d\d updates/);
    expect(run.out()).toMatch(/Slack .*off.*SLACK_BOT_TOKEN/);
    expect(run.out()).toMatch(/Discord .*off.*DISCORD_TOKEN/);
    const url = /http:\/\/\S+/.exec(run.out())?.[0];
    expect(await (await fetch(`${url}/`)).text()).toContain('Ask the desk');
    run.process.kill('SIGINT');
    expect(await run.exit).toBe(0);
  });

  it('keeps what it has through a kill, and takes nothing in twice', async () => {
    const first = bench.run('main.ts');
    await ready(first);
    first.process.kill('SIGKILL');
    await first.exit;
    const second = bench.run('main.ts', { SITREP_DATA_DIR: first.dataDir });
    await ready(second);
    const count = (run: Run) => /(\d+) updates/.exec(run.out())?.[1];
    expect(count(second)).toBe(count(first));
  });
});

describe('a start in vain says what to do', () => {
  it('when settings are wrong, all at once', async () => {
    const words = await refusal({ SITREP_HTTP_PORT: 'eighty', SITREP_TIMEZONE: 'Mars/Base', SITREP_PORT: '1' });
    expect(words).toMatch(/SITREP_HTTP_PORT.*eighty/);
    expect(words).toMatch(/SITREP_TIMEZONE.*Mars\/Base/);
    expect(words).toMatch(/SITREP_PORT.*SITREP_HTTP_PORT/);
  });

  it('when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ SITREP_HTTP_PORT: String(port) })).toMatch(new RegExp(`${port}.*SITREP_HTTP_PORT`));
    other.close();
  });

  it('when another bot holds the data directory', async () => {
    const first = bench.run('main.ts');
    await ready(first);
    const words = await refusal({ SITREP_DATA_DIR: first.dataDir });
    expect(words).toContain(`process ${first.process.pid}`);
    expect(words).toContain('SITREP_DATA_DIR');
  });

  it('when the data directory cannot be one, or its database is none', async () => {
    const file = bench.file('taken', 'a file');
    expect(await refusal({ SITREP_DATA_DIR: file })).toContain('SITREP_DATA_DIR');
    const broken = bench.file('sitrep.db', 'this is no database, whatever it is called');
    expect(await refusal({ SITREP_DATA_DIR: broken.replace('/sitrep.db', '') })).toMatch(/sitrep\.db/);
  });

  it('when the desk file is broken or missing', async () => {
    const path = bench.file('desk.yaml', 'name: Test\ntitle: x\ntopics:\n  - { id: a, nam: A }\n');
    expect(await refusal({ SITREP_DESK: path })).toMatch(new RegExp(`${path}:4 .*nam`));
    expect(await refusal({ SITREP_DESK: '/nowhere/desk.yaml' })).toContain('SITREP_DESK');
  });

  it('when PostgreSQL does not answer, without its password', async () => {
    const words = await refusal({ DATABASE_URL: 'postgres://desk:s3cret-word@127.0.0.1:1/desk' });
    expect(words).toContain('127.0.0.1');
    expect(words).not.toContain('s3cret-word');
  });
});

describe('a platform that fails leaves the others running', () => {
  it('with wrong tokens on both', async () => {
    const slack = await startSlackStandIn();
    const discord = await startDiscordStandIn();
    const run = bench.run('main.ts', {
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_APP_TOKEN: 'xapp-wrong',
      SLACK_API_URL: slack.url,
      DISCORD_TOKEN: 'wrong-token-of-discord',
      DISCORD_API_URL: discord.url,
    });
    await ready(run);
    await vi.waitFor(() => expect(run.err()).toMatch(/Slack is not connected/), patience);
    await vi.waitFor(() => expect(run.err()).toMatch(/Discord is not connected/), patience);
    const url = /http:\/\/\S+/.exec(run.out())?.[0];
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain('SLACK_BOT_TOKEN');
    expect(page).toContain('DISCORD_TOKEN');
    expect(`${run.out()}${run.err()}${page}`).not.toMatch(/xoxb-wrong|xapp-wrong|wrong-token/);
    await Promise.all([slack.close(), discord.stop()]);
  });

  it('with half of the settings', async () => {
    const run = bench.run('main.ts', { SLACK_BOT_TOKEN: 'xoxb-1', DISCORD_APPLICATION_ID: '12' });
    await ready(run);
    expect(run.out()).toMatch(/Slack .*failing.*SLACK_APP_TOKEN/);
  });
});
