import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import {
  anAlert,
  channel,
  claim,
  delivery,
  message,
  minute,
  noon,
  publish,
  source,
  story,
  subscription,
  update,
} from '../support/store-samples.ts';

const ids = (rows: readonly { readonly id: unknown }[]) => rows.map((row) => row.id);

describeEngines('the store', ({ name, open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  it('says which engine it runs on and where, without credentials', () => {
    expect(store.engine).toBe(name);
    expect(store.place).not.toContain('postgres@');
    expect(store.place).toContain(name === 'sqlite' ? 'sitrep.db' : 'PostgreSQL at ');
  });

  describe('transaction', () => {
    it('keeps all or nothing', async () => {
      await store.channels.save(channel('front'));
      const id = await store.subscriptions.create(subscription());
      const edition = { subscription: id, slot: noon, madeAt: noon, stories: [1], left: [2] };
      const work = store.transaction(async (tables) => {
        expect(await tables.editions.claim([edition])).toEqual(new Set([id]));
        expect(await tables.deliveries.enqueue(delivery('edition:1'))).toBe(true);
        throw new Error('changed our mind');
      });
      await expect(work).rejects.toThrow('changed our mind');
      expect(await store.editions.latest([id])).toEqual([]);
      expect(await store.deliveries.withKey('edition:1')).toEqual([]);

      await store.transaction(async (tables) => {
        await tables.editions.claim([edition]);
        await tables.deliveries.enqueue(delivery('edition:1'));
      });
      expect(await store.editions.latest([id])).toEqual([edition]);
      expect(await store.deliveries.withKey('edition:1')).toHaveLength(1);
    });

    it('refuses the outer tables inside instead of waiting for ever', async () => {
      const misuse = store.transaction(async () => store.updates.count());
      await expect(misuse).rejects.toThrow('use only the tables that it is given');
      await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow('use only the tables');
      await expect(store.transaction(() => store.stories.extend(1, noon, noon))).rejects.toThrow('use only the tables');
      expect(await store.updates.count()).toBe(0);
    });

    it('lets work that it started query after its end', async () => {
      let afterwards: Promise<number> | undefined;
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      await store.transaction(async () => {
        afterwards = ended.then(() => store.updates.count());
      });
      end();
      expect(await afterwards).toBe(0);
    });

    it('runs side by side with others', async () => {
      const create = () => store.transaction((tables) => tables.stories.create(story));
      const numbers = await Promise.all(Array.from({ length: 20 }, create));
      expect(new Set(numbers).size).toBe(20);
    });
  });

  describe('sources', () => {
    it('holds exactly the sources of the last sync and keeps the poll state of those that stay', async () => {
      await store.sources.sync([source('a'), source('b')], noon);
      const polled = {
        etag: '"1"',
        lastModified: 'Sun',
        lastTried: noon,
        lastGood: noon,
        lastNews: noon - minute,
        failures: 2,
        failingSince: noon - 2 * minute,
        problem: 'late',
        goneAt: noon + 1,
        movedTo: 'https://b.example/feed',
        movedTimes: 2,
        rhythm: { gap: minute, longestGap: 2 * minute, ttl: null, skipHours: [1, 2], skipDays: [0] },
      };
      await store.sources.polled({ source: 'a', nextPoll: noon + minute, ...polled });
      await store.sources.sync([source('c'), source('a', { name: 'Renamed' })], noon + 5);
      expect(await store.sources.states()).toEqual([
        { source: 'a', nextPoll: noon + minute, ...polled },
        {
          source: 'c',
          etag: null,
          lastModified: null,
          lastTried: null,
          lastGood: null,
          lastNews: null,
          nextPoll: noon + 5,
          failures: 0,
          failingSince: null,
          problem: null,
          goneAt: null,
          movedTo: null,
          movedTimes: 0,
          rhythm: null,
        },
      ]);
    });

    it('polls a feed at once whose address changed, without what the old one said', async () => {
      await store.sources.sync([source('a')], noon);
      for (const state of await store.sources.states())
        await store.sources.polled({
          ...state,
          etag: '"1"',
          lastGood: noon,
          nextPoll: noon + minute,
          failures: 3,
          goneAt: noon,
        });
      await store.sources.sync([source('a', { feed: 'https://a.example/other' })], noon + 5);
      expect(await store.sources.states()).toMatchObject([
        { etag: null, lastGood: noon, nextPoll: noon + 5, failures: 0, goneAt: null },
      ]);
    });

    it('notes the trouble of a source once, until it has another', async () => {
      await store.sources.sync([source('a'), source('b')], noon);
      const notes = [noon, noon, noon + 1, noon + 1, noon].map((since) => () => store.sources.noteTrouble('a', since));
      const results: boolean[] = [];
      for (const note of notes) results.push(await note());
      expect(results).toEqual([true, false, true, false, true]);
      expect(await store.sources.noteTrouble('b', noon)).toBe(true);
      expect(await store.sources.noteTrouble('nobody', noon)).toBe(false);
    });

    it('gives no source that is gone', async () => {
      await store.sources.sync([source('a'), source('b')], noon);
      const [state] = await store.sources.states();
      if (state !== undefined) await store.sources.polled({ ...state, goneAt: noon });
      expect(await store.sources.claimDue(noon, noon + minute, 9)).toMatchObject([{ source: 'b' }]);
    });

    it('gives due sources to one caller only, longest due first', async () => {
      await store.sources.sync([source('a'), source('b'), source('c'), source('d', { feed: null })], noon);
      const states = await store.sources.states();
      for (const [n, state] of states.entries()) await store.sources.polled({ ...state, nextPoll: noon - n });
      const claims = await Promise.all([1, 2, 3].map(() => store.sources.claimDue(noon, noon + minute, 2)));
      // Which of the callers comes first is the pool's affair.
      const taken = claims.map((claim) => claim.map((state) => state.source).join());
      expect(taken.sort()).toEqual(['', 'a', 'c,b']);
      expect(claims.flat().every((state) => state.nextPoll === noon + minute)).toBe(true);
      expect(await store.sources.claimDue(noon + minute - 1, noon + 2 * minute, 9)).toEqual([]);
      expect(await store.sources.claimDue(noon + minute, noon + 2 * minute, 9)).toHaveLength(3);
    });
  });

  describe('updates', () => {
    it('gives back what it was given, in order of arrival', async () => {
      expect(await store.updates.newestSeq()).toBe(0);
      const full = update('full', {
        summary: 'Солдати — "quoted" \u{1F30D}',
        author: 'A. Author',
        wire: 'Reuters',
        image: 'https://wire.example/i.png',
        dating: 'ahead',
      });
      const number = await publish(store, update('b'), full, update('a'));
      const stored = await store.updates.byIds(['a', 'full', 'b', 'unknown']);
      expect(ids(stored)).toEqual(['b', 'full', 'a']);
      expect(stored[1]).toEqual({ ...full, corrected: null, seq: stored[1]?.seq, story: number, revision: 0 });
      expect(ids(await store.updates.after(stored[0]?.seq ?? 0, 1))).toEqual(['full']);
      expect(ids(await store.updates.after(0, 9))).toEqual(['b', 'full', 'a']);
      expect(await store.updates.byIds([])).toEqual([]);
      expect(await store.updates.newestSeq()).toBe(stored[2]?.seq);
      expect(await store.updates.count()).toBe(3);
    });

    it('keeps a text with signs that an engine refuses', async () => {
      await publish(store, update('nul', { title: 'before\0after', summary: 'x'.repeat(40_000) }));
      expect(await store.updates.byIds(['nul'])).toMatchObject([{ title: 'beforeafter', summary: 'x'.repeat(40_000) }]);
    });

    it('refuses an update whose id is known', async () => {
      const number = await publish(store, update('a'));
      await expect(store.updates.add(update('a'), number)).rejects.toThrow();
      expect(await store.updates.count()).toBe(1);
    });

    it('lists the updates of stories by publication', async () => {
      const one = await publish(store, update('late', { published: noon + 2 }), update('early', { published: noon }));
      const other = await publish(store, update('between', { published: noon + 1 }));
      await publish(store, update('elsewhere'));
      expect(ids(await store.updates.ofStories([other, one]))).toEqual(['early', 'between', 'late']);
      expect(await store.updates.ofStories([])).toEqual([]);
    });

    it('finds what a source published at a page, of each page the newest', async () => {
      const front = 'https://wire.example/';
      const long = `https://wire.example/${'x'.repeat(3_900)}`;
      await publish(
        store,
        update('a', { url: front }),
        update('b', { url: `${front}?utm_source=rss` }),
        update('c', { url: 'https://wire.example/?page=2' }),
        update('d', { url: front, source: 'other' }),
        update('e', { url: null }),
        update('f', { url: long }),
      );
      const at = async (urls: readonly (string | null)[], limit = 9) =>
        ids(
          await store.updates.ofPages(
            urls.map((url) => ({ source: 'wire', url })),
            limit,
          ),
        );
      expect(await at(['http://WIRE.example/?fbclid=1#top'])).toEqual(['a', 'b']);
      expect(await at([long, front, front, null])).toEqual(['a', 'b', 'f']);
      expect(await at([long, front], 1)).toEqual(['b', 'f']);
      expect(await at(['https://wire.example/elsewhere', null])).toEqual([]);
      expect(await store.updates.ofPages([{ source: 'wire', url: long }], 9)).toEqual(await store.updates.byIds(['f']));

      const moved = 'https://wire.example/moved';
      await store.updates.revise(update('a', { title: 'Moved', url: moved }), false);
      expect(await at([moved])).toEqual(['a']);
      expect(await at([front])).toEqual(['b']);
    });

    it('keeps what an update said before each revision', async () => {
      const number = await publish(store, update('a', { title: 'Ten tanks', summary: 'Seen at dawn' }));
      await store.updates.revise(
        update('a', { title: 'Nine tanks', seen: noon + 5, published: noon + 5, dating: 'undated' }),
        true,
      );
      await store.updates.revise(
        update('a', { title: 'No tanks', summary: 'A parade', seen: noon + 9, topic: 'other' }),
        false,
      );
      expect(await store.updates.byIds(['a'])).toMatchObject([
        { title: 'No tanks', summary: 'A parade', revision: 2, corrected: noon + 5, story: number, topic: 'military' },
      ]);
      expect(await store.updates.byIds(['a'])).toMatchObject([{ published: noon, dating: 'dated' }]);
      expect(await store.updates.revisions('a')).toEqual([
        { title: 'Ten tanks', summary: 'Seen at dawn', until: noon + 5 },
        { title: 'Nine tanks', summary: null, until: noon + 9 },
      ]);
      expect(await store.updates.revisions('unknown')).toEqual([]);
      await expect(store.updates.revise(update('unknown'), false)).rejects.toThrow(
        'store: no update to revise (unknown)',
      );
    });

    it('shows arrivals in order although several write at once', async () => {
      let seen = 0;
      const read: string[] = [];
      let writing = true;
      const reader = (async () => {
        for (let last = false; !last; ) {
          last = !writing;
          for (const one of await store.updates.after(seen, 1000)) {
            read.push(one.id);
            seen = one.seq;
          }
        }
      })();
      const writer = (who: number) =>
        store.transaction(async (tables) => {
          const number = await tables.stories.create(story);
          for (let n = 0; n < 10; n += 1) await tables.updates.add(update(`${who}-${n}`), number);
        });
      await Promise.all([0, 1, 2, 3, 4].map(writer));
      writing = false;
      await reader;
      expect(read).toHaveLength(50);
    });
  });

  describe('stories', () => {
    it('lists the latest first, by topic and time, page by page', async () => {
      const create = (topic: string, last: number, arrived = noon) =>
        store.stories.create({ topic, first: 0, last, arrived });
      const a = await create('military', 10);
      const b = await create('sanctions', 30, noon + 1);
      const c = await create('analysis', 20);
      const d = await create('military', 30, noon + 1);
      const list = async (query: Omit<Parameters<typeof store.stories.newest>[0], 'limit'>, limit = 9) =>
        ids(await store.stories.newest({ ...query, limit }));
      expect(await list({})).toEqual([d, b, c, a]);
      expect(await list({ topics: [] })).toEqual([d, b, c, a]);
      expect(await list({ topics: ['military', 'analysis', 'military'] })).toEqual([d, c, a]);
      expect(await list({ topics: ['military', 'analysis'], offset: 1 }, 1)).toEqual([c]);
      expect(await list({ publishedSince: 20 })).toEqual([d, b, c]);
      expect(await list({ arrivedSince: noon + 1, topics: ['sanctions'] })).toEqual([b]);
      expect(await list({ offset: 4 })).toEqual([]);
      expect(await store.stories.count({})).toBe(4);
      expect(await store.stories.count({ topics: ['military', 'analysis'], publishedSince: 20 })).toBe(2);
      expect(await store.stories.byIds([b, 99, a, b])).toEqual([
        { id: b, topic: 'sanctions', first: 0, last: 30, arrived: noon + 1 },
        { id: a, topic: 'military', first: 0, last: 10, arrived: noon },
        { id: b, topic: 'sanctions', first: 0, last: 30, arrived: noon + 1 },
      ]);
      expect(await store.stories.byIds([])).toEqual([]);
    });

    it('counts up to 1,000', async () => {
      await store.transaction(async (tables) => {
        for (let n = 0; n < 1010; n += 1) await tables.stories.create(story);
      });
      expect(await store.stories.count({})).toBe(1000);
      expect(await store.stories.count({ topics: ['military'] })).toBe(1000);
    });

    it('stretches over its updates and never shrinks', async () => {
      const id = await store.stories.create(story);
      await store.stories.extend(id, noon + 5, noon + 10);
      await store.stories.extend(id, noon + 2, noon + 11);
      expect(await store.stories.byIds([id])).toMatchObject([{ first: noon, last: noon + 5 }]);
      await store.stories.extend(id, noon - 3, noon + 12);
      expect(await store.stories.byIds([id])).toMatchObject([{ first: noon - 3, last: noon + 5 }]);
    });

    it.each([0, -1, 1.5, Number.NaN, 1e300, 99])('knows no story %s', async (id) => {
      expect(await store.stories.byIds([id])).toEqual([]);
    });
  });

  it('knows channels by key and learns their new names', async () => {
    await store.channels.save(channel('z'));
    await store.channels.save(channel('a'));
    await store.channels.save(channel('a', 'other'));
    await store.channels.save({ ...channel('z'), name: '#A' });
    expect(await store.channels.byKey('paper:z')).toEqual({ ...channel('z'), name: '#A' });
    expect(await store.channels.byKey('paper:y')).toBeNull();
    const names = (await store.channels.all()).map((one) => `${one.platform} ${one.name}`);
    expect(names).toEqual(['other #a', 'paper #A', 'paper #a']);
  });

  it('keeps subscriptions and moves a slot on once', async () => {
    await store.channels.save(channel('front'));
    await store.channels.save(channel('back'));
    const early = await store.subscriptions.create(subscription({ nextSlot: noon - 1, topics: [], alerts: null }));
    const due = await store.subscriptions.create(subscription());
    const later = await store.subscriptions.create(subscription({ channel: 'paper:back', nextSlot: noon + 1 }));
    expect(await store.subscriptions.byId(due)).toEqual({
      id: due,
      ...subscription(),
      coveredTo: null,
      pausedAt: null,
    });
    expect(await store.subscriptions.byId(early)).toMatchObject({ topics: [], alerts: null, limit: 5 });
    expect(ids(await store.subscriptions.due(noon, 9))).toEqual([early, due]);
    expect(ids(await store.subscriptions.due(noon, 1))).toEqual([early]);
    expect(ids(await store.subscriptions.ofChannel('paper:back'))).toEqual([later]);
    expect(ids(await store.subscriptions.all())).toEqual([early, due, later]);

    const move = { id: due, from: noon, to: noon + minute, coveredTo: noon + 1 };
    const other = { id: later, from: noon + 1, to: noon + minute, coveredTo: null };
    const moves = await Promise.all([1, 2, 3].map(() => store.subscriptions.advance([move])));
    expect(moves.filter((moved) => moved.has(due))).toHaveLength(1);
    expect(await store.subscriptions.byId(due)).toMatchObject({ nextSlot: noon + minute, coveredTo: noon + 1 });
    expect(await store.subscriptions.advance([move, other])).toEqual(new Set([later]));
    expect(await store.subscriptions.advance([])).toEqual(new Set());

    expect(await store.subscriptions.remove(later)).toBe(true);
    expect(await store.subscriptions.remove(later)).toBe(false);
    expect(await store.subscriptions.byId(later)).toBeNull();
    expect(await store.subscriptions.create(subscription())).toBeGreaterThan(later);
  });

  it('lets those that ask for the same be due side by side', async () => {
    await store.channels.save(channel('front'));
    const asked = [{ limit: 9 }, {}, { topics: ['military'] }, { languages: ['en'] }, { leastGrade: 'B2' }];
    const due = async (nextSlot: number) =>
      Promise.all(asked.map((terms) => store.subscriptions.create(subscription({ ...terms, nextSlot }))));
    const [first, second] = [await due(noon), await due(noon)];
    const late = await store.subscriptions.create(subscription({ nextSlot: noon - minute, limit: 9 }));
    const found = ids(await store.subscriptions.due(noon, 99));
    expect(found).toHaveLength(11);
    expect(found[0]).toBe(late);
    for (const [at, id] of first.entries()) expect(found.indexOf(second[at] ?? 0)).toBe(found.indexOf(id) + 1);
  });

  it('gives a slot one edition, whoever asks', async () => {
    await store.channels.save(channel('front'));
    const id = await store.subscriptions.create(subscription());
    const edition = { subscription: id, slot: noon, madeAt: noon + 1, stories: [3, 1], left: [9] };
    const claims = await Promise.all([1, 2, 3, 4].map(() => store.editions.claim([edition])));
    expect(claims.filter((claimed) => claimed.has(id))).toHaveLength(1);
    const earlier = { ...edition, slot: noon - minute };
    expect(await store.editions.claim([edition, { ...edition, subscription: 8 }])).toEqual(new Set([8]));
    expect(await store.editions.claim([earlier])).toEqual(new Set([id]));
    expect(await store.editions.latest([id, 9])).toEqual([edition]);
    expect(await store.editions.of(id, noon - minute)).toEqual(earlier);
    expect(await store.editions.of(id, noon + minute)).toBeNull();
  });

  it('keeps alerts', async () => {
    const first = await store.alerts.create(anAlert);
    const second = await store.alerts.create({ ...anAlert, state: 'sent' });
    expect(await store.alerts.byId(first)).toEqual({ id: first, ...anAlert });
    expect(await store.alerts.byId(second + 1)).toBeNull();
    expect(ids(await store.alerts.recent(9))).toEqual([second, first]);
    expect(ids(await store.alerts.recent(1))).toEqual([second]);
  });

  it('moves an alert on from the state that it is in, once', async () => {
    const id = await store.alerts.create(anAlert);
    expect(await store.alerts.move(id, 'waiting', 'sent')).toBe(false);
    const moves = await Promise.all([1, 2, 3].map((at) => store.alerts.move(id, 'draft', 'sent', { sentAt: at })));
    expect(moves.filter((moved) => moved)).toHaveLength(1);
    expect(await store.alerts.byId(id)).toEqual({
      ...anAlert,
      id,
      state: 'sent',
      sentAt: moves.indexOf(true) + 1,
    });
    expect(await store.alerts.move(2 ** 60, 'draft', 'sent')).toBe(false);
  });

  it('keeps one key of a person for an alert', async () => {
    const alert = await store.alerts.create(anAlert);
    const key = { alert, person: 'paper:anna', name: 'Anna', at: noon };
    expect(await store.alerts.addKey(key)).toBe(true);
    expect(await store.alerts.addKey({ ...key, at: noon + 1 })).toBe(false);
    const second = { ...key, person: 'paper:ben', name: 'Ben', at: noon - 1 };
    expect(await store.alerts.addKey(second)).toBe(true);
    expect(await store.alerts.keysOf(alert)).toEqual([second, key]);
    expect(await store.alerts.keysOf(alert + 1)).toEqual([]);
  });

  it('keeps the record of who did what', async () => {
    const entry = {
      at: noon,
      actor: 'paper:anna',
      action: 'alert.sent',
      subject: '1',
      details: { channels: ['a\0b'] },
    };
    await store.ledger.append(entry);
    await store.ledger.append({ ...entry, action: 'alert.withdrawn', details: {} });
    expect(await store.ledger.recent(9)).toEqual([{ ...entry, action: 'alert.withdrawn', details: {} }, entry]);
    expect(await store.ledger.recent(1)).toHaveLength(1);
  });

  it('lists deliveries by key, by channel and by state', async () => {
    for (const id of ['b', 'a']) await store.channels.save(channel(id));
    const keys = ['alert:1:b', 'alert:1:a', 'alert:10:a', 'alert:1', 'alert%1', 'Alert:1:a'];
    for (const key of keys) {
      await store.deliveries.enqueue(delivery(key, { channel: key.endsWith('a') ? 'paper:a' : 'paper:b' }));
    }
    const keysOf = (rows: readonly { readonly dedupeKey: string }[]) => rows.map((row) => row.dedupeKey);
    expect(keysOf(await store.deliveries.withKey('alert:1:'))).toEqual(['alert:1:a', 'alert:1:b']);
    expect(keysOf(await store.deliveries.withKey('alert%'))).toEqual(['alert%1']);
    expect(keysOf(await store.deliveries.recent({ limit: 2 }))).toEqual(['Alert:1:a', 'alert%1']);
    expect(keysOf(await store.deliveries.recent({ channel: 'paper:b', limit: 2 }))).toEqual(['alert%1', 'alert:1']);

    await claim(store, noon, 1);
    expect(await store.deliveries.counts()).toEqual({
      pending: 5,
      sending: 1,
      uncertain: 0,
      sent: 0,
      held: 0,
      quiet: 0,
      merged: 0,
      recalled: 0,
      failed: 0,
    });
    const [row] = await store.deliveries.withKey('alert:10:a');
    expect(row).toMatchObject({ ...delivery('alert:10:a', { channel: 'paper:a' }), message: message('alert:10:a') });
    expect(await store.deliveries.byId(row?.id ?? '')).toEqual(row);
    expect(await store.deliveries.byId('unknown')).toBeNull();
  });
});
