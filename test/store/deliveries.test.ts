import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaimedDelivery } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { channel, claim, delivery, minute, noon } from '../support/store-samples.ts';

const keys = (claimed: readonly ClaimedDelivery[]) => claimed.map((one) => one.delivery.dedupeKey);

describeEngines('the outbox', ({ name, place }) => {
  let home: Place;
  let store: Store;
  const enqueue = (...those: readonly [key: string, channel?: string, priority?: number][]) =>
    store.transaction(async (tables) => {
      for (const [key, id = 'front', priority = 10] of those) {
        expect(await tables.deliveries.enqueue(delivery(key, { channel: `paper:${id}`, priority }))).toBe(true);
      }
    });
  /** Claims the only row that is ready. */
  const claimOne = async (now: number): Promise<ClaimedDelivery> => {
    const [one, ...others] = await claim(store, now);
    if (one === undefined || others.length > 0) throw new Error('exactly one row should be ready');
    return one;
  };

  beforeEach(async () => {
    home = await place();
    store = await home.open();
    for (const id of ['front', 'back', 'side']) await store.channels.save(channel(id));
  });

  it('takes a dedupe key once, whoever brings it', async () => {
    const added = await Promise.all([1, 2, 3].map(() => store.deliveries.enqueue(delivery('edition:1'))));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  it('names deliveries with short ids that sort by age', async () => {
    for (const createdAt of [noon, noon + 1, noon + minute]) {
      await store.deliveries.enqueue(delivery(`at:${createdAt}`, { createdAt }));
    }
    const ids = (await store.deliveries.withKey('at:')).map((one) => one.id);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(id).toMatch(/^[0-9a-v]{17}$/);
  });

  it('gives each channel its first row: by priority, then by arrival', async () => {
    await enqueue(['slow'], ['second'], ['urgent', 'front', 0], ['back 1', 'back'], ['back 2', 'back']);
    expect(keys(await claim(store, noon))).toEqual(['urgent', 'back 1']);
    expect(await claim(store, noon)).toEqual([]);
  });

  it('gives at most as many as asked, the most urgent first, for the platforms asked', async () => {
    await store.channels.save(channel('front', 'other'));
    await store.deliveries.enqueue(delivery('other', { channel: 'other:front' }));
    await enqueue(['front'], ['back', 'back', 0], ['side', 'side']);
    expect(await store.deliveries.claim({ now: noon, leaseUntil: noon, limit: 9, platforms: [] })).toEqual([]);
    expect(keys(await claim(store, noon, 1))).toEqual(['back']);
    expect(keys(await claim(store, noon))).toEqual(['front', 'side']);
    const others = { now: noon, leaseUntil: noon + 1, limit: 9, platforms: ['other', 'third'] };
    expect(keys(await store.deliveries.claim(others))).toEqual(['other']);
  });

  it('gives of each workspace no more rows than its quota, the most urgent first', async () => {
    for (const workspace of ['full', 'narrow', 'new'])
      for (const id of ['1', '2', '3']) {
        await store.channels.save({ ...channel(`${workspace}${id}`), workspace });
        await enqueue([`${workspace} ${id}`, `${workspace}${id}`, id === '3' ? 0 : 10]);
      }
    const left = new Map([
      ['full', 0],
      ['narrow', 1],
    ]);
    const order = { now: noon, leaseUntil: noon + minute, platforms: ['paper'] };
    const claimed = await store.deliveries.claim({ ...order, limit: 9, quota: { each: 2, left } });
    expect(keys(claimed)).toEqual(['narrow 3', 'new 3', 'new 1']);
    const quota = { each: Number.POSITIVE_INFINITY, left: new Map<string, number>() };
    expect(keys(await store.deliveries.claim({ ...order, limit: 2, quota }))).toEqual(['full 3', 'full 1']);
  });

  it('hands over the row, its channel and a token', async () => {
    await enqueue(['one']);
    expect(await claimOne(noon)).toMatchObject({
      delivery: { ...delivery('one'), state: 'sending', receipts: [], attempts: 0, triedAt: null, sentAt: null },
      channel: channel('front'),
      uncertain: false,
    });
  });

  it('follows a delivery of two pages from the first try to the last receipt', async () => {
    await enqueue(['one'], ['two']);
    const { delivery: row, token } = await claimOne(noon);
    const { deliveries } = store;
    expect(await deliveries.trying(row.id, token, noon + 1)).toBe(true);
    expect(await deliveries.byId(row.id)).toMatchObject({ attempts: 1, triedAt: noon + 1 });
    expect(await deliveries.posted(row.id, token, ['m1'], false, noon + 2)).toBe(true);
    expect(await deliveries.byId(row.id)).toMatchObject({ state: 'sending', receipts: ['m1'], triedAt: null });
    expect(await claim(store, noon + 2)).toEqual([]);
    expect(await deliveries.trying(row.id, token, noon + 3)).toBe(true);
    expect(await deliveries.posted(row.id, token, ['m1', 'm2'], true, noon + 4)).toBe(true);
    expect(await deliveries.byId(row.id)).toMatchObject({
      state: 'sent',
      receipts: ['m1', 'm2'],
      attempts: 2,
      sentAt: noon + 4,
    });
    expect(keys(await claim(store, noon + 4))).toEqual(['two']);
  });

  it('keeps the order while the first row waits, and goes on when it fails or is held', async () => {
    await enqueue(['first'], ['second'], ['third']);
    const first = await claimOne(noon);
    const { deliveries } = store;
    expect(
      await deliveries.putOff(first.delivery.id, first.token, {
        state: 'pending',
        now: noon,
        nextTry: noon + 10,
        reason: 'busy',
      }),
    ).toBe(true);
    expect(await claim(store, noon + 9)).toEqual([]);
    const again = await claimOne(noon + 10);
    expect(again).toMatchObject({ uncertain: false, delivery: { id: first.delivery.id, reason: 'busy' } });

    expect(await deliveries.fail(again.delivery.id, again.token, 'refused')).toBe(true);
    expect(await deliveries.byId(again.delivery.id)).toMatchObject({ state: 'failed', reason: 'refused' });
    await home.raw(`update deliveries set state = 'held' where dedupe_key = 'second'`);
    expect(keys(await claim(store, noon + 10))).toEqual(['third']);
  });

  it('lets no more urgent row start while another of its channel is being sent', async () => {
    await enqueue(['digest']);
    const digest = await claimOne(noon);
    await enqueue(['alert', 'front', 0]);
    expect(await claim(store, noon + 1)).toEqual([]);
    await store.deliveries.posted(digest.delivery.id, digest.token, ['m1'], true, noon + 2);
    expect(keys(await claim(store, noon + 2))).toEqual(['alert']);
  });

  describe('when a worker is lost', () => {
    it('claims a row that was being tried as uncertain, until its outcome is known', async () => {
      await enqueue(['one']);
      const lost = await claimOne(noon);
      await store.deliveries.trying(lost.delivery.id, lost.token, noon + 1);
      expect(await claim(store, noon + minute - 1)).toEqual([]);
      const found = await claimOne(noon + minute);
      expect(found).toMatchObject({ uncertain: true, delivery: { triedAt: noon + 1, attempts: 1 } });
      await store.deliveries.putOff(found.delivery.id, found.token, {
        state: 'uncertain',
        now: noon,
        nextTry: noon + 2 * minute,
        reason: 'cannot look',
      });
      expect(await store.deliveries.counts()).toMatchObject({ uncertain: 1, sending: 0 });

      const later = await claimOne(noon + 2 * minute);
      expect(later).toMatchObject({ uncertain: true, delivery: { triedAt: noon + 1 } });
      await store.deliveries.trying(later.delivery.id, later.token, noon + 3 * minute);
      expect(await store.deliveries.byId(later.delivery.id)).toMatchObject({ triedAt: noon + 1, attempts: 2 });
      await store.deliveries.putOff(later.delivery.id, later.token, {
        state: 'pending',
        now: noon,
        nextTry: noon + 4 * minute,
        reason: null,
      });
      expect(await claimOne(noon + 4 * minute)).toMatchObject({ uncertain: false, delivery: { triedAt: null } });
    });

    it('claims a row that was not yet tried as certain, also between two pages', async () => {
      await enqueue(['one']);
      const { delivery: row } = await claimOne(noon);
      const second = await claimOne(noon + minute);
      expect(second).toMatchObject({ uncertain: false, delivery: { id: row.id } });
      await store.deliveries.trying(row.id, second.token, noon + minute);
      await store.deliveries.posted(row.id, second.token, ['m1'], false, noon + minute);
      expect(await claimOne(noon + 2 * minute)).toMatchObject({ uncertain: false, delivery: { receipts: ['m1'] } });
    });

    it('takes nothing any more from the worker that lost its lease', async () => {
      await enqueue(['one']);
      const { delivery: row, token } = await claimOne(noon);
      const heir = await claimOne(noon + minute);
      const { deliveries } = store;
      expect(await deliveries.trying(row.id, token, noon)).toBe(false);
      expect(await deliveries.posted(row.id, token, ['m1'], true, noon)).toBe(false);
      expect(await deliveries.putOff(row.id, token, { state: 'pending', now: noon, nextTry: noon, reason: null })).toBe(
        false,
      );
      expect(await deliveries.fail(row.id, token, 'late')).toBe(false);
      expect(await deliveries.byId(row.id)).toEqual(heir.delivery);
      expect(await deliveries.posted(row.id, heir.token, ['m1'], true, noon)).toBe(true);
      expect(await deliveries.fail(row.id, heir.token, 'twice')).toBe(false);
    });
  });

  it('gives many workers of several replicas every row once, in order, one at a time in a channel', async () => {
    const channels = Array.from({ length: 6 }, (_, n) => `c${n}`);
    for (const id of channels) await store.channels.save(channel(id));
    const expected = channels.map((id) => Array.from({ length: 8 }, (_, n) => `${id}:${n}`));
    await enqueue(...expected.flat().map((key): [string, string] => [key, key.slice(0, 2)]));

    const replicas = [store, await home.open(), await home.open()];
    const busy = new Set<string>();
    const sent = new Map<string, string[]>(channels.map((id) => [id, []]));
    let left = expected.flat().length;
    const worker = async (replica: Store) => {
      while (left > 0) {
        for (const { delivery: row, token } of await claim(replica, noon, 2)) {
          expect(busy.has(row.channel)).toBe(false);
          busy.add(row.channel);
          await replica.deliveries.trying(row.id, token, noon);
          sent.get(row.channel.slice(6))?.push(row.dedupeKey);
          left -= 1;
          busy.delete(row.channel);
          expect(await replica.deliveries.posted(row.id, token, ['m'], true, noon)).toBe(true);
        }
      }
    };
    await Promise.all([...replicas, ...replicas, ...replicas, ...replicas].map(worker));
    expect([...sent.values()]).toEqual(expected);
  });

  it('never has two rows of a channel out although urgent ones arrive while many claim', async () => {
    const replicas = [store, await home.open(), await home.open(), await home.open()];
    for (let round = 0; round < 25; round += 1) {
      await enqueue([`digest ${round}`, 'front', 50]);
      const urgent = replicas.map((replica, n) =>
        replica.deliveries.enqueue(delivery(`alert ${round} ${n}`, { priority: n })),
      );
      const claims = await Promise.all([...replicas, ...replicas].map((replica) => claim(replica, noon)));
      await Promise.all(urgent);
      const claimed = claims.flat();
      expect(claimed.length).toBeLessThanOrEqual(1);
      for (const { delivery: row, token } of claimed) await store.deliveries.fail(row.id, token, 'round over');
      await home.raw(`update deliveries set state = 'held' where state = 'pending'`);
    }
  });

  // SQLite has no such moment: its transactions follow one another.
  if (name === 'postgres')
    it('does not claim again what its worker was just finishing', async () => {
      await enqueue(['one']);
      const { delivery: row, token } = await claimOne(noon);
      const replica = await home.open();
      let claimed: Promise<readonly ClaimedDelivery[]> | undefined;
      await store.transaction(async (tables) => {
        await tables.deliveries.posted(row.id, token, ['m1'], true, noon);
        claimed = claim(replica, noon + minute);
        // Until the claim stands at the row that this transaction has changed.
        for (let waits = 0; waits === 0; ) {
          const [waiting] = await home.raw(
            `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%"lease_until"%'`,
          );
          waits = Number(waiting?.n);
        }
      });
      expect(await claimed).toEqual([]);
      expect(await store.deliveries.byId(row.id)).toMatchObject({ state: 'sent', receipts: ['m1'] });
    });
});
