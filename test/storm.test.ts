import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addStories, deskFile } from '../bench/chaos/desk.ts';
import { seeded } from '../bench/harness/corpus.ts';
import { emptyPlace, type StorePlace } from '../bench/harness/place.ts';
import { channelKey } from '../src/news/channel.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { createBench, type Run } from './support/bot-process.ts';
import { testServer } from './support/databases.ts';
import { type SlackStandIn, startSlackStandIn } from './support/slack/stand-in.ts';
import { someTerms } from './support/terms.ts';

const bench = createBench();
const patience = { timeout: 40_000, interval: 50 };
/** Bots look for what is due at every tenth second: at such a slot, both reach for it at once. */
const beatMs = 10_000;
/** Channels whose digests come one after the other, and channels whose digests come at once. */
const channels = 10;

interface Due {
  readonly subscription: number;
  readonly slot: number;
  readonly channel: string;
}

describe.skipIf(testServer === null)('two bots on one PostgreSQL, restarted again and again around a slot', () => {
  let slack: SlackStandIn;
  let place: StorePlace;
  let store: Store;
  let settings: Readonly<Record<string, string>>;
  let bots: [Run, Run];

  beforeAll(async () => {
    slack = await startSlackStandIn();
    place = await emptyPlace(testServer ?? '');
    store = await openStore(place);
    settings = {
      SITREP_DESK: bench.file('desk.yaml', deskFile('')),
      DATABASE_URL: place.url ?? '',
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.url,
    };
  });
  afterAll(async () => {
    await bench.clean();
    await slack?.close();
    await store?.close();
    await place?.clean();
  });

  const start = (): Run => bench.run('main.ts', settings);

  const up = (bot: Run) => vi.waitFor(() => expect(bot.err()).toContain('Slack is up'), patience);

  async function subscribe(slot: number): Promise<Due> {
    const id = `C1${String(slack.workspace.channels.size).padStart(6, '0')}`;
    slack.workspace.channels.set(id, { id, name: id, isPrivate: false, isArchived: false, isMember: true });
    const channel = { platform: 'slack', workspace: slack.workspace.team.id, id, name: id };
    await store.channels.save(channel);
    const key = channelKey(channel);
    const order = { ...someTerms({ cron: '0 0 29 2 *' }), channel: key, createdBy: 'test:a', createdAt: Date.now() };
    return { subscription: await store.subscriptions.create({ ...order, nextSlot: slot }), slot, channel: id };
  }

  async function end(at: 0 | 1, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    bots[at].process.kill(signal);
    const code = await bots[at].exit;
    // What is told to end before it can listen ends by the signal.
    expect([null, signal === 'SIGTERM' ? 0 : null], bots[at].err()).toContain(code);
  }

  /** Restarts both so many times in all, each at random moments, also while it starts. */
  async function storm(restarts: number, random: () => number): Promise<void> {
    const restart = async (at: 0 | 1): Promise<void> => {
      for (let count = 0; count < restarts / bots.length; count += 1) {
        if (random() < 0.6) await up(bots[at]);
        await sleep(random() * 700);
        await end(at, random() < 0.5 ? 'SIGKILL' : 'SIGTERM');
        bots[at] = start();
      }
    };
    await Promise.all([restart(0), restart(1)]);
  }

  /** Kills both. Nobody lives then who holds anything, so that it need not wait until its lease runs out. */
  async function restartAll(): Promise<void> {
    await Promise.all([end(0, 'SIGKILL'), end(1, 'SIGKILL')]);
    await store.deliveries.orphan(Date.now(), Date.now() + 500);
    bots = [start(), start()];
  }

  const editionsMade = async () => {
    const client = new pg.Client({ connectionString: place.url ?? '' });
    await client.connect();
    const { rows } = await client.query('select subscription, slot from editions');
    await client.end();
    return rows.map(({ subscription, slot }) => `edition:${subscription}:${slot}`);
  };

  it('make one edition for each subscription, and each is posted once', { timeout: 120_000 }, async () => {
    await addStories(store, 8, seeded(1));
    bots = [start(), start()];
    await Promise.all(bots.map(up));
    // A bot may be told to end, or be killed, while it waits for the answer to a post; other answers are lost.
    slack.fault({ method: 'chat.postMessage', kind: 'hang', when: 'after', times: 2 });
    slack.fault({ method: 'chat.postMessage', kind: 'reset', when: 'after', times: 3 });
    const due: Due[] = [];
    const soon = Date.now();
    for (let at = 1; at <= channels; at += 1) due.push(await subscribe(soon + at * 1_000));
    await storm(10, seeded(7));
    await Promise.all(bots.map(up));
    const slot = Math.ceil((Date.now() + 1_500) / beatMs) * beatMs;
    for (let at = 1; at <= channels; at += 1) due.push(await subscribe(slot));
    await sleep(slot - Date.now());
    await storm(8, seeded(8));
    await restartAll();

    const keys = due.map(({ subscription, slot }) => `edition:${subscription}:${slot}`).toSorted();
    await Promise.all(bots.map(up));
    await vi.waitFor(async () => {
      expect(await store.subscriptions.due(Date.now(), 1)).toEqual([]);
      const { pending, sending, uncertain } = await store.deliveries.counts();
      expect(pending + sending + uncertain).toBe(0);
    }, patience);
    expect((await editionsMade()).toSorted()).toEqual(keys);
    const digests = await store.deliveries.recent({ limit: 1_000 });
    expect(digests.map(({ dedupeKey }) => dedupeKey).toSorted()).toEqual(keys);
    for (const { channel, subscription } of due) {
      const own = digests.filter(({ dedupeKey }) => dedupeKey.startsWith(`edition:${subscription}:`));
      const posts = slack.posts(channel);
      expect(posts.map(({ text }) => text.includes('· digest'))).toEqual([true]);
      expect(own).toMatchObject([{ state: 'sent', receipts: posts.map(({ ts }) => ts) }]);
    }
    expect(slack.workspace.failures).toEqual([]);
    await Promise.all([end(0, 'SIGTERM'), end(1, 'SIGTERM')]);
  });
});
