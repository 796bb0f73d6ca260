import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paragraph } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import type { Channel } from '../../src/news/channel.ts';
import { scopeKey } from '../../src/news/channel.ts';
import { type Delivery, NEVER } from '../../src/store/delivery.ts';
import { type ChatPlatform, startDiscordPlatform, startSlackPlatform } from '../support/chat-platforms.ts';
import { type DeliveryHouse, long, openDeliveryHouse } from '../support/delivery-house.ts';

const MINUTE = 60_000;

// Names of the closings are needed before any test starts a platform.
const names = {
  Slack: [
    'an archived channel',
    'a channel that the bot was removed from',
    'a deleted channel',
    'a posting policy',
    'a missing scope',
    'a revoked token',
  ],
  Discord: [
    'a channel without the permission "View Channel"',
    'a channel without the permission "Send Messages"',
    'a deleted channel',
    'a token that was reset',
  ],
};

describe.each([
  ['Slack', startSlackPlatform, names.Slack],
  ['Discord', startDiscordPlatform, names.Discord],
] as const)('delivered through the real SDK of %s', (_, start, closings) => {
  let chat: ChatPlatform;
  let house: DeliveryHouse;
  let channel: Channel;
  beforeEach(async () => {
    let later = 0;
    chat = await start(() => Date.now() + later);
    const made = await openDeliveryHouse(chat.sender);
    house = {
      ...made,
      later: (ms) => {
        later += ms;
        made.later(ms);
      },
    };
    channel = chat.channel();
  });
  afterEach(async () => {
    await house.close();
    await chat.stop();
    expect(chat.failures()).toEqual([]);
  });

  it('a message is sent with the receipt of each page, in order', async () => {
    const sent = await house.send(channel, long);
    expect(sent).toMatchObject({ state: 'sent', attempts: sent.receipts.length });
    expect(sent.receipts.length).toBeGreaterThan(1);
    const lines = chat
      .posts(channel)
      .join('\n')
      .match(/Line \d+/g);
    expect([...new Set(lines)]).toEqual(Array.from({ length: 60 }, (__, at) => `Line ${at}`));
  });

  it.each([true, false])('a lost answer is uncertain, and then stands once (accepted: %s)', async (accepted) => {
    chat.loseAnswer(accepted);
    const { id, state } = await house.send(channel);
    expect(state).toBe('uncertain');
    house.later(5_000);
    await house.outbox.drain();
    expect(chat.posts(channel)).toHaveLength(1);
    expect(await house.row(id)).toMatchObject({ state: 'sent', triedAt: null });
  });

  it('a page whose answer was lost is found, and the next ones follow', async () => {
    // The second page of a message whose first one arrived.
    const before = (await house.send(channel, long)).receipts.length;
    const next = chat.channel();
    const { post } = chat.sender;
    let posts = 0;
    Object.assign(chat.sender, {
      post: (parcel: Parameters<typeof post>[0]) => {
        posts += 1;
        if (posts === 2) chat.loseAnswer(true);
        return post(parcel);
      },
    });
    const { id, state, receipts } = await house.send(next, long);
    expect([state, receipts.length]).toEqual(['uncertain', 1]);
    house.later(5_000);
    await house.outbox.drain();
    const sent = await house.row(id);
    expect(sent).toMatchObject({ state: 'sent' });
    expect(sent.receipts).toHaveLength(before);
    expect(chat.posts(next)).toHaveLength(before);
  });

  it('what cannot be looked up waits for a person, who may send it again', async () => {
    chat.blind(channel);
    chat.loseAnswer(true);
    const { id } = await house.send(channel);
    house.later(10 * MINUTE);
    await house.outbox.drain();
    const row = await house.row(id);
    expect(row).toMatchObject({ state: 'uncertain', nextTry: NEVER });
    expect(row.reason).toContain('may or may not have been posted');
    // Others go on meanwhile.
    expect((await house.send(channel)).state).toBe('sent');
    const order = { id, by: 'test:editor', byName: 'Editor' };
    expect((await house.desk.resend({ ...order, anyway: false })).outcome).toBe('asks');
    expect((await house.desk.resend({ ...order, anyway: true })).outcome).toBe('queued');
    house.later(MINUTE);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent', receipts: [expect.any(String)] });
    expect(chat.posts(channel)).toHaveLength(3);
  });

  it.each([2, null])('a refusal for a rate (retry after %s s) waits, and does not count as a try', async (seconds) => {
    chat.limit(seconds);
    const { id, state } = await house.send(channel);
    // Slack's SDK takes one without the time for a lost answer, which is looked up: no harm but the question.
    expect(state).toBe(seconds === null && chat.sender.platform === 'slack' ? 'uncertain' : 'pending');
    expect(chat.posts(channel)).toEqual([]);
    house.later(2 * MINUTE);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent' });
    if (seconds !== null) expect((await house.row(id)).attempts).toBe(1);
    expect(chat.posts(channel)).toHaveLength(1);
  });

  it('a message that is refused for what it says fails with the reason, and the next one goes', async () => {
    chat.refuse();
    const failed = await house.send(channel);
    expect(failed).toMatchObject({ state: 'failed', receipts: [], triedAt: null });
    expect(failed.reason).toMatch(/\w+ .*\./);
    expect(await house.store.pauses.all()).toEqual([]);
    house.later(MINUTE);
    expect((await house.send(channel)).state).toBe('sent');
    // It surely was not posted, so that nobody need be asked before it is sent again.
    const order = { id: failed.id, by: 'test:editor', byName: 'Editor', anyway: false };
    expect((await house.desk.resend(order)).outcome).toBe('queued');
    house.later(MINUTE);
    await house.outbox.drain();
    expect(await house.row(failed.id)).toMatchObject({ state: 'sent' });
    expect(chat.posts(channel)).toHaveLength(2);
  });

  it.each(closings)('%s is paused, and goes on when it is mended', async (name) => {
    const closing = chat.closings.find((one) => one.name === name);
    if (closing === undefined) throw new Error(`no closing "${name}"`);
    await house.subscribe(channel, chat.person);
    closing.close(channel);
    const { id } = await house.send(channel);
    const held = await house.row(id);
    expect(held).toMatchObject({ state: 'held', triedAt: null, receipts: [] });
    expect(held.reason).toContain(closing.names);
    expect(await house.store.pauses.all()).toMatchObject([
      { key: scopeKey(channel, closing.scope), reason: held.reason },
    ]);
    expect(await house.store.subscriptions.ofChannel(held.channel)).toHaveLength(1);

    // Told once, also when more comes.
    expect((await house.send(channel)).state).toBe('held');
    const told = (await house.notices()).map(({ channel: to }) => to);
    const person = chat.person.replace(':', ':@');
    expect(told.toSorted()).toEqual(
      (closing.scope === 'channel' ? [person, 'test:operations'] : ['test:operations']).toSorted(),
    );
    expect(chat.directPosts().filter((words) => words.includes('Nothing can be posted'))).toHaveLength(
      closing.scope === 'channel' ? 1 : 0,
    );

    if (closing.mend === null) {
      house.later(MINUTE);
      expect(await house.desk.revive()).toBe(0);
      await expect(house.desk.resume({ channel, by: chat.person })).rejects.toThrow('stays paused');
      return;
    }
    closing.mend(channel);
    house.later(2 * MINUTE);
    expect(await house.desk.revive()).toBe(1);
    await house.outbox.drain();
    house.later(MINUTE);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent' });
    expect(chat.posts(channel)).toHaveLength(2);
  });

  // A posting policy shows itself only in a post.
  it.each(closings.filter((name) => name !== 'a posting policy'))(
    '%s is told to whoever subscribes it',
    async (name) => {
      const closing = chat.closings.find((one) => one.name === name);
      closing?.close(channel);
      await expect(house.subscribe(channel, chat.person)).rejects.toThrow(closing?.names);
      closing?.mend?.(channel);
      if (closing?.mend) await house.subscribe(channel, chat.person);
      expect(await house.store.subscriptions.all()).toHaveLength(closing?.mend ? 1 : 0);
    },
  );

  const corrected: Message = { tone: 'correction', summary: 'Corrected', blocks: [paragraph('Another line.')] };
  const amend = (act: Delivery['act'], { id }: Delivery) => {
    // The channel takes the next request.
    house.later(2_000);
    return house.send(channel, corrected, { act, target: id });
  };
  const edit = (copy: Delivery) => amend('edit', copy);
  const reply = (copy: Delivery) => amend('reply', copy);

  it('an edit takes the place of its message', async () => {
    const copy = await house.send(channel);
    expect(await edit(copy)).toMatchObject({ state: 'sent', receipts: copy.receipts });
    expect(chat.posts(channel)).toEqual([expect.stringContaining('Another line.')]);
    expect(chat.posts(channel)[0]).not.toContain('One line.');
  });

  it.each([true, false])('an edit whose answer was lost is made again (accepted: %s)', async (accepted) => {
    const copy = await house.send(channel);
    chat.loseAnswer(accepted, 'edit');
    const { id, state } = await edit(copy);
    expect(state).toBe('uncertain');
    house.later(5_000);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent', triedAt: null, receipts: copy.receipts });
    expect(chat.posts(channel)).toEqual([expect.stringContaining('Another line.')]);
  });

  it('an edit that is refused for a rate waits, and does not count as a try', async () => {
    const copy = await house.send(channel);
    chat.limit(2, 'edit');
    const { id, state } = await edit(copy);
    expect(state).toBe('pending');
    house.later(2 * MINUTE);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('what cannot be edited any more is said in a new message, which later edits meet', async () => {
    const copy = await house.send(channel);
    chat.clear(channel);
    const anew = await edit(copy);
    expect(anew).toMatchObject({ state: 'sent', receipts: [expect.any(String)] });
    expect(chat.posts(channel)).toEqual([expect.stringContaining('Another line.')]);
    expect(await edit(copy)).toMatchObject({ state: 'sent', receipts: anew.receipts });
    expect(chat.posts(channel)).toHaveLength(1);
  });

  it('an edit is held where its channel is closed, and made when that is mended', async () => {
    const [closing] = chat.closings;
    const copy = await house.send(channel);
    closing?.close(channel);
    const { id, state, reason } = await edit(copy);
    expect([state, reason]).toEqual(['held', expect.stringContaining(String(closing?.names))]);
    closing?.mend?.(channel);
    house.later(2 * MINUTE);
    await house.desk.revive();
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent', receipts: copy.receipts });
  });

  it.each([null, true, false])('a reply stands below its message, once (answer lost: %s)', async (accepted) => {
    const copy = await house.send(channel);
    if (accepted !== null) chat.loseAnswer(accepted);
    const { id } = await reply(copy);
    house.later(5_000);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent' });
    expect(chat.above(channel)).toEqual([null, copy.receipts[0]]);
  });

  it.each([null, true, false])('a reply to what is gone stands by itself, once (answer lost: %s)', async (accepted) => {
    const copy = await house.send(channel);
    chat.clear(channel);
    if (accepted !== null) chat.loseAnswer(accepted);
    const { id } = await reply(copy);
    house.later(5_000);
    await house.outbox.drain();
    expect(await house.row(id)).toMatchObject({ state: 'sent' });
    expect(chat.above(channel)).toEqual([null]);
    expect(chat.posts(channel)).toEqual([expect.stringContaining('Another line.')]);
  });

  it('a channel of another platform is paused with the reason, and nothing goes out', async () => {
    const wrong = { ...channel, id: chat.sender.platform === 'slack' ? '1575299951414476850' : 'C0NEWS' };
    const row = await house.send(wrong);
    expect(row).toMatchObject({ state: 'held', receipts: [] });
    expect(row.reason).toContain(wrong.id);
  });
});
