import { beforeEach, expect, it } from 'vitest';
import { channelKey } from '../../src/news/channel.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const news = aChannel('news');
const reason = '#news is archived. Unarchive it.';
const order = { terms: someTerms({ cron: '0 15 * * *' }) };

describeEngines('a channel that cannot be posted to', ({ open }) => {
  let store: Store;
  let room: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    store = await open();
    room = await openDesk(store);
    await room.desk.subscribe({ ...order, channel: news, by: 'test:anna' });
  });
  const pause = (scope: 'channel' | 'workspace' = 'channel') =>
    room.room.store.transaction((tables) => room.desk.pausing(tables, { channel: news, scope, reason }));
  const notices = async () =>
    (await store.deliveries.withKey('notice:')).map(({ channel, message }) => [channel, message.summary]);
  const held = async () => (await store.deliveries.withKey('alert:')).map(({ state, reason: why }) => [state, why]);

  it('is paused with its subscription kept; who subscribed it and operations are told once', async () => {
    await pause();
    await pause();
    expect(await store.subscriptions.ofChannel(channelKey(news))).toHaveLength(1);
    expect(await notices()).toEqual([
      ['test:@anna', `Nothing can be posted in #news (test) for now. ${reason}`],
      ['test:operations', `Nothing can be posted in #news (test) for now. ${reason}`],
    ]);
    expect(room.queued()).toBe(1);
    const [entry] = await store.ledger.recent(1);
    expect(entry).toMatchObject({ action: 'delivery.paused', subject: 'channel test:news', details: { reason } });
  });

  it('tells only operations where the way to its people is closed too', async () => {
    await pause('workspace');
    expect(await notices()).toEqual([
      ['test:operations', expect.stringContaining('every channel of the workspace of #news (test)')],
    ]);
  });

  it('holds alerts, and tells the editor so; they go when it is mended', async () => {
    await pause();
    const { deliveries } = await sendAlert(room.desk, alertDraft);
    expect(deliveries.map(({ state }) => state)).toEqual(['held']);
    expect(await held()).toEqual([['held', reason]]);
    room.obstacles.set('news', reason);
    room.at(NOON + 60_000);
    expect(await room.desk.revive()).toBe(0);
    room.obstacles.clear();
    // The desk looks less and less often.
    room.at(NOON + 90_000);
    expect(await room.desk.revive()).toBe(0);
    room.at(NOON + 120_000);
    expect(await room.desk.revive()).toBe(1);
    expect(await held()).toEqual([['pending', null]]);
    expect((await notices()).at(-1)).toEqual(['test:operations', 'Posts in #news (test) go on.']);
    expect(await room.desk.revive()).toBe(0);
  });

  it('makes no digest, so that the first one after the pause tells all', async () => {
    await pause();
    room.at(NOON + 3 * HOUR);
    expect(await room.desk.publishDue()).toBe(0);
    expect(await store.editions.latest([1])).toEqual([]);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'digest.skipped', details: { why: 'paused' } });
    await room.desk.resume({ channel: news, by: 'test:anna' });
    room.at(NOON + 27 * HOUR);
    expect(await room.desk.publishDue()).toBe(1);
  });

  it('goes on by command, but not while it cannot be posted to; old messages are no longer sent', async () => {
    await pause();
    await sendAlert(room.desk, alertDraft);
    room.at(NOON + 13 * HOUR);
    room.obstacles.set('news', reason);
    await expect(room.desk.resume({ channel: news, by: 'test:anna' })).rejects.toThrow(reason);
    room.obstacles.clear();
    expect(await room.desk.resume({ channel: news, by: 'test:anna' })).toMatchObject({
      outcome: 'goes on',
      pause: { channel: news, since: NOON },
    });
    expect(await held()).toEqual([['failed', `It waited too long to be breaking news. ${reason}`]]);
    expect((await room.desk.resume({ channel: news, by: 'test:anna' })).outcome).toBe('not paused');
    expect(await store.ledger.recent(1)).toMatchObject([{ action: 'delivery.resumed', actor: 'test:anna' }]);
  });

  it('is not looked at for ever', async () => {
    await pause();
    room.obstacles.set('news', reason);
    let looks = 0;
    for (let at = NOON; at < NOON + 60 * 24 * HOUR; at += HOUR) {
      room.at(at);
      if ((await store.pauses.due(at, 9)).length > 0) looks += 1;
      await room.desk.revive();
    }
    expect(looks).toBeLessThan(150);
    expect(await store.pauses.due(NOON + 10_000 * 24 * HOUR, 9)).toEqual([]);
  });

  it('is looked at soon where a terminal wishes it, which can look at nothing itself', async () => {
    await pause();
    const { desk } = await openDesk(store, {}, { obstacle: null });
    expect((await desk.resume({ channel: news, by: 'terminal:local' })).outcome).toBe('looks');
    expect(await desk.revive()).toBe(0);
    expect(await store.pauses.all()).toHaveLength(1);
    expect(await room.desk.revive()).toBe(1);
  });

  it('that only seems mended is told no more than once again, and looked at more and more seldom', async () => {
    await pause();
    const counts: number[] = [];
    for (let day = NOON; counts.length < 4; day += 60_000) {
      room.at(day);
      if ((await room.desk.revive()) === 0) continue;
      await pause();
      counts.push((day - NOON) / 60_000);
    }
    // After a minute, after two more, and then four times as long each time.
    expect(counts).toEqual([1, 3, 11, 43]);
    expect((await notices()).map(([channel]) => channel).toSorted()).toEqual([
      'test:@anna',
      'test:operations',
      'test:operations',
      'test:operations',
    ]);
    // A person who resumes it wants to hear of the next time.
    await room.desk.resume({ channel: news, by: 'test:anna' });
    await pause();
    expect((await notices()).filter(([channel]) => channel === 'test:@anna')).toHaveLength(2);
  });

  it('is shown by /status in the channel and to the desk', async () => {
    await pause();
    for (const all of [true, false]) {
      const { deliveries } = await room.desk.status({ channel: news, all });
      expect(deliveries?.paused).toEqual([{ channel: news, scope: 'channel', reason, since: NOON }]);
    }
    const elsewhere = await room.desk.status({ channel: aChannel('other'), all: false });
    expect(elsewhere.deliveries?.paused).toEqual([]);
  });
});
