import { beforeEach, expect, it } from 'vitest';
import { type Channel, channelKey, type Scope, scopeKey } from '../../src/news/channel.ts';
import { NEVER } from '../../src/store/delivery.ts';
import { RELAPSE_MS } from '../../src/store/pauses.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { endDelivery } from '../support/deliveries.ts';
import { channel, claim, delivery, minute, noon } from '../support/store-samples.ts';

const front = channel('front');
const sister = channel('sister');
const stranger = { ...channel('stranger'), workspace: 'elsewhere' };
const foreign = channel('foreign', 'other');

describeEngines('pauses', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    for (const one of [front, sister, stranger, foreign]) await store.channels.save(one);
  });
  const begin = (scope: Scope, at: Channel = front, more: { since?: number; nextLook?: number } = {}) =>
    store.pauses.begin({
      key: scopeKey(at, scope),
      scope,
      channel: channelKey(at),
      reason: `The ${scope} is closed.`,
      since: noon,
      nextLook: noon + minute,
      ...more,
    });
  const enqueue = (key: string, at: Channel = front) =>
    store.deliveries.enqueue(delivery(key, { channel: channelKey(at) }));
  const stateOf = async (key: string) => {
    const [row] = await store.deliveries.withKey(key);
    return [row?.state, row?.reason];
  };

  it('begin once and end once', async () => {
    expect([await begin('channel'), await begin('channel')]).toEqual([{ looks: 0, relapses: 0 }, null]);
    const key = scopeKey(front, 'channel');
    const end = () => store.pauses.end(key, noon + minute);
    expect([await end(), await end()]).toEqual([true, false]);
    expect([await store.pauses.all(), await store.pauses.due(noon + 9 * minute, 9)]).toEqual([[], []]);
    expect(await store.pauses.ofChannel(front)).toBeNull();
    await enqueue('goes');
    expect(await stateOf('goes')).toEqual(['pending', null]);
  });

  it('that begin anew within a day go on as they were, unless they were forgotten', async () => {
    const key = scopeKey(front, 'channel');
    await begin('channel');
    await store.pauses.looked(key, noon + minute, noon + 2 * minute);
    await store.pauses.end(key, noon + 2 * minute);
    const later = { since: noon + 3 * minute, nextLook: noon + 4 * minute };
    expect(await begin('channel', front, later)).toEqual({ looks: 1, relapses: 1 });
    expect(await store.pauses.ofChannel(front)).toMatchObject({ ...later, relapses: 1 });
    await store.pauses.end(key, noon + 5 * minute);
    const days = { since: noon + RELAPSE_MS + 6 * minute, nextLook: noon + RELAPSE_MS + 7 * minute };
    expect(await begin('channel', front, days)).toEqual({ looks: 0, relapses: 0 });
    await store.pauses.end(key, days.since);
    await store.pauses.forget(key);
    expect(await begin('channel', front, days)).toEqual({ looks: 0, relapses: 0 });
  });

  it.each([
    ['channel', [front]],
    ['workspace', [front, sister]],
    ['platform', [front, sister, stranger]],
  ] as const)('of a %s reach what they name, and nothing else', async (scope, reached) => {
    await begin(scope);
    for (const one of [front, sister, stranger, foreign]) {
      const paused = reached.includes(one);
      expect((await store.pauses.ofChannel(one))?.scope ?? null).toBe(paused ? scope : null);
      await enqueue(one.id, one);
      expect(await stateOf(one.id)).toEqual(paused ? ['held', `The ${scope} is closed.`] : ['pending', null]);
    }
    expect((await claim(store, noon)).map(({ channel: { id } }) => id)).toEqual(
      [front, sister, stranger].filter((one) => !reached.some(({ id }) => id === one.id)).map(({ id }) => id),
    );
  });

  it('tell the widest where several reach a channel', async () => {
    await begin('channel');
    await begin('platform');
    expect((await store.pauses.ofChannel(front))?.scope).toBe('platform');
    expect(await store.pauses.all()).toHaveLength(2);
  });

  it('are looked at when their time has come, by one process', async () => {
    await begin('channel');
    expect(await store.pauses.due(noon, 9)).toEqual([]);
    const [due] = await store.pauses.due(noon + minute, 9);
    if (due === undefined) throw new Error('one is due');
    const look = () => store.pauses.looked(due.key, due.nextLook, noon + 9 * minute);
    expect([await look(), await look()]).toEqual([true, false]);
    expect(await store.pauses.due(noon + 8 * minute, 9)).toEqual([]);
    expect((await store.pauses.all())[0]).toMatchObject({ looks: 1 });
    await store.pauses.hurry(noon);
    expect(await store.pauses.due(noon, 9)).toMatchObject([{ looks: 0 }]);
  });

  it('hold what waits, and let it go again; an alert that is too old by then fails', async () => {
    const old = (key: string) => delivery(key, { channel: channelKey(front), createdAt: noon - 60 * minute });
    await store.deliveries.enqueue({ ...old('old'), kind: 'alert' });
    await store.deliveries.enqueue(old('digest'));
    await enqueue('fresh');
    await enqueue('elsewhere', stranger);
    await store.deliveries.holdAll('workspace', front, 'Closed.');
    expect(await stateOf('old')).toEqual(['held', 'Closed.']);
    expect(await stateOf('elsewhere')).toEqual(['pending', null]);
    const how = { now: noon, oldest: noon - 30 * minute, reason: 'Too late.' };
    await store.deliveries.release('workspace', front, how);
    expect(await stateOf('old')).toEqual(['failed', 'Too late.']);
    expect(await stateOf('digest')).toEqual(['pending', null]);
    expect(await stateOf('fresh')).toEqual(['pending', null]);
  });

  it('keep what is uncertain uncertain, and look it up when they end', async () => {
    const { id } = await endDelivery(store, { channel: front, how: 'uncertain', at: noon });
    await store.deliveries.holdAll('channel', front, 'Closed.');
    expect(await store.deliveries.byId(id)).toMatchObject({ state: 'uncertain', nextTry: NEVER, reason: 'Closed.' });
    expect(await claim(store, noon + 9_000 * minute)).toEqual([]);
    await store.deliveries.release('channel', front, { now: noon, oldest: 0, reason: '' });
    expect(await claim(store, noon)).toMatchObject([{ delivery: { id }, uncertain: true }]);
  });
});

