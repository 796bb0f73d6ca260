import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaimedDelivery, Delivery } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { channel, claim, delivery, minute, noon } from '../support/store-samples.ts';

const keys = (rows: readonly Delivery[]) => rows.map((row) => row.dedupeKey);
const front = 'paper:front';
const back = 'paper:back';

describeEngines('what is seen of the outbox', ({ place }) => {
  let home: Place;
  let store: Store;
  const enqueue = (key: string, to = front, createdAt = noon) =>
    store.deliveries.enqueue(delivery(key, { channel: to, createdAt }));
  /** Takes up the next row of each channel, and ends each as its key says: `sent 1`, `failed 2`, `uncertain 3`. */
  const work = async (now = noon): Promise<void> => {
    for (const { delivery: row, token } of await claim(store, now)) {
      await store.deliveries.trying(row.id, token, now);
      if (row.dedupeKey.startsWith('sent')) await store.deliveries.posted(row.id, token, ['m1'], true, now);
      if (row.dedupeKey.startsWith('failed')) await store.deliveries.fail(row.id, token, 'archived');
      if (row.dedupeKey.startsWith('uncertain'))
        await store.deliveries.putOff(row.id, token, {
          state: 'uncertain',
          now,
          nextTry: now + minute,
          reason: 'the answer was lost',
        });
    }
  };
  const only = async (key: string): Promise<Delivery> => {
    const [row] = await store.deliveries.withKey(key);
    if (row === undefined) throw new Error(`no row ${key}`);
    return row;
  };

  beforeEach(async () => {
    home = await place();
    store = await home.open();
    for (const id of ['front', 'back']) await store.channels.save(channel(id));
  });

  it('lists rows by state, newest first, of every channel or of one', async () => {
    for (const key of ['sent 1', 'failed 2', 'failed 3']) {
      await enqueue(key);
      await work();
    }
    await enqueue('failed 4', back);
    await work();
    await enqueue('uncertain 5', back);
    await work();
    await enqueue('pending 6');
    const list = async (states: Parameters<Store['deliveries']['recent']>[0]['states'], to?: string, limit = 9) =>
      keys(
        await store.deliveries.recent({
          limit,
          ...(states === undefined ? {} : { states }),
          ...(to === undefined ? {} : { channel: to }),
        }),
      );
    expect(await list(['failed'])).toEqual(['failed 4', 'failed 3', 'failed 2']);
    expect(await list(['failed'], front, 1)).toEqual(['failed 3']);
    expect(await list(['uncertain'])).toEqual(['uncertain 5']);
    expect(await list(['pending', 'uncertain'])).toEqual(['pending 6', 'uncertain 5']);
    expect(await list(['failed', 'sent'], front)).toEqual(['failed 3', 'failed 2', 'sent 1']);
    expect(await list([], back)).toEqual(['uncertain 5', 'failed 4']);
    expect(await list(['held'])).toEqual([]);
  });

  it('lists rows by what they do, and finds rows by their ids', async () => {
    await enqueue('post 1');
    const { id: target } = await only('post 1');
    await store.deliveries.enqueue({ ...delivery('reply 2', { channel: front }), act: 'reply', target });
    await store.deliveries.enqueue({ ...delivery('edit 3', { channel: front }), act: 'edit', target });
    const list = async (acts: readonly Delivery['act'][]) => keys(await store.deliveries.recent({ acts, limit: 9 }));
    expect(await list(['post', 'reply'])).toEqual(['reply 2', 'post 1']);
    expect(await list(['edit'])).toEqual(['edit 3']);
    const edit = await only('edit 3');
    const found = await store.deliveries.byIds([edit.id, 'nobody', target, target]);
    expect([found.size, found.get(edit.id), found.get(target)?.dedupeKey]).toEqual([2, edit, 'post 1']);
    expect(await store.deliveries.byIds([])).toEqual(new Map());
  });

  it('knows the row that has waited longest', async () => {
    expect(await store.deliveries.oldestWaiting()).toBeNull();
    await enqueue('sent 1');
    await work();
    await enqueue('held 1', back);
    await home.raw(`update deliveries set state = 'held' where dedupe_key = 'held 1'`);
    await enqueue('pending 2', back);
    await enqueue('pending 3');
    expect((await store.deliveries.oldestWaiting())?.dedupeKey).toBe('pending 2');
    expect((await store.deliveries.oldestWaiting(front))?.dedupeKey).toBe('pending 3');
    // A row in flight has not arrived yet.
    await claim(store, noon);
    expect((await store.deliveries.oldestWaiting())?.dedupeKey).toBe('pending 2');
  });

  it('names a channel whose last delivery failed until one arrives, and every row that is uncertain', async () => {
    const troubled = async (to?: string, limit = 9) =>
      keys(await store.deliveries.troubled({ limit, ...(to === undefined ? {} : { channel: to }) }));
    for (const [key, to] of [
      ['failed 1', front],
      ['failed 2', front],
      ['sent 3', back],
      ['failed 4', back],
    ] as const) {
      await enqueue(key, to);
      await work();
    }
    expect(await troubled()).toEqual(['failed 4', 'failed 2']);
    expect(await troubled(front)).toEqual(['failed 2']);
    expect(await troubled(undefined, 1)).toEqual(['failed 4']);
    await enqueue('sent 5', back);
    await work();
    expect(await troubled()).toEqual(['failed 2']);
    await enqueue('uncertain 6');
    await work();
    // What waits behind it tells nothing new.
    await enqueue('pending 7');
    expect(await troubled(front)).toEqual(['uncertain 6', 'failed 2']);
    expect(await troubled(back)).toEqual([]);
  });

  it('counts what ended since a time, and all that waits', async () => {
    for (const [key, createdAt] of [
      ['sent 1', noon - minute],
      ['failed 2', noon - minute],
      ['sent 3', noon],
      ['failed 4', noon],
    ] as const) {
      await enqueue(key, front, createdAt);
      await work();
    }
    await enqueue('pending 5', back, noon - minute);
    const none = {
      pending: 0,
      sending: 0,
      uncertain: 0,
      sent: 0,
      held: 0,
      quiet: 0,
      merged: 0,
      recalled: 0,
      failed: 0,
    };
    expect(await store.deliveries.tally({ since: noon })).toEqual({ ...none, sent: 1, failed: 1, pending: 1 });
    expect(await store.deliveries.tally({ since: noon - minute, channel: front })).toEqual({
      ...none,
      sent: 2,
      failed: 2,
    });
    expect(await store.deliveries.tally({ since: noon, channel: back })).toEqual({ ...none, pending: 1 });
  });

  describe('a row that a person puts back', () => {
    const claimOne = async (now: number): Promise<ClaimedDelivery> => {
      const [one] = await claim(store, now);
      if (one === undefined) throw new Error('a row should be ready');
      return one;
    };

    it('is tried at once, from the page that is missing, with all its tries', async () => {
      await enqueue('two pages');
      const { delivery: row, token } = await claimOne(noon);
      await store.deliveries.trying(row.id, token, noon);
      await store.deliveries.posted(row.id, token, ['m1'], false, noon);
      for (const at of [1, 2, 3]) await store.deliveries.trying(row.id, token, noon + at);
      await store.deliveries.fail(row.id, token, 'archived');
      expect(await store.deliveries.requeue(row.id, noon + minute)).toBe(true);
      expect(await only('two pages')).toMatchObject({
        state: 'pending',
        receipts: ['m1'],
        attempts: 1,
        triedAt: null,
        reason: null,
      });
      const again = await claimOne(noon + minute);
      expect(again).toMatchObject({ uncertain: false, delivery: { id: row.id } });
    });

    it('was uncertain: it is posted and not looked up', async () => {
      await enqueue('uncertain 1');
      await work();
      const { id } = await only('uncertain 1');
      expect(await store.deliveries.requeue(id, noon)).toBe(true);
      expect(await claimOne(noon)).toMatchObject({ uncertain: false, delivery: { id, triedAt: null } });
    });

    it('is none that waits, is in flight, was sent or is unknown', async () => {
      await enqueue('sent 1');
      const { id } = await only('sent 1');
      expect(await store.deliveries.requeue(id, noon)).toBe(false);
      const { token } = await claimOne(noon);
      expect(await store.deliveries.requeue(id, noon)).toBe(false);
      expect(await store.deliveries.posted(id, token, ['m1'], true, noon)).toBe(true);
      expect(await store.deliveries.requeue(id, noon)).toBe(false);
      expect(await only('sent 1')).toMatchObject({ state: 'sent', receipts: ['m1'] });
      expect(await store.deliveries.requeue('unknown', noon)).toBe(false);
    });

    it('says of a failure whether the page may stand there all the same', async () => {
      const fail = async (key: string, uncertain?: boolean) => {
        await enqueue(key);
        const { delivery: row, token } = await claimOne(noon);
        await store.deliveries.trying(row.id, token, noon);
        await store.deliveries.fail(row.id, token, 'archived', uncertain);
        return (await only(key)).triedAt;
      };
      expect(await fail('lost 1')).toBe(noon);
      expect(await fail('lost 2', true)).toBe(noon);
      expect(await fail('refused 3', false)).toBeNull();
    });

    it('goes back once, however many press', async () => {
      await enqueue('failed 1');
      await work();
      const { id } = await only('failed 1');
      const pressed = await Promise.all([1, 2, 3].map(() => store.deliveries.requeue(id, noon)));
      expect(pressed.filter(Boolean)).toHaveLength(1);
    });
  });
});
