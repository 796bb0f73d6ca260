import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.ts';
import { SendFailure } from '../../src/delivery/sender.ts';
import { createLog } from '../../src/log.ts';
import { NEVER } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { createFakeSender } from '../support/fake-sender.ts';
import { NOON } from '../support/news.ts';

const log = createLog({ level: 'silent' });
/** No test of this file blocks a channel. */
const pausing = async () => {};

async function deskWith(store: Store) {
  const sender = createFakeSender();
  let now = NOON;
  const clock = () => now;
  const outbox = createOutbox({ store, pausing, senders: () => [sender], log, clock });
  for (const id of ['a', 'b']) await store.channels.save({ platform: 'test', workspace: 'w', id, name: id });
  const queue = (key: string, summary: string, channel = 'test:a', priority = 10, more: { mayRepeat?: boolean } = {}) =>
    store.deliveries.enqueue({
      ...more,
      dedupeKey: key,
      channel,
      kind: 'digest',
      message: { tone: 'routine', summary, blocks: [] },
      priority,
      createdAt: now,
    });
  const later = (ms: number) => {
    now += ms;
  };
  const words = () => sender.posts.map((post) => post.words);
  const only = async () => (await store.deliveries.recent({ limit: 1 }))[0];
  return { sender, outbox, queue, later, words, only };
}