describeEngines('deliveries of a bot that died', ({ open }) => {
  it('are taken back at once: what was not tried goes, what may have been posted is looked up', async () => {
    const store = await open();
    for (const one of [front, sister]) await store.channels.save(one);
    await store.deliveries.enqueue(delivery('untried', { channel: channelKey(front) }));
    const tried = await endDelivery(store, { channel: sister, how: 'sending', at: noon });
    await claim(store, noon);
    expect(await claim(store, noon + 1)).toEqual([]);
    expect(await store.deliveries.orphan(noon + 1, noon + 3_000)).toBe(2);
    expect(await claim(store, noon + 1)).toMatchObject([{ delivery: { dedupeKey: 'untried' }, uncertain: false }]);
    expect(await claim(store, noon + 3_000)).toMatchObject([{ delivery: { id: tried.id }, uncertain: true }]);
  });
});

describeEngines('meters', ({ place }) => {
  it('are read by key and by beginning, and keep the last count', async () => {
    const store = await (await place()).open();
    const meter = (key: string, readyAt: number) => ({ key, readyAt, at: noon });
    await store.meters.save([meter('workspace a one', noon + 0.5), meter('workspace a two', noon + 10), meter('b', 1)]);
    await store.meters.save([meter('workspace a one', noon + 20.25)]);
    const read = await store.meters.read(['workspace a one', 'b', 'c']);
    expect(Object.fromEntries(read)).toEqual({
      b: meter('b', 1),
      'workspace a one': meter('workspace a one', noon + 20.25),
    });
    expect([...(await store.meters.busy('workspace a ', noon + 10)).keys()]).toEqual(['workspace a one']);
  });

  it('are held by one transaction at a time, also of several processes', async () => {
    const home = await place();
    const stores = [await home.open(), await home.open()];
    const count = (store: Store) =>
      store.transaction(async ({ meters }) => {
        await meters.hold();
        const last = (await meters.read(['shared'])).get('shared')?.readyAt ?? 0;
        await meters.save([{ key: 'shared', readyAt: last + 1, at: noon }]);
      });
    await Promise.all(stores.flatMap((store) => Array.from({ length: 10 }, () => count(store))));
    expect((await stores[0]?.meters.read(['shared']))?.get('shared')?.readyAt).toBe(20);
    await expect(stores[0]?.meters.hold()).rejects.toThrow('inside a transaction');
  });

  it('let claims pass over a channel that is not ready, unless the clock was set back', async () => {
    const store = await (await place()).open();
    await store.channels.save(front);
    await store.deliveries.enqueue(delivery('one', { channel: channelKey(front) }));
    await store.meters.save([{ key: scopeKey(front, 'channel'), readyAt: noon + minute, at: noon }]);
    const order = { leaseUntil: noon, limit: 9, platforms: [front.platform] };
    const before = noon - 60 * minute;
    expect(await store.deliveries.claim({ ...order, now: noon, readyBy: noon + 500 })).toEqual([]);
    expect(await store.deliveries.claim({ ...order, now: before, readyBy: before + 500 })).toHaveLength(1);
    expect(await store.deliveries.claim({ ...order, now: noon, readyBy: noon + minute })).toHaveLength(1);
  });
});
