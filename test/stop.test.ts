import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { createBench, type Run } from './support/bot-process.ts';
import { type SlackStandIn, startSlackStandIn } from './support/slack/stand-in.ts';
import { smallDesk } from './support/small-desk.ts';

const desk = smallDesk();
const bench = createBench();
const patience = { timeout: 20_000, interval: 50 };

describe('a bot that is told to end while a post hangs', () => {
  let slack: SlackStandIn;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    slack = await startSlackStandIn();
    slack.workspace.channels.set('C0TWO', {
      id: 'C0TWO',
      name: 'two',
      isPrivate: false,
      isArchived: false,
      isMember: true,
    });
    settings = {
      SITREP_DESK: bench.file('desk.yaml', desk),
      SITREP_DATA_DIR: bench.folder(),
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.url,
    };
  });
  afterEach(() => expect(slack.workspace.failures.splice(0)).toEqual([]));
  afterAll(async () => {
    await slack.close();
    await bench.clean();
  });

  async function start(): Promise<Run> {
    const bot = bench.run('main.ts', settings);
    await vi.waitFor(() => expect(bot.err()).toContain('Slack is up'), patience);
    return bot;
  }

  async function queue(store: Store, key: string, id: string): Promise<void> {
    await store.channels.save({ platform: 'slack', workspace: slack.workspace.team.id, id, name: id });
    await store.deliveries.enqueue({
      dedupeKey: key,
      channel: `slack:${id}`,
      kind: 'digest',
      message: { tone: 'routine', summary: key, blocks: [] },
      priority: 10,
      createdAt: Date.now(),
    });
  }

  it('claims nothing more, ends cleanly within seconds, and the next start delivers the rest, each once', {
    timeout: 60_000,
  }, async () => {
    const store = await openStore({ dataDir: settings.SITREP_DATA_DIR ?? '', url: null });
    const bot = await start();
    slack.fault({ method: 'chat.postMessage', kind: 'hang', when: 'after' });
    await queue(store, 'hangs', 'C0NEWS');
    await vi.waitFor(() => expect(slack.posts('C0NEWS')).toHaveLength(1), patience);
    const told = Date.now();
    bot.process.kill('SIGTERM');
    await vi.waitFor(() => expect(bot.out()).toContain('Ending'), patience);
    await queue(store, 'waits', 'C0TWO');
    expect(await bot.exit).toBe(0);
    // What is in flight ends within ten seconds; the rest is the process's own end.
    expect(Date.now() - told).toBeLessThan(14_000);
    expect(slack.posts('C0TWO')).toEqual([]);

    const next = await start();
    await vi.waitFor(async () => expect((await store.deliveries.counts()).sent).toBe(2), patience);
    expect(slack.posts('C0NEWS')).toHaveLength(1);
    expect(slack.posts('C0TWO')).toHaveLength(1);
    next.process.kill('SIGTERM');
    expect(await next.exit).toBe(0);
    await store.close();
  });
});
