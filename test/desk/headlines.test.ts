import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHeadlines } from '../../src/desk/headlines.ts';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';

const brussels = anUpdate({ title: 'NATO defence ministers meet in Brussels on air defence' });
const same = anUpdate({ title: 'Defence ministers of NATO meet on air defence in Brussels', source: 'two' });

describeEngines('the headlines in mind', ({ open }) => {
  const times = { first: NOON, last: NOON, arrived: NOON };

  it('are those of a transaction within it, and no longer where it failed', async () => {
    const store = await open();
    const headlines = createHeadlines();
    const failed = store.transaction(async (tables) => {
      await tables.updates.hold();
      const index = await headlines.within(tables, NOON);
      index.add(brussels, 41);
      expect((await headlines.within(tables, NOON)).match(same)?.story).toBe(41);
      throw new Error('the disk is full');
    });
    await expect(failed).rejects.toThrow('the disk is full');
    await store.transaction(async (tables) => {
      await tables.updates.hold();
      expect((await headlines.within(tables, NOON)).match(same)).toBeNull();
    });
  });

  it('stay those of a transaction while a slower reading of the store ends', async () => {
    const store = await open();
    const headlines = createHeadlines();
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = {
      ...store,
      updates: {
        ...store.updates,
        ofStoriesSince: async (query: Parameters<typeof store.updates.ofStoriesSince>[0]) => {
          const found = await store.updates.ofStoriesSince(query);
          reached.resolve();
          await released.promise;
          return found;
        },
      },
    };
    const slower = headlines.keepUp(slow, NOON);
    await reached.promise;
    await store.transaction(async (tables) => {
      await tables.updates.hold();
      (await headlines.within(tables, NOON)).add(brussels, 41);
      released.resolve();
      await nextTurn();
      expect((await headlines.within(tables, NOON)).match(same)?.story).toBe(41);
    });
    await slower;
  });

  it('go back to what an update said where its revision failed', async () => {
    const store = await open();
    const headlines = createHeadlines();
    const story = await store.stories.create({ topic: 'military', ...times });
    await store.updates.add(brussels, story);
    const failed = store.transaction(async (tables) => {
      await tables.updates.hold();
      (await headlines.within(tables, NOON)).add({ ...brussels, title: 'Grain prices rise in Odesa' }, story);
      throw new Error('the disk is full');
    });
    await expect(failed).rejects.toThrow('the disk is full');
    await store.transaction(async (tables) => {
      await tables.updates.hold();
      expect((await headlines.within(tables, NOON)).match(same)?.story).toBe(story);
    });
  });

  it('are those that another process stored, and of each story the older ones, too', async () => {
    const store = await open();
    const story = await store.stories.create({ topic: 'military', ...times });
    const days = [0, 60, 120].map((hours) => ({ published: NOON + hours * HOUR, seen: NOON + hours * HOUR }));
    for (const [at, day] of days.entries())
      await store.updates.add(anUpdate({ title: `${brussels.title}, day ${at + 1}`, ...day }), story);
    const headlines = createHeadlines();
    const now = NOON + 121 * HOUR;
    await headlines.keepUp(store, now);
    const other = await store.stories.create({ topic: 'sanctions', ...times });
    await store.updates.add(anUpdate({ title: 'Grain prices rise in Odesa', published: now, seen: now }), other);
    await store.transaction(async (tables) => {
      await tables.updates.hold();
      const index = await headlines.within(tables, now);
      expect(index.match({ ...same, published: now, seen: now })?.story).toBe(story);
      const grain = anUpdate({ title: 'Odesa: grain prices rise', published: now, seen: now });
      expect(index.match(grain)?.story).toBe(other);
    });
  });
});
