import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChatBot, patience, startChatBot } from './support/chat-bot.ts';
import type { StandInChannel } from './support/discord/world.ts';
import { smallDesk } from './support/small-desk.ts';

const shipped = '2022-11-15-przewodow';

/** One key and no count of voices: every alert that an editor sends goes to both platforms, and nothing else does. */
const deskTo = (channels: readonly string[]): string =>
  smallDesk(`
editors: [terminal:local]
operations: web:newsroom
alerts: { keys: { flash: 1, urgent: 1, update: 1 }, leastOwners: 0 }
subscriptions:
${channels.map((channel) => `  - { channel: '${channel}', at: '0 8 * * *', alerts: true }`).join('\n')}
`);

describe('a drill beside a bot with both chat platforms', () => {
  let house: ChatBot;
  let news: StandInChannel;
  let temporary: string;
  beforeAll(async () => {
    house = await startChatBot(({ discord }) => {
      news = discord.channel({ name: 'news' });
      return deskTo(['slack:C0NEWS', `discord:${news.id}`]);
    });
    temporary = house.bench.folder();
  });
  afterAll(() => house?.end());

  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    house.bench.run('cli.ts', { ...house.settings, TMPDIR: temporary, ...more }, args);
  const posts = () => [house.slack.workspace.messages.length, house.discord.messages(news.id).length];
  const held = async ({ store }: ChatBot) => ({
    alerts: await store.alerts.recent(1_000),
    deliveries: await store.deliveries.recent({ limit: 1_000 }),
    ledger: await store.ledger.rows({ after: null, limit: 1_000 }),
    channels: await store.channels.all(),
    subscriptions: await store.subscriptions.all(),
    updates: await store.updates.count(),
  });

  it('posts to no real channel and leaves the real store as it is, whatever goes out in it', async () => {
    const before = await held(house);
    expect(before.subscriptions.map(({ channel }) => channel)).toEqual(['slack:C0NEWS', `discord:${news.id}`]);

    const drill = run(['drill', shipped, '--keys', '1']);
    expect(await drill.exit).toBe(0);
    expect(drill.out()).toContain('A false alert went out');
    const messages = drill
      .out()
      .split(/│ (?:BREAKING|WITHDRAWN)\n/)
      .slice(1);
    // Three alerts, and one of them withdrawn, below it and in its place.
    expect(messages).toHaveLength(5);
    for (const message of messages) expect(message).toMatch(/^ +│\n +│ DRILL · /);

    expect(await held(house)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    // Had a delivery of the drill come to the bot, it would stand before that of a real alert, which arrives.
    const alert = run(['breaking', 'headline:Talks begin', 'now:true']);
    expect([await alert.exit, alert.out()]).toEqual([0, expect.stringContaining('on its way to 2 channels')]);
    await vi.waitFor(() => expect(posts()).toEqual([1, 1]), patience);
    expect(JSON.stringify(house.slack.workspace.messages)).toContain('Talks begin');
    house.expectNoFailures();
  });

  it('opens neither the store nor the data directory of the settings', async () => {
    const nowhere = join(house.bench.folder(), 'none');
    const drill = run(['drill', shipped, '--json'], {
      SITREP_DATA_DIR: nowhere,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    expect(await drill.exit).toBe(0);
    expect(JSON.parse(drill.out())).toMatchObject({ sent: { alerts: 2, false: 0 }, heldBack: { false: 1 } });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('ends with code 1 where a false alert goes out by the rules of the desk', async () => {
    const file = house.bench.file(
      'drill.yaml',
      `
title: A small drill
zone: Europe/Warsaw
about: It shows what one key lets out.
facts: [https://example.org/facts]
truth: Nobody resigned.
editors: [{ id: anna, name: Anna }]
events:
  - { at: 2022-11-15 18:00, update: first, source: one, title: Ministers resign, url: https://one.example/a }
  - { at: 2022-11-15 18:01, draft: resign, by: anna, headline: Ministers resign, links: [first], turnedOut: false }
  - { at: 2022-11-15 18:02, send: resign, by: anna }
`,
    );
    const drill = run(['drill', file]);
    expect([await drill.exit, drill.out()]).toEqual([1, expect.stringContaining('A false alert went out')]);
  });

  it('leaves nothing behind when nobody reads on', async () => {
    const drill = run(['drill', shipped]);
    drill.process.stdout?.destroy();
    expect([await drill.exit, drill.err()]).toEqual([1, '']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('leaves nothing behind when Ctrl-C ends it', async () => {
    const drill = run(['drill', shipped, '--speed', '1']);
    await vi.waitFor(() => expect(drill.err()).toContain('is next, in 600 seconds'), patience);
    expect(readdirSync(temporary)).toHaveLength(1);
    drill.process.kill('SIGINT');
    expect([await drill.exit, drill.out()]).toEqual([1, expect.stringContaining('nothing of it is left')]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