describeEngines('outbox', ({ open }) => {
  it('posts every page in order and keeps each receipt', async () => {
    const { outbox, queue, words, only } = await deskWith(await open());
    await queue('one', 'first second third');
    expect(await outbox.drain()).toBe(1);
    expect(words()).toEqual(['first', 'second', 'third']);
    expect(await only()).toMatchObject({ state: 'sent', sentAt: NOON, reason: null });
    expect((await only())?.receipts).toHaveLength(3);
  });

  it('sends what is queued twice once', async () => {
    const { outbox, queue, words } = await deskWith(await open());
    expect([await queue('same', 'once'), await queue('same', 'once')]).toEqual([true, false]);
    await outbox.drain();
    expect(words()).toEqual(['once']);
  });

  it('keeps the order within a channel, alerts before digests', async () => {
    const { outbox, queue, words } = await deskWith(await open());
    await queue('digest 1', 'digest1');
    await queue('digest 2', 'digest2');
    await queue('alert', 'alert', 'test:a', 0);
    await outbox.drain();
    expect(words()).toEqual(['alert', 'digest1', 'digest2']);
  });

  it('looks a lost answer up, and does not post again what arrived', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    sender.faults.push(null, 'lost');
    await queue('one', 'first second third');
    await outbox.drain();
    expect(await only()).toMatchObject({ state: 'uncertain', reason: 'No answer came.' });
    later(60_000);
    await outbox.drain();
    expect(words()).toEqual(['first', 'second', 'third']);
    expect((await only())?.receipts).toHaveLength(3);
  });

  it('posts again what surely did not arrive', async () => {
    const { sender, outbox, queue, later, words } = await deskWith(await open());
    sender.faults.push(new SendFailure('uncertain', 'The line broke.'));
    await queue('one', 'only');
    await outbox.drain();
    later(60_000);
    await outbox.drain();
    expect(words()).toEqual(['only']);
  });

  it('sends nothing twice where the channel cannot be read back: it waits for a person, and holds nothing up', async () => {
    const store = await open();
    const { sender, outbox, queue, later, words, only } = await deskWith(store);
    sender.faults.push('lost');
    sender.blind = true;
    await queue('one', 'only');
    for (let round = 0; round < 20; round += 1) {
      await outbox.drain();
      later(3_600_000);
    }
    expect(words()).toEqual(['only']);
    expect(await only()).toMatchObject({ state: 'uncertain', nextTry: NEVER });
    expect((await only())?.reason).toContain('may or may not have been posted in #a');
    await queue('two', 'next');
    await outbox.drain();
    expect(words()).toEqual(['only', 'next']);
    // A person decides: it is sent again, at the risk that it stands there twice.
    const [lost] = await store.deliveries.withKey('one');
    expect(await store.deliveries.requeue(lost?.id ?? '', NOON)).toBe(true);
    await outbox.drain();
    expect(words()).toEqual(['only', 'next', 'only']);
    expect(await store.deliveries.byId(lost?.id ?? '')).toMatchObject({ state: 'sent', reason: null });
  });

  it('sends a message again that is better there twice than not at all', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    sender.faults.push('lost');
    sender.blind = true;
    await queue('one', 'flash', 'test:a', 0, { mayRepeat: true });
    await outbox.drain();
    later(60_000);
    await outbox.drain();
    expect(words()).toEqual(['flash', 'flash']);
    expect(await only()).toMatchObject({ state: 'sent' });
  });

  it('looks again where the channel could not be read just now', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    sender.faults.push('lost');
    const { find } = sender;
    const answers = [new SendFailure('busy', 'Too many questions.', { retryAfter: 5_000 }), new Error('reset')];
    sender.find = async (parcel) => {
      const failure = answers.shift();
      if (failure !== undefined) throw failure;
      return find(parcel);
    };
    await queue('one', 'first second');
    for (let round = 0; round < 4; round += 1) {
      await outbox.drain();
      if (answers.length > 0) expect(await only()).toMatchObject({ state: 'uncertain', receipts: [] });
      later(60_000);
    }
    expect(words()).toEqual(['first', 'second']);
    expect(await only()).toMatchObject({ state: 'sent' });
  });

  it('takes a failure that nobody named as a lost answer', async () => {
    const { sender, outbox, queue, only } = await deskWith(await open());
    sender.faults.push(new Error('socket hang up'));
    await queue('one', 'only');
    await outbox.drain();
    expect(await only()).toMatchObject({ state: 'uncertain' });
  });

  it('waits as long as the platform asks', async () => {
    const { sender, outbox, queue, later, words } = await deskWith(await open());
    sender.faults.push(new SendFailure('busy', 'Too many posts.', { retryAfter: 30_000 }));
    await queue('one', 'only');
    await outbox.drain();
    later(29_000);
    await outbox.drain();
    expect(words()).toEqual([]);
    later(1_000);
    await outbox.drain();
    expect(words()).toEqual(['only']);
  });

  it('tries again within a minute, however often it failed', async () => {
    const { sender, outbox, queue, later, words } = await deskWith(await open());
    sender.faults.push(...Array.from({ length: 15 }, () => new SendFailure('uncertain', 'The line broke.')));
    await queue('one', 'only');
    for (let round = 0; round < 16; round += 1) {
      expect(words()).toEqual([]);
      await outbox.drain();
      later(60_000);
    }
    expect(words()).toEqual(['only']);
  });

  it('gives what was held for days its tries', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    await queue('one', 'only');
    later(72 * 3_600_000);
    sender.faults.push(
      new SendFailure('busy', 'Too many.', { retryAfter: 5_000 }),
      new SendFailure('busy', 'Overloaded.'),
    );
    for (let round = 0; round < 3; round += 1) {
      await outbox.drain();
      later(60_000);
    }
    expect(words()).toEqual(['only']);
    expect(await only()).toMatchObject({ state: 'sent' });
  });

  it('does not try for ever', async () => {
    const { sender, outbox, queue, later, only } = await deskWith(await open());
    sender.faults.push(...Array.from({ length: 50 }, () => new SendFailure('busy', 'Overloaded.')));
    await queue('one', 'only');
    for (let round = 0; round < 30; round += 1) {
      await outbox.drain();
      later(3_600_000);
    }
    expect(await only()).toMatchObject({ state: 'failed', reason: 'Overloaded.' });
    expect(sender.faults.length).toBeGreaterThan(20);
  });

  it('fails at once what is refused, keeps the reason, and goes on with the next', async () => {
    const { sender, outbox, queue, words, only } = await deskWith(await open());
    sender.faults.push(new SendFailure('refused', 'Invite the bot to #a.'));
    await queue('one', 'refused');
    await outbox.drain();
    // It surely was not posted: to send it again doubles nothing.
    expect(await only()).toMatchObject({ state: 'failed', reason: 'Invite the bot to #a.', triedAt: null });
    await queue('two', 'next');
    await outbox.drain();
    expect(words()).toEqual(['next']);
  });

  it('fails a message that renders to nothing, or not at all, and goes on', async () => {
    const { sender, outbox, queue, words, only } = await deskWith(await open());
    const { render } = sender;
    sender.render = (message) => {
      if (message.summary === 'broken') throw new Error('no such block');
      return message.summary === 'empty' ? [] : render(message);
    };
    await queue('one', 'empty');
    await outbox.drain();
    expect(await only()).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('nothing that can be shown'),
    });
    await queue('two', 'broken');
    await outbox.drain();
    expect(await only()).toMatchObject({ state: 'failed', reason: expect.stringContaining('cannot be shown') });
    await queue('three', 'fine');
    await outbox.drain();
    expect(words()).toEqual(['fine']);
  });

  it('waits no hour longer where the clock is set back by one', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    sender.rates = { channel: { posts: 1, perMs: 1_000, burst: 1 } };
    await queue('one', 'first');
    await outbox.drain();
    sender.faults.push(
      new SendFailure('busy', 'Overloaded.'),
      new SendFailure('busy', 'Too many.', { retryAfter: 9_000 }),
    );
    await queue('two', 'busy');
    await queue('three', 'limited', 'test:b');
    later(1_000);
    await outbox.drain();
    later(-3_600_000);
    await queue('four', 'new', 'test:b');
    await outbox.drain();
    later(1_000);
    await outbox.drain();
    expect(words().toSorted()).toEqual(['busy', 'first', 'limited', 'new']);
    expect(await only()).toMatchObject({ state: 'sent' });
  });

  it('finds the post again whose receipt came after its lease had ended', async () => {
    const store = await open();
    const { sender, outbox, queue, later, words, only } = await deskWith(store);
    const post = sender.post.bind(sender);
    sender.post = async (parcel) => {
      const receipt = await post(parcel);
      // Another bot takes the row over before the receipt is stored.
      await store.deliveries.orphan(NOON, NOON + 3_000);
      return receipt;
    };
    await queue('one', 'only');
    await outbox.drain();
    expect(await only()).toMatchObject({ state: 'uncertain', receipts: [] });
    later(3_000);
    await outbox.drain();
    expect(words()).toEqual(['only']);
    expect(await only()).toMatchObject({ state: 'sent' });
    expect((await only())?.receipts).toHaveLength(1);
  });

  it('posts nothing twice where the clock is set forward while a post hangs', async () => {
    const { sender, outbox, queue, later, words, only } = await deskWith(await open());
    const post = sender.post.bind(sender);
    let release = (): void => {};
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    sender.post = async (parcel) => {
      await hanging;
      return post(parcel);
    };
    await queue('one', 'only');
    outbox.start();
    await expect.poll(only).toMatchObject({ state: 'sending', attempts: 1 });
    later(3_600_000);
    outbox.wake();
    await setTimeout(1_200);
    expect(await only()).toMatchObject({ state: 'sending', attempts: 1 });
    release();
    await outbox.stop();
    later(60_001);
    outbox.start();
    await expect.poll(only).toMatchObject({ state: 'sent' });
    await outbox.stop();
    expect(words()).toEqual(['only']);
  });

  it('takes no receipt for a row that does not exist', async () => {
    const { deliveries } = await open();
    expect(await deliveries.posted('no-such-delivery', 'token', ['m1'], true, NOON)).toBe(false);
    expect(await deliveries.requeue('no-such-delivery', NOON)).toBe(false);
    expect(await deliveries.counts()).toMatchObject({ sent: 0, failed: 0 });
  });

  it('keeps the receipt of a post when the disk is full just then', async () => {
    const store = await open();
    const { sender, outbox, queue, later, words, only } = await deskWith(store);
    const { deliveries } = store;
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const posted = deliveries.posted;
    const putOff = deliveries.putOff;
    Object.assign(deliveries, { posted: () => Promise.reject(full), putOff: () => Promise.reject(full) });
    await queue('one', 'only');
    await outbox.drain();
    expect(await only()).toMatchObject({ state: 'sending', receipts: [] });
    Object.assign(deliveries, { posted, putOff });
    later(60_001);
    await outbox.drain();
    expect(words()).toEqual(['only']);
    expect(await only()).toMatchObject({ state: 'sent' });
    expect((await only())?.receipts).toHaveLength(1);
    expect(sender.posts).toHaveLength(1);
  });

  it('leaves alone what belongs to a platform that is not there', async () => {
    const store = await open();
    const { queue, only } = await deskWith(store);
    await queue('one', 'only');
    await createOutbox({ store, pausing, senders: () => [createFakeSender('other')], log, clock: () => NOON }).drain();
    expect(await only()).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('goes on at the missing page after a crash, without posting a page twice', async () => {
    const store = await open();
    const { outbox, queue, later, words } = await deskWith(store);
    await queue('one', 'first second');
    // A worker that died between the answer and the receipt of its first page.
    const [claimed] = await store.deliveries.claim({
      now: NOON,
      leaseUntil: NOON + 60_000,
      limit: 1,
      platforms: ['test'],
    });
    await store.deliveries.trying(claimed?.delivery.id ?? '', claimed?.token ?? '', NOON);
    await outbox.drain();
    expect(words()).toEqual([]);
    later(60_001);
    await outbox.drain();
    expect(words()).toEqual(['first', 'second']);
  });

  it('shares the work between outboxes without posting anything twice', async () => {
    const store = await open();
    const { sender, queue } = await deskWith(store);
    for (let at = 0; at < 20; at += 1) await queue(`row ${at}`, `page${at}`, at % 2 === 0 ? 'test:a' : 'test:b');
    const outboxes = Array.from({ length: 4 }, () =>
      createOutbox({ store, pausing, senders: () => [sender], log, clock: () => NOON }),
    );
    while ((await Promise.all(outboxes.map((outbox) => outbox.drain()))).some((taken) => taken > 0));
    const inChannel = (id: string) => sender.posts.filter((post) => post.channel === id).map((post) => post.words);
    expect(inChannel('a')).toEqual(Array.from({ length: 10 }, (_, at) => `page${2 * at}`));
    expect(inChannel('b')).toEqual(Array.from({ length: 10 }, (_, at) => `page${2 * at + 1}`));
  });

  it('lets a channel that hangs hold up no other', async () => {
    const store = await open();
    const { sender, outbox, queue, words } = await deskWith(store);
    let release = (): void => {};
    const post = sender.post.bind(sender);
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    sender.post = async (parcel) => {
      if (parcel.payload === 'stuck') await hanging;
      return post(parcel);
    };
    outbox.start();
    await queue('stuck', 'stuck');
    outbox.wake();
    for (const key of ['1', '2', '3']) {
      await queue(key, `free${key}`, 'test:b');
      outbox.wake();
    }
    await expect.poll(words).toEqual(['free1', 'free2', 'free3']);
    release();
    await expect.poll(words).toEqual(['free1', 'free2', 'free3', 'stuck']);
    await outbox.stop();
  });

  it('delivers by itself once started, and stops', async () => {
    const { sender, outbox, queue, words } = await deskWith(await open());
    outbox.start();
    await queue('one', 'only');
    outbox.wake();
    await expect.poll(words).toEqual(['only']);
    await outbox.stop();
    await queue('two', 'after');
    outbox.wake();
    expect(sender.posts).toHaveLength(1);
  });
});
