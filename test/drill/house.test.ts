import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrillHouse } from '../../src/drill/house.ts';
import { layoutProblem } from '../../src/layout/problem.ts';
import { channelKey } from '../../src/news/channel.ts';
import { aDrill, openHouse, played } from '../support/drill.ts';
import { wordsOf } from '../support/gallery.ts';

const stores = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('sitrep-drill-'));

describe('the house of a drill', () => {
  let before: readonly string[];
  let house: DrillHouse;
  beforeEach(async () => {
    before = stores();
    house = await openHouse(aDrill(''));
  });
  afterEach(() => house.close());

  const queue = async (platform: string) => {
    const channel = { platform, workspace: 'drill', id: 'news', name: 'news' };
    await house.store.channels.save(channel);
    const delivery = { channel: channelKey(channel), kind: 'alert', priority: 0, createdAt: house.clock() } as const;
    await house.store.deliveries.enqueue({
      ...delivery,
      dedupeKey: `test:${platform}`,
      message: layoutProblem('Hello'),
    });
  };

  it('has a store of its own, which ends with it', async () => {
    expect(stores()).toHaveLength(before.length + 1);
    await house.close();
    expect(stores()).toEqual(before);
  });

  it('knows no channel, editor or time but the drill’s', async () => {
    const channels = (await house.store.channels.all()).map(channelKey);
    expect(channels.toSorted()).toEqual(['drill:drill-alerts', 'drill:drill-front-page']);
    const { editors, editorsChannel, operations } = house.desk.file;
    expect([editors, editorsChannel.platform, operations.platform]).toEqual([
      ['drill:anna', 'drill:ben'],
      'drill',
      'drill',
    ]);
    expect(house.clock()).toBe(Date.UTC(2022, 10, 15, 17));
  });

  it('posts nothing to a channel of any other platform', async () => {
    for (const platform of ['drill', 'slack', 'discord', 'web', 'test']) await queue(platform);
    const posts = await house.deliver();
    expect(posts.map(({ channel }) => channel.platform)).toEqual(['drill']);
    const states = await house.store.deliveries.recent({ states: ['pending'], limit: 10 });
    expect(states.map(({ channel }) => channel).toSorted()).toEqual([
      'discord:news',
      'slack:news',
      'test:news',
      'web:news',
    ]);
  });

  it('refuses to subscribe a channel that is not the drill’s', async () => {
    const channel = { platform: 'slack', workspace: 'T1', id: 'C1', name: 'news' };
    const [subscription] = await house.store.subscriptions.all();
    if (subscription === undefined) throw new Error('the drill has a subscription');
    await expect(house.desk.subscribe({ channel, terms: subscription, by: 'slack:U1' })).rejects.toThrow(
      'slack is not connected',
    );
  });
});

it('every message of a drill says so first, and has no button that a real desk would answer', async () => {
  const { happenings } = await played(
    aDrill(`
  - { at: 2022-11-15 18:05, draft: talks, by: anna, headline: Ministers meet, story: first, turnedOut: true }
  - { at: 2022-11-15 18:06, send: talks, by: anna, override: Seen by our own }
  - { at: 2022-11-15 18:07, approve: talks, by: ben }
  - { at: 2022-11-15 18:08, draft: end, by: anna, headline: Ministers resign, turnedOut: false }
  - { at: 2022-11-15 18:09, send: end, by: anna, override: Seen by our own }
  - { at: 2022-11-15 18:10, reject: end, by: ben }
  - { at: 2022-11-15 18:11, correct: talks, by: anna, headline: Ministers met, reason: They left }
  - { at: 2022-11-15 18:12, withdraw: talks, by: anna, reason: They stayed }
`),
  );
  const messages = happenings.flatMap(({ posts }) => posts.map(({ message }) => message));
  expect(messages).toHaveLength(14);
  for (const message of messages) {
    expect(message.summary).toMatch(/^DRILL · /);
    const [first, ...others] = message.blocks;
    expect(wordsOf({ ...message, blocks: first === undefined ? [] : [first] }).join(' ')).toMatch(
      /^DRILL · A small drill · Nothing of this happens now\./,
    );
    expect(others.filter(({ kind }) => kind === 'actions')).toEqual([]);
  }
});
