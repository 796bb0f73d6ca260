import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

describeEngines('silence', ({ open, place }) => {
  it('of all sources is told once, and once more when it comes again', async () => {
    const shared = await place();
    const store = await shared.open();
    const { desk, at } = await openDesk(store);
    const other = await openDesk(await shared.open());
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva' })]);
    at(NOON + 11 * HOUR);
    expect(await desk.watch()).toBe(0);
    at(NOON + 12 * HOUR);
    other.at(NOON + 12 * HOUR);
    expect(await desk.watch()).toBe(1);
    expect(await other.desk.watch()).toBe(0);
    expect(await store.deliveries.recent({ limit: 9 })).toMatchObject([
      {
        kind: 'notice',
        channel: 'test:operations',
        message: { summary: expect.stringContaining('more than 12 hours') },
      },
    ]);
    await desk.take([anUpdate({ title: 'Bravo drones over Warsaw', seen: NOON + 13 * HOUR })]);
    at(NOON + 24 * HOUR);
    expect(await desk.watch()).toBe(0);
    at(NOON + 26 * HOUR);
    expect(await desk.watch()).toBe(1);
  });

  it('of a store that never had anything is told too', async () => {
    const { desk, at } = await openDesk(await open());
    at(NOON + 12 * HOUR);
    expect(await desk.watch()).toBe(1);
  });

  it('of a digest that is due and not made is told, but not while a bot that was away makes up for it', async () => {
    const store = await open();
    const { desk, at } = await openDesk(store, { silence: { hours: 700 } });
    await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 13 * * *' }), by: 'test:a' });
    at(NOON + 1.4 * HOUR);
    expect(await desk.watch()).toBe(0);
    at(NOON + 1.5 * HOUR);
    expect(await desk.watch()).toBe(1);
    expect(await desk.watch()).toBe(0);
    expect((await store.deliveries.recent({ limit: 1 }))[0]?.message.summary).toBe('A digest is due and not made');
    const later = await openDesk(store, { silence: { hours: 700 } }, { clock: () => NOON + 5 * HOUR });
    expect(await later.desk.watch()).toBe(0);
  });

  it('of digests that were skipped is told in one sentence', async () => {
    const store = await open();
    const { desk, at } = await openDesk(store);
    for (const id of ['one', 'two'])
      await desk.subscribe({ channel: aChannel(id), terms: someTerms({ cron: '0 13 * * *' }), by: 'test:a' });
    at(NOON + 14 * HOUR);
    await desk.publishDue();
    const notices = (await store.deliveries.recent({ limit: 9 })).map(({ message }) => message.summary);
    expect(notices).toEqual(['2 digests were skipped']);
  });
});
