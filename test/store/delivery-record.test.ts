import { beforeEach, expect, it } from 'vitest';
import type { Delivery } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { channel, claim, delivery, minute, noon } from '../support/store-samples.ts';

const front = 'paper:front';
const back = 'paper:back';

describeEngines('what channels were told', ({ open }) => {
  let store: Store;
  const post = async (key: string, at: number, to = front, kind: Delivery['kind'] = 'digest') => {
    await store.deliveries.enqueue({ ...delivery(key, { channel: to, createdAt: noon }), kind });
    for (const { delivery: row, token } of await claim(store, at))
      await store.deliveries.posted(row.id, token, ['m1'], true, at);
  };
  const keys = (rows: readonly Delivery[]) => rows.map(({ dedupeKey }) => dedupeKey);

  beforeEach(async () => {
    store = await open();
    for (const id of ['front', 'back']) await store.channels.save(channel(id));
  });

  it('begins with the oldest row', async () => {
    expect(await store.deliveries.begins()).toBeNull();
    await store.deliveries.enqueue(delivery('first', { channel: front, createdAt: noon }));
    await store.deliveries.enqueue(delivery('second', { channel: front, createdAt: noon + 1 }));
    expect(await store.deliveries.begins()).toBe(noon);
  });

  it('is read by channel and kind, the last first, a page at a time', async () => {
    await post('a:1', noon);
    await post('b:2', noon + minute);
    await post('a:3', noon + 2 * minute);
    await post('a:4', noon + minute, back);
    await post('a:5', noon + minute, front, 'alert');
    await store.deliveries.enqueue(delivery('a:6', { channel: front, createdAt: noon }));
    const read = async (by: number, more: { prefix?: string; limit?: number; offset?: number } = {}) =>
      keys(await store.deliveries.postedIn({ channel: front, kind: 'digest', by, limit: 9, ...more }));
    expect(await read(noon - 1)).toEqual([]);
    expect(await read(noon + minute)).toEqual(['b:2', 'a:1']);
    expect(await read(noon + 9 * minute)).toEqual(['a:3', 'b:2', 'a:1']);
    expect(await read(noon + 9 * minute, { prefix: 'a:' })).toEqual(['a:3', 'a:1']);
    expect(await read(noon + 9 * minute, { limit: 1, offset: 1 })).toEqual(['b:2']);
  });

  it('is the last of a kind in each channel', async () => {
    await post('1', noon);
    await post('2', noon + minute);
    await post('3', noon + 2 * minute, back);
    await post('4', noon + 3 * minute, back, 'alert');
    const read = async (by: number, limit = 9) =>
      keys(await store.deliveries.lastOfEach({ kind: 'digest', by, limit }));
    expect(await read(noon + 9 * minute)).toEqual(['3', '2']);
    expect(await read(noon + 9 * minute, 1)).toEqual(['3']);
    expect(await read(noon + minute - 1)).toEqual(['1']);
  });

  it('is the last with a key, and how many had one', async () => {
    await post('copy:1:front', noon + minute, front);
    await post('copy:1:back', noon, back);
    await post('copy:11:front', noon + 2 * minute, front);
    await store.deliveries.enqueue(delivery('copy:1:late', { channel: back, createdAt: noon }));
    const read = async (by: number) => [
      (await store.deliveries.lastPosted('copy:1:', by))?.dedupeKey ?? null,
      await store.deliveries.reach('copy:1:', by),
    ];
    expect(await read(noon - 1)).toEqual([null, { all: 3, posted: 0 }]);
    expect(await read(noon)).toEqual(['copy:1:back', { all: 3, posted: 1 }]);
    expect(await read(noon + 9 * minute)).toEqual(['copy:1:front', { all: 3, posted: 2 }]);
  });
});
