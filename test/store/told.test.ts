import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import {
  channel,
  delivery,
  message,
  minute,
  noon,
  publish,
  story,
  subscription,
  update,
} from '../support/store-samples.ts';

const told = (owners: number) => ({ at: noon, owners, blocs: 1, grade: 'C3', corrected: 0 });

describeEngines('what digests rest on', ({ open }) => {
  it('remembers what each channel was told, and shares what is the same', async () => {
    const store = await open();
    for (const id of ['a', 'b', 'c']) await store.channels.save(channel(id));
    const memory = new Map([[7, told(2)]]);
    await store.told.save(
      new Map([
        ['paper:a', memory],
        ['paper:b', memory],
        ['paper:c', new Map([[7, told(1)]])],
      ]),
    );
    const found = await store.told.of(['paper:a', 'paper:b', 'paper:c', 'paper:d']);
    expect([...found.keys()].toSorted()).toEqual(['paper:a', 'paper:b', 'paper:c']);
    expect(found.get('paper:a')).toEqual(memory);
    expect(found.get('paper:b')).toBe(found.get('paper:a'));
    expect(found.get('paper:c')).not.toBe(found.get('paper:a'));
    await store.told.save(new Map([['paper:a', new Map([[8, told(3)]])]]));
    expect((await store.told.of(['paper:a'])).get('paper:a')).toEqual(new Map([[8, told(3)]]));
    expect(await store.told.of([])).toEqual(new Map());
    await store.told.save(new Map());
  });

  it('finds the stories in which something is different, topic by topic', async () => {
    const store = await open();
    const changed = async (limit = 9, topics = ['military', 'sanctions']) =>
      (await store.stories.changed({ topics, since: noon + minute, limit })).map(({ id }) => id);
    const first = await store.stories.create(story);
    const second = await store.stories.create({ ...story, topic: 'sanctions' });
    await store.stories.create({ ...story, arrived: noon });
    await store.stories.create({ ...story, topic: 'other' });
    expect(await changed()).toEqual([second, first]);
    await store.stories.extend(first, noon - minute, noon + 2 * minute);
    expect(await changed()).toEqual([first, second]);
    await store.stories.touch(second, noon + 3 * minute);
    await store.stories.touch(second, noon);
    expect(await changed()).toEqual([second, first]);
    expect(await changed(1)).toEqual([second, first]);
    expect(await changed(9, ['sanctions'])).toEqual([second]);
    expect(await changed(9, [])).toEqual([]);
  });

  it('looks again at a story that was corrected, and at no other that was edited', async () => {
    const store = await open();
    const number = await publish(store, update('a'));
    const changed = async () => (await store.stories.changed({ topics: ['military'], since: 0, limit: 1 }))[0];
    await store.updates.revise(update('a', { title: 'Edited', seen: noon + 5 * minute }), false);
    expect(await changed()).toMatchObject({ id: number, changed: noon + minute });
    await store.updates.revise(update('a', { title: 'Corrected', seen: noon + 6 * minute }), true);
    expect(await changed()).toMatchObject({ id: number, changed: noon + 6 * minute });
  });

  it('keeps pins until they end, and when people last caught up', async () => {
    const store = await open();
    const id = await store.stories.create(story);
    await store.pins.pin(id, noon + minute);
    expect(await store.pins.at(noon)).toEqual(new Set([id]));
    expect(await store.pins.at(noon + minute)).toEqual(new Set());
    await store.pins.pin(id, noon + 2 * minute);
    expect(await store.pins.at(noon + minute)).toEqual(new Set([id]));
    expect([await store.pins.unpin(id), await store.pins.unpin(id)]).toEqual([true, false]);
    expect(await store.visits.last('paper:anna')).toBeNull();
    await store.visits.note('paper:anna', noon);
    await store.visits.note('paper:anna', noon + 1);
    expect(await store.visits.last('paper:anna')).toBe(noon + 1);
  });

  it('knows when the latest update was first read', async () => {
    const store = await open();
    expect(await store.updates.newestArrival()).toBeNull();
    await publish(store, update('a', { seen: noon + 9 }), update('b', { seen: noon + 3 }));
    expect(await store.updates.newestArrival()).toBe(noon + 3);
  });

  it('changes subscriptions, lets them rest and brings them forward', async () => {
    const store = await open();
    await store.channels.save(channel('front'));
    const id = await store.subscriptions.create(subscription());
    const quiet = { from: '22:00', to: '07:00' };
    const {
      channel: _,
      nextSlot,
      createdBy: __,
      createdAt: ___,
      ...terms
    } = subscription({ quiet, languages: ['uk'] });
    expect(await store.subscriptions.change(id, { ...terms, leastGrade: 'C3', whenEmpty: 'silence' }, noon + 5)).toBe(
      true,
    );
    expect(await store.subscriptions.byId(id)).toMatchObject({
      quiet,
      languages: ['uk'],
      leastGrade: 'C3',
      whenEmpty: 'silence',
      nextSlot: noon + 5,
      createdBy: 'paper:anna',
    });
    await store.subscriptions.hurry(id, noon + 9);
    expect(await store.subscriptions.byId(id)).toMatchObject({ nextSlot: noon + 5 });
    await store.subscriptions.hurry(id, noon + 1);
    expect(await store.subscriptions.byId(id)).toMatchObject({ nextSlot: noon + 1 });
    expect(await store.subscriptions.rest(id, noon, Number.MAX_SAFE_INTEGER)).toBe(true);
    await store.subscriptions.hurry(id, noon);
    expect(await store.subscriptions.byId(id)).toMatchObject({ pausedAt: noon, nextSlot: Number.MAX_SAFE_INTEGER });
    expect(await store.subscriptions.due(noon * 2, 9)).toEqual([]);
    expect(await store.subscriptions.change(99, terms, nextSlot)).toBe(false);
    expect(await store.subscriptions.rest(1.5, null, noon)).toBe(false);
  });

  it('keeps what waits for the end of quiet hours apart from what is held', async () => {
    const store = await open();
    const front = channel('front');
    await store.channels.save(front);
    await store.deliveries.enqueue({ ...delivery('alert'), kind: 'alert', quiet: 'It is night.' });
    await store.deliveries.enqueue({ ...delivery('second'), kind: 'alert', quiet: 'It is night.' });
    const waiting = async () =>
      (await store.deliveries.quietOf(['paper:front', 'paper:back'])).get('paper:front') ?? [];
    expect(await waiting()).toMatchObject([
      { state: 'quiet', reason: 'It is night.', message: message('alert') },
      { state: 'quiet' },
    ]);
    await store.deliveries.holdAll('channel', front, 'Closed.');
    await store.deliveries.release('channel', front, { now: noon, oldest: noon, reason: 'Too old.' });
    expect(await store.deliveries.tally({ since: noon })).toMatchObject({ quiet: 2, held: 0, failed: 0 });
    expect(await store.deliveries.oldestWaiting()).toBeNull();
    await store.deliveries.merge([(await waiting())[0]?.id ?? ''], 'In the morning digest.');
    expect(await waiting()).toHaveLength(1);
    await store.deliveries.endQuiet('paper:front', noon + 5);
    expect((await store.deliveries.recent({ limit: 9 })).map(({ state, reason }) => [state, reason])).toEqual([
      ['pending', null],
      ['merged', 'In the morning digest.'],
    ]);
    expect(await store.deliveries.quietOf([])).toEqual(new Map());
    await store.deliveries.enqueue({ ...delivery('third'), kind: 'amendment', quiet: 'Told in a digest.' });
    await store.deliveries.endQuiet('paper:front', noon + 5);
    expect(await waiting()).toMatchObject([{ state: 'quiet', kind: 'amendment' }]);
    await store.deliveries.dropQuiet('paper:front', 'No more digests.');
    expect(await waiting()).toEqual([]);
    expect((await store.deliveries.withKey('third'))[0]).toMatchObject({
      state: 'recalled',
      reason: 'No more digests.',
    });
  });
});
