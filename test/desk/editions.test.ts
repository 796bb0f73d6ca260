import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const order = {
  channel: aChannel(),
  terms: someTerms({ cron: '0 13 * * *', limit: 2 }),
  by: 'test:someone',
};

const choice = { channel: aChannel(), id: null, by: 'test:someone', command: 'unsubscribe' };

describeEngines('editions', ({ open, place }) => {
  it('says when a subscription is due, and refuses the same one twice', async () => {
    const { desk } = await openDesk(await open());
    const report = await desk.subscribe(order);
    expect(report).toMatchObject({ kind: 'done' });
    expect(report.kind === 'done' && report.next).toEqual([NOON + HOUR, NOON + 25 * HOUR, NOON + 49 * HOUR]);
    await expect(desk.subscribe(order)).rejects.toThrow('has that digest already');
  });

  it('makes one edition at its time, with what is new since the last', async () => {
    const store = await open();
    const { desk, at, queued } = await openDesk(store);
    await desk.subscribe(order);
    await desk.take([
      anUpdate({ title: 'Alpha talks begin' }),
      anUpdate({ title: 'Bravo drones seen', topic: 'military' }),
    ]);
    expect(await desk.publishDue()).toBe(0);
    at(NOON + HOUR);
    expect(await desk.publishDue()).toBe(1);
    expect(await desk.publishDue()).toBe(0);
    expect(queued()).toBe(1);
    at(NOON + 20 * HOUR);
    await desk.take([anUpdate({ title: 'Charlie sanctions list', topic: 'sanctions', published: NOON + 20 * HOUR })]);
    at(NOON + 25 * HOUR);
    expect(await desk.publishDue()).toBe(1);
    const [second, first] = (await store.deliveries.recent({ limit: 5 })).map(({ message }) => JSON.stringify(message));
    expect(first).toContain('Alpha talks begin');
    expect(first).toContain('Bravo drones seen');
    expect(second).toContain('Charlie sanctions list');
    expect(second).not.toContain('Alpha');
  });

  it('tells a story that was on its way into the store while the last edition was made', async () => {
    const store = await open();
    const { desk, at } = await openDesk(store);
    await desk.subscribe(order);
    at(NOON + HOUR - 1_000);
    await desk.take([anUpdate({ title: 'Alpha talks begin' })]);
    at(NOON + HOUR);
    await desk.publishDue();
    // Its transaction began before that edition, and ended after it.
    at(NOON + HOUR - 500);
    await desk.take([anUpdate({ title: 'Bravo drones seen', topic: 'military' })]);
    at(NOON + 25 * HOUR);
    await desk.publishDue();
    const [second] = (await store.deliveries.recent({ limit: 1 })).map(({ message }) => JSON.stringify(message));
    expect(second).toContain('Bravo drones seen');
    expect(second).not.toContain('Alpha talks begin');
  });

  it('holds up nobody where one subscription fails', async () => {
    const store = await open();
    const { desk, at } = await openDesk(store);
    await desk.subscribe(order);
    await desk.subscribe({ ...order, channel: aChannel('other') });
    const [first] = await store.subscriptions.all();
    // A zone that a later runtime no longer knows.
    const broken = {
      ...store.subscriptions,
      due: async (now: number, limit: number) =>
        (await store.subscriptions.due(now, limit)).map((one) =>
          one.id === first?.id ? { ...one, zone: 'Gone/Zone' } : one,
        ),
    };
    const opened = await openDesk({ ...store, subscriptions: broken });
    opened.at(NOON + HOUR);
    at(NOON + HOUR);
    expect(await opened.desk.publishDue()).toBe(1);
    expect((await store.deliveries.recent({ limit: 5 })).map(({ channel }) => channel)).toEqual(['test:other']);
    expect(await desk.publishDue()).toBe(1);
  });

  it('lets one of several processes make the edition', async () => {
    const shared = await place();
    const first = await openDesk(await shared.open());
    const second = await openDesk(await shared.open());
    await first.desk.subscribe(order);
    for (const { at } of [first, second]) at(NOON + HOUR);
    const made = await Promise.all([first.desk.publishDue(), second.desk.publishDue()]);
    expect(made.toSorted()).toEqual([0, 1]);
    expect(await first.room.store.deliveries.recent({ limit: 5 })).toHaveLength(1);
  });

  it('makes one late edition of missed slots, and skips what is too late', async () => {
    const store = await open();
    const { desk, at } = await openDesk(store);
    await desk.subscribe({ ...order, terms: someTerms({ cron: '0 * * * *' }) });
    at(NOON + 5.5 * HOUR);
    expect(await desk.publishDue()).toBe(1);
    expect((await store.subscriptions.all())[0]?.nextSlot).toBe(NOON + 6 * HOUR);
    at(NOON + 24 * HOUR);
    expect(await desk.publishDue()).toBe(0);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'digest.skipped', details: { why: 'missed' } });
    const patient = await openDesk(store, { digests: { latest: 24 } });
    const [{ nextSlot = 0 } = {}] = await store.subscriptions.all();
    patient.at(nextSlot + 20 * HOUR);
    expect(await patient.desk.publishDue()).toBe(1);
  });

  it('tells the more important stories and counts the rest', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    await desk.subscribe(order);
    await desk.take([
      anUpdate({ title: 'Alone one: nothing shared here' }),
      anUpdate({ title: 'Big event in Warsaw with ministers' }),
      anUpdate({ title: 'Big event in Warsaw with ministers today', source: 'two' }),
      anUpdate({ title: 'Lonely second message elsewhere' }),
    ]);
    const digest = await desk.preview({ channel: aChannel(), id: null, page: 1 });
    expect(digest.left).toHaveLength(1);
    expect(digest.sections[0]?.stories[0]?.view.lead.title).toContain('Warsaw');
    expect((await desk.preview({ channel: null, id: null, page: 1 })).left).toEqual([]);
  });

  it('tells a channel only its topics', async () => {
    const { desk } = await openDesk(await open());
    await desk.subscribe({ ...order, terms: someTerms({ cron: '0 13 * * *', topics: ['military'] }) });
    await desk.take([
      anUpdate({ title: 'Alpha talks begin' }),
      anUpdate({ title: 'Bravo drones seen', topic: 'military' }),
    ]);
    const { sections } = await desk.preview({ channel: aChannel(), id: null, page: 1 });
    expect(sections.map(({ topic }) => topic)).toEqual(['Military']);
  });

  it('removes a subscription, and asks which where there are several', async () => {
    const { desk } = await openDesk(await open());
    await expect(desk.unsubscribe(choice)).rejects.toThrow('no subscription');
    await desk.subscribe(order);
    const [first] = await desk.subscriptions(aChannel());
    await desk.subscribe({ ...order, terms: someTerms({ cron: '0 13 * * *', topics: ['military'] }) });
    await expect(desk.unsubscribe(choice)).rejects.toThrow('Say which one');
    await desk.unsubscribe({ ...choice, id: first?.subscription.id ?? 0 });
    expect(await desk.subscriptions(aChannel())).toHaveLength(1);
  });

  it('subscribes the channels of the desk file once, and not again after they left', async () => {
    const wanted = {
      channel: { platform: 'test', workspace: null, id: 'news' },
      name: 'news',
      zone: null,
      terms: someTerms(),
    };
    const { desk } = await openDesk(await open(), { subscriptions: [wanted] });
    await desk.subscribeDefaults();
    await desk.subscribeDefaults();
    expect(await desk.subscriptions(aChannel())).toHaveLength(1);
    await desk.unsubscribe(choice);
    await desk.subscribeDefaults();
    expect(await desk.subscriptions(aChannel())).toHaveLength(0);
  });

  it('gives a channel every subscription that the desk file has for it', async () => {
    const store = await open();
    const channel = { platform: 'test', workspace: null, id: 'news' };
    const { desk } = await openDesk(store, {
      subscriptions: [
        { channel, name: null, zone: null, terms: someTerms() },
        {
          channel: { ...channel, workspace: 'w' },
          name: 'The news',
          zone: null,
          terms: someTerms({ cron: '0 18 * * *' }),
        },
      ],
    });
    await desk.subscribeDefaults();
    await desk.subscribeDefaults();
    expect((await store.subscriptions.ofChannel('test:news')).map(({ cron }) => cron)).toEqual([
      '0 8 * * *',
      '0 18 * * *',
    ]);
    expect(await store.channels.byKey('test:news')).toMatchObject({ workspace: 'w', name: 'The news' });
  });

  it('takes the workspace of such a channel from the desk file, also when it is written there later', async () => {
    const store = await open();
    const wanted = { name: 'news', zone: null, terms: someTerms() };
    const named = async (workspace: string | null) => {
      const channel = { platform: 'test', workspace, id: 'news' };
      const { desk } = await openDesk(store, { subscriptions: [{ ...wanted, channel }] });
      await desk.subscribeDefaults();
      expect(await desk.subscriptions(aChannel())).toHaveLength(1);
      return (await store.channels.byKey('test:news'))?.workspace;
    };
    expect(await named(null)).toBe('default');
    expect(await named('w2')).toBe('w2');
    expect(await named('w3')).toBe('w2');
    expect(await named(null)).toBe('w2');
  });
});
