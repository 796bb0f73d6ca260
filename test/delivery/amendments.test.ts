import { expect, it } from 'vitest';
import { createOutbox } from '../../src/delivery/outbox.ts';
import { type Rates, SendFailure } from '../../src/delivery/sender.ts';
import { createLog } from '../../src/log.ts';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import { describeEngines } from '../support/databases.ts';
import { createFakeSender } from '../support/fake-sender.ts';
import { NOON } from '../support/news.ts';

describeEngines('what is said about a message that was posted', ({ open }) => {
  async function posted(words = 'first second', rates: { posts?: Rates; edits?: Rates } = {}) {
    const store = await open();
    const sender = createFakeSender('test', rates.posts);
    sender.editRates = rates.edits ?? null;
    let now = NOON;
    const log = createLog({ level: 'silent' });
    const outbox = createOutbox({ store, pausing: async () => {}, senders: () => [sender], log, clock: () => now });
    await store.channels.save({ platform: 'test', workspace: 'w', id: 'a', name: 'a' });
    const queue = async (key: string, summary: string, more: Partial<NewDelivery> = {}): Promise<Delivery> => {
      await store.deliveries.enqueue({
        dedupeKey: key,
        channel: 'test:a',
        kind: 'amendment',
        message: { tone: 'routine', summary, blocks: [] },
        priority: 0,
        createdAt: now,
        ...more,
      });
      return still(key);
    };
    const still = async (key: string): Promise<Delivery> => {
      const [delivery] = await store.deliveries.withKey(key);
      if (delivery === undefined) throw new Error(`no delivery ${key}`);
      return delivery;
    };
    const copy = await queue('copy', words);
    await outbox.drain();
    const later = (ms: number) => {
      now += ms;
    };
    return { store, sender, outbox, queue, still, copy: await still(copy.dedupeKey), later };
  }

  it('takes its place, page by page', async () => {
    const { sender, outbox, queue, still, copy } = await posted();
    await queue('edit', 'third fourth', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(sender.edits).toEqual([
      { receipt: copy.receipts[0], words: 'third' },
      { receipt: copy.receipts[1], words: 'fourth' },
    ]);
    expect(sender.posts).toHaveLength(2);
    expect(await still('edit')).toMatchObject({ state: 'sent', receipts: copy.receipts });
  });

  it('stands below it', async () => {
    const { sender, outbox, queue, copy } = await posted();
    await queue('note', 'a note', { act: 'reply', target: copy.id });
    await outbox.drain();
    expect(sender.posts.slice(2)).toMatchObject([
      { words: 'a', below: copy.receipts[0] },
      { words: 'note', below: copy.receipts[0] },
    ]);
  });

  it('leaves no old page where it is shorter, and knows where the pages stand where it is longer', async () => {
    const { sender, outbox, queue, still, copy } = await posted('one two three');
    // The summary alone has a page a word as well; the first of them stands on every page that is left over.
    await queue('short', 'corrected', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(sender.edits.map(({ words }) => words)).toEqual(['corrected', 'corrected', 'corrected']);
    await queue('long', 'now it has four', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(sender.posts.slice(3).map(({ words }) => words)).toEqual(['four']);
    const { receipts } = await still('copy');
    expect(receipts).toHaveLength(4);
    await queue('again', 'a b c d', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(sender.edits.slice(-4).map(({ receipt }) => receipt)).toEqual(receipts);
  });

  it('comes as a new message where the old one cannot be edited any more', async () => {
    const { sender, outbox, queue, still, copy } = await posted('one');
    sender.faults.push(new SendFailure('fixed', 'It is too old.'));
    await queue('edit', 'corrected', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(sender.posts.map(({ words }) => words)).toEqual(['one', 'corrected']);
    const edit = await still('edit');
    expect(edit.state).toBe('sent');
    expect((await still('copy')).receipts).toEqual(edit.receipts);
    expect(edit.receipts).not.toEqual(copy.receipts);
  });

  it('is edited again, and not looked up, where the answer was lost', async () => {
    const { sender, outbox, queue, still, later, copy } = await posted('one');
    sender.blind = true;
    sender.faults.push('lost');
    await queue('edit', 'corrected', { act: 'edit', target: copy.id });
    await outbox.drain();
    expect(await still('edit')).toMatchObject({ state: 'uncertain' });
    later(60_000);
    await outbox.drain();
    expect(sender.edits).toHaveLength(2);
    expect(await still('edit')).toMatchObject({ state: 'sent' });
  });

  it('finds the new message again whose answer was lost', async () => {
    const { sender, outbox, queue, still, later, copy } = await posted('one');
    sender.faults.push(new SendFailure('fixed', 'It is too old.'), 'lost');
    await queue('edit', 'corrected', { act: 'edit', target: copy.id });
    await outbox.drain();
    later(60_000);
    sender.faults.push(new SendFailure('fixed', 'It is too old.'));
    await outbox.drain();
    expect(sender.posts.map(({ words }) => words)).toEqual(['one', 'corrected']);
    expect(await still('edit')).toMatchObject({ state: 'sent' });
  });

  it('is taken back where its message never reached the channel', async () => {
    const { store, sender, outbox, queue, still } = await posted('one');
    sender.faults.push(new SendFailure('refused', 'Not this.'));
    const lost = await queue('lost', 'never');
    await outbox.drain();
    await queue('note', 'about it', { act: 'reply', target: lost.id });
    await queue('edit', 'instead', { act: 'edit', target: lost.id });
    await outbox.drain();
    expect(await still('note')).toMatchObject({ state: 'recalled', reason: expect.stringContaining('never reached') });
    expect(await still('edit')).toMatchObject({ state: 'recalled' });
    expect(await store.deliveries.troublesOf('lost', 9)).toHaveLength(1);
    expect(sender.posts.map(({ words }) => words)).toEqual(['one']);
  });

  it.each([
    ['an answer was lost, and it is not there', new SendFailure('uncertain', 'No answer came.')],
    ['the platform took no more for a while', new SendFailure('busy', 'Later.', { retryAfter: 1_000 })],
  ])('is not posted where an alert was withdrawn while %s', async (_, failure) => {
    const { store, sender, outbox, queue, still, later } = await posted('one');
    sender.faults.push(failure);
    const alert = await queue('alert', 'alert', { kind: 'alert' });
    await outbox.drain();
    await store.deliveries.reword('alert', { tone: 'withdrawal', summary: 'withdrawn', blocks: [] });
    await queue('note', 'about it', { act: 'reply', target: alert.id });
    await queue('edit', 'instead', { act: 'edit', target: alert.id });
    await queue('digest', 'in a digest', { target: alert.id, quiet: 'The next digest opens with it.' });
    later(60_000);
    await outbox.drain();
    expect(sender.posts.map(({ words }) => words)).toEqual(['one']);
    for (const key of ['alert', 'note', 'edit', 'digest'])
      expect(await still(key)).toMatchObject({ state: 'recalled' });
  });

  it('is posted all the same where an alert was withdrawn and its channel cannot be read back', async () => {
    const { store, sender, outbox, queue, still, later } = await posted('one');
    sender.faults.push(new SendFailure('uncertain', 'No answer came.'));
    await queue('alert', 'alert', { kind: 'alert', mayRepeat: true });
    await outbox.drain();
    await store.deliveries.reword('alert', { tone: 'withdrawal', summary: 'withdrawn', blocks: [] });
    sender.blind = true;
    later(60_000);
    await outbox.drain();
    expect(sender.posts.map(({ words }) => words)).toEqual(['one', 'withdrawn']);
    expect(await still('alert')).toMatchObject({ state: 'sent' });
  });

  it('edits at a pace of its own, behind everything else, and holds nothing up', async () => {
    const pace = { workspace: { posts: 1, perMs: 60_000, burst: 1 } };
    const { store, sender, outbox, queue, still, copy, later } = await posted('one', { edits: pace });
    await store.channels.save({ platform: 'test', workspace: 'w', id: 'b', name: 'b' });
    const edit = (key: string, channel: string) =>
      queue(key, key, { act: 'edit', target: copy.id, priority: 20, channel });
    await edit('edit1', 'test:a');
    await edit('edit2', 'test:b');
    await queue('digest', 'digest', { priority: 10, channel: 'test:b' });
    await outbox.drain();
    expect(sender.posts.map(({ words }) => words)).toEqual(['one', 'digest']);
    expect(sender.edits.map(({ words }) => words)).toEqual(['edit1']);
    expect((await still('edit2')).attempts).toBe(0);
    later(60_000);
    await outbox.drain();
    expect(sender.edits.map(({ words }) => words)).toEqual(['edit1', 'edit2']);
  });
});
