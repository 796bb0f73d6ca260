import { expect, it } from 'vitest';
import type { ListedSubscription } from '../../src/desk/import-subscriptions.ts';
import type { Terms } from '../../src/news/terms.ts';
import { NEVER } from '../../src/store/delivery.ts';
import { describeEngines } from '../support/databases.ts';
import { HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const by = 'terminal:local';
const entry = (terms: Partial<Terms> = {}, id = 'news', paused = false): ListedSubscription => ({
  channel: aChannel(id),
  terms: someTerms(terms),
  paused,
});

describeEngines('a list of subscriptions', ({ open }) => {
  it('goes from one desk to another as it is', async () => {
    const listed = [
      entry({
        topics: ['military'],
        leastGrade: 'C3',
        languages: ['uk'],
        alerts: null,
        quiet: { from: '22:00', to: '07:00' },
        whenEmpty: 'silence',
      }),
      entry({ cron: '0 18 * * *', zone: 'Europe/Kyiv' }, 'news', true),
      entry({}, 'other'),
    ];
    const { desk } = await openDesk(await open());
    expect(await desk.importSubscriptions({ listed, by })).toMatchObject({ created: listed, known: [] });
    expect(await desk.listedSubscriptions(null)).toMatchObject(listed);
    expect(await desk.listedSubscriptions(aChannel('other'))).toMatchObject(listed.slice(2));
  });

  it('is due at the next slot, as the person who imports it wants, and on record', async () => {
    const store = await open();
    const { desk, obstacles } = await openDesk(store);
    obstacles.set('news', 'A terminal cannot know.');
    await desk.importSubscriptions({ listed: [entry(), entry({ cron: '0 18 * * *' }, 'news', true)], by });
    const [active, paused] = await store.subscriptions.ofChannel('test:news');
    expect(active).toMatchObject({ nextSlot: NOON + 20 * HOUR, pausedAt: null, createdBy: by, createdAt: NOON });
    expect(paused).toMatchObject({ nextSlot: NEVER, pausedAt: NOON });
    expect(await store.ledger.recent(5)).toMatchObject([
      { action: 'subscription.created', details: { id: paused?.id, cron: '0 18 * * *', imported: true } },
      {
        at: NOON,
        actor: by,
        action: 'subscription.created',
        subject: 'test:news',
        details: { id: active?.id, cron: '0 8 * * *', imported: true },
      },
    ]);
    expect(await desk.wakeSubscription({ channel: aChannel(), id: paused?.id ?? 0, by, command: '' })).toMatchObject({
      next: [NOON + 6 * HOUR, expect.any(Number), expect.any(Number)],
    });
  });

  it('leaves what is there as it is, also where topics stand in another order', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    await desk.subscribe({
      channel: aChannel(),
      terms: someTerms({ topics: ['diplomacy', 'military'] }),
      by: 'test:a',
    });
    await store.channels.save({ ...aChannel(), name: 'The news' });
    const same = entry({ topics: ['military', 'diplomacy', 'military'], limit: 9, alerts: null });
    const zone = entry({ topics: ['military', 'diplomacy'], zone: 'Europe/Kyiv' });
    const report = await desk.importSubscriptions({ listed: [same, zone, zone], by });
    expect([report.created, report.known].map(({ length }) => length)).toEqual([1, 2]);
    expect(await store.subscriptions.all()).toMatchObject([
      { limit: 5, alerts: 'update', createdBy: 'test:a' },
      { zone: 'Europe/Kyiv', topics: ['diplomacy', 'military'] },
    ]);
    expect((await store.channels.byKey('test:news'))?.name).toBe('The news');
  });

  it('is taken as a whole or not at all', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const nothingCame = async () => {
      expect(await store.subscriptions.all()).toEqual([]);
      expect(await store.channels.all()).toEqual([]);
      expect(await store.ledger.recent(1)).toEqual([]);
    };
    const wrong = [entry(), entry({ topics: ['militry', 'weather'] }), entry({ cron: '0 8 30 2 *' }, 'x')];
    await expect(desk.importSubscriptions({ listed: wrong, by })).rejects.toThrow(
      [
        'Nothing was imported. The list has 3 mistakes:',
        '#2, test:news: “militry” is no topic of this desk. Did you mean military?',
        '#2, test:news: “weather” is no topic of this desk. Topics are diplomacy, military, sanctions.',
        '#3, test:x: This time never comes. Choose another one, for example 08:00.',
      ].join('\n'),
    );
    await nothingCame();
    const hours = Array.from({ length: 11 }, (_, hour) => entry({ cron: `0 ${hour} * * *` }));
    await expect(desk.importSubscriptions({ listed: hours, by })).rejects.toThrow(
      /a mistake:\ntest:news would have 11 subscriptions; 10 is the most\./,
    );
    await expect(
      desk.importSubscriptions({ listed: hours.slice(1), by, onProgress: () => expect.unreachable('The end.') }),
    ).rejects.toThrow('The end.');
    await nothingCame();
    expect((await desk.importSubscriptions({ listed: hours.slice(1), by })).created).toHaveLength(10);
    await expect(desk.importSubscriptions({ listed: hours, by })).rejects.toThrow('would have 11');
  });

  it('is only judged in a dry run', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const listed = [entry(), entry()];
    expect(await desk.importSubscriptions({ listed, by, dryRun: true })).toMatchObject({
      created: [listed[0]],
      known: [listed[1]],
    });
    expect(await store.channels.all()).toEqual([]);
    await expect(desk.importSubscriptions({ listed: [entry({ topics: ['x'] })], by, dryRun: true })).rejects.toThrow(
      'no topic',
    );
  });

  it('of ten thousand is kept within seconds, each under its own number', { timeout: 60_000 }, async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const listed = Array.from({ length: 10_000 }, (_, at) =>
      entry({ cron: `${at % 60} ${at % 24} * * *` }, `c${at % 5_000}`),
    );
    const progress: number[] = [];
    const began = performance.now();
    const report = await desk.importSubscriptions({ listed, by, onProgress: (done) => progress.push(done) });
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(report.created).toHaveLength(10_000);
    expect([progress[0], progress.at(-1)]).toEqual([500, 10_000]);
    const held = new Map((await store.subscriptions.all()).map(({ id, channel, cron }) => [id, `${channel} ${cron}`]));
    const recorded = await store.ledger.recent(10_000);
    expect(held.size).toBe(10_000);
    expect(new Map(recorded.map(({ subject, details }) => [details.id, `${subject} ${details.cron}`]))).toEqual(held);
  });
});
