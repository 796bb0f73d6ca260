import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../src/store/open.ts';
import { createBench, type Run } from './support/bot-process.ts';
import { startSlackFront } from './support/slack/front.ts';
import { type Outcome, type SlackStandIn, startSlackStandIn } from './support/slack/stand-in.ts';
import { smallDesk } from './support/small-desk.ts';

const desk = smallDesk(`
editors: [slack:U0ANN]
subscriptions:
  - { channel: 'slack:C0HOME', at: '0 8 * * *' }
  - { channel: 'slack:T0TOWER/C0TOWER', at: '0 8 * * *' }
`);
const bench = createBench();
const patience = { timeout: 15_000, interval: 100 };
const secrets = [1, 2, 3].flatMap((at) => [`xoxb-number-${at}`, `xapp-number-${at}`]);

describe('one bot in three workspaces, of which the second refuses it', () => {
  let harbour: SlackStandIn;
  let tower: SlackStandIn;
  let front: Awaited<ReturnType<typeof startSlackFront>>;
  let bot: Run;

  beforeAll(async () => {
    harbour = await startSlackStandIn({
      team: { id: 'T0HARBOUR', name: 'Harbour' },
      botToken: 'xoxb-number-1',
      appToken: 'xapp-number-1',
    });
    tower = await startSlackStandIn({
      team: { id: 'T0TOWER', name: 'Tower' },
      botToken: 'xoxb-number-3',
      appToken: 'xapp-number-3',
    });
    front = await startSlackFront([harbour, tower]);
    bot = bench.run('main.ts', {
      SITREP_DESK: bench.file('desk.yaml', desk),
      SLACK_BOT_TOKEN: 'xoxb-number-1, xoxb-number-2, xoxb-number-3',
      SLACK_APP_TOKEN: 'xapp-number-1 xapp-number-2 xapp-number-3',
      SLACK_API_URL: front.url,
    });
    await vi.waitFor(() => {
      for (const told of ['Slack 1 is up', 'Slack 2 is not connected', 'Slack 3 is up'])
        expect(bot.err()).toContain(told);
      expect(bot.out()).toMatch(/^Ready/m);
    }, patience);
  });
  afterEach(() => {
    expect(harbour.workspace.failures.splice(0)).toEqual([]);
    expect(tower.workspace.failures.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    bot.process.kill('SIGTERM');
    expect(await bot.exit).toBe(0);
    await front.close();
    await harbour.close();
    await tower.close();
    await bench.clean();
  });

  const shown = async (outcome: Outcome): Promise<string> => {
    await vi.waitFor(() => expect(outcome.shown.length).toBeGreaterThan(0), patience);
    return outcome.shown[0]?.text ?? '';
  };

  it('tells of each how it is, and shows no token', async () => {
    const page = await (await fetch(`${/http:\/\/\S+/.exec(bot.out())?.[0]}/`)).text();
    for (const told of ['Slack 1', 'connected to Harbour', 'token 2 of SLACK_BOT_TOKEN', 'connected to Tower'])
      expect(page).toContain(told);
    for (const secret of secrets) expect(`${page}${bot.out()}${bot.err()}`).not.toContain(secret);
  });

  it('answers in each through its own connection', async () => {
    for (const [slack, other] of [
      [harbour, tower],
      [tower, harbour],
    ] as const) {
      const before = other.workspace.calls.length;
      expect(await shown(await slack.command({ name: '/latest', text: 'limit:1' }))).toContain('Latest');
      expect(slack.workspace.calls).toContain('users.info');
      expect(other.workspace.calls).toHaveLength(before);
    }
  });

  it('opens a form in each, whose trigger is good there alone', async () => {
    for (const slack of [harbour, tower]) {
      await slack.command({ name: '/breaking' });
      await vi.waitFor(() => expect(slack.workspace.views).toHaveLength(1), patience);
    }
  });

  it('keeps for each subscription whose channel it is', async () => {
    const den = { id: 'C0DEN', name: 'den', isPrivate: false, isArchived: false, isMember: true };
    tower.workspace.channels.set(den.id, den);
    expect(await shown(await harbour.command({ name: '/subscribe', text: '09:00' }))).toContain('09:00');
    expect(await shown(await tower.command({ name: '/subscribe', text: '09:00', channel: den.id }))).toContain('09:00');
    const store = await openStore({ dataDir: bot.dataDir, url: null });
    const channels = await store.channels.all();
    await store.close();
    const places = channels.filter(({ platform }) => platform === 'slack').map(({ id, workspace }) => [id, workspace]);
    expect(Object.fromEntries(places)).toEqual({
      C0NEWS: 'T0HARBOUR',
      C0DEN: 'T0TOWER',
      C0TOWER: 'T0TOWER',
      C0HOME: 'default',
    });
  });

  it('brings each digest to the workspace of its channel', async () => {
    for (const [slack, id] of [
      [harbour, 'C0HOME'],
      [tower, 'C0TOWER'],
    ] as const)
      slack.workspace.channels.set(id, { id, name: 'home', isPrivate: false, isArchived: false, isMember: true });
    const store = await openStore({ dataDir: bot.dataDir, url: null });
    for (const { id, nextSlot } of await store.subscriptions.all())
      await store.subscriptions.advance([{ id, from: nextSlot, to: Date.now() - 1_000, coveredTo: null }]);
    for (const [slack, channels] of [
      [harbour, ['C0HOME', 'C0NEWS']],
      [tower, ['C0TOWER', 'C0DEN']],
    ] as const)
      for (const channel of channels)
        await vi.waitFor(() => expect(slack.posts(channel).at(-1)?.text).toContain('digest'), patience);
    await store.close();
  });

  it('is looked through by the doctor, workspace by workspace', async () => {
    const run = bench.run(
      'cli.ts',
      {
        SLACK_BOT_TOKEN: 'xoxb-number-1 xoxb-number-2 xoxb-number-3',
        SLACK_APP_TOKEN: 'xapp-number-1 xapp-number-2 xapp-number-3',
        SLACK_API_URL: front.url,
      },
      ['doctor'],
    );
    expect(await run.exit).toBe(1);
    expect(run.out()).toMatch(/Slack 1.*good · the bot token belongs to @sitrep in Harbour \(T0HARBOUR\)/);
    expect(run.out()).toMatch(/Slack 2.*FAILED · Slack does not accept token 2 of SLACK_BOT_TOKEN \(invalid_auth\)/);
    expect(run.out()).toMatch(/Slack 3.*good · .*Tower \(T0TOWER\)/);
  });
});
