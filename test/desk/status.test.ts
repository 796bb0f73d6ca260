import { beforeEach, expect, it } from 'vitest';
import type { Delivery } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { endDelivery } from '../support/deliveries.ts';
import { HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const news = aChannel('news');
const hidden = aChannel('hidden');
const order = { terms: someTerms({ cron: '0 15 * * *' }), by: 'test:editor' };

describeEngines('what people see of deliveries', ({ open }) => {
  let store: Store;
  let room: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    store = await open();
    room = await openDesk(store);
    for (const channel of [news, hidden]) await store.channels.save(channel);
  });
  const end = (channel: typeof news, how: Parameters<typeof endDelivery>[1]['how'], at = NOON) =>
    endDelivery(store, { channel, how, at });

  it('the desk sees every channel, and a channel itself alone', async () => {
    await end(news, 'sent');
    await end(hidden, 'failed');
    await end(hidden, 'pending', NOON - HOUR);
    const all = (await room.desk.status({ channel: news, all: true })).deliveries;
    expect(all).toMatchObject({
      counts: { sent: 1, failed: 1, pending: 1 },
      oldest: { channel: hidden, delivery: { createdAt: NOON - HOUR } },
      troubled: [{ channel: hidden, delivery: { reason: 'The channel is archived.' } }],
      more: false,
    });
    const own = await room.desk.status({ channel: news, all: false });
    expect(own.deliveries).toMatchObject({ counts: { sent: 1, failed: 0, pending: 0 }, oldest: null, troubled: [] });
    expect(JSON.stringify(own)).not.toContain('hidden');
    expect((await room.desk.status({ channel: null, all: false })).deliveries).toBeNull();
  });

  it('forgets what ended more than a day ago, and nothing that waits', async () => {
    await end(news, 'sent', NOON - 25 * HOUR);
    await end(news, 'pending', NOON - 25 * HOUR);
    expect((await room.desk.status({ channel: news, all: false })).deliveries?.counts).toMatchObject({
      sent: 0,
      pending: 1,
    });
  });

  it('names a few channels in trouble, and says that there are more', async () => {
    for (let n = 0; n < 6; n += 1) {
      await store.channels.save(aChannel(`c${n}`));
      await end(aChannel(`c${n}`), 'failed');
    }
    const { deliveries } = await room.desk.status({ channel: null, all: true });
    expect(deliveries?.troubled).toHaveLength(5);
    expect(deliveries?.more).toBe(true);
  });

  it('tells the next digest of the channel, and how reading goes', async () => {
    await room.desk.subscribe({ ...order, channel: news });
    await room.desk.subscribe({ ...order, channel: news, terms: someTerms({ cron: '0 14 * * *' }) });
    const { here, feeds } = await room.desk.status({ channel: news, all: false });
    expect(here).toEqual({ channel: news, next: NOON + 2 * HOUR, last: null });
    expect((await room.desk.status({ channel: hidden, all: false })).here).toEqual({
      channel: hidden,
      next: null,
      last: null,
    });
    const { sources } = await room.desk.sources(null);
    expect(feeds).toEqual({
      read: sources.filter(({ health }) => health !== 'no feed').length,
      failing: 0,
      waiting: sources.filter(({ health }) => health === 'waiting').length,
    });
  });

  const resend = (id: string, anyway = false) => room.desk.resend({ id, anyway, by: 'test:editor', byName: 'Anna' });
  const now = async ({ id }: Delivery) => (await store.deliveries.byId(id))?.state;

  it('a failed delivery goes again by decision, for the record', async () => {
    const row = await end(news, 'failed');
    expect(await resend(row.id)).toMatchObject({ outcome: 'queued', channel: news, delivery: { id: row.id } });
    expect(await now(row)).toBe('pending');
    expect(room.queued()).toBe(1);
    expect((await store.ledger.recent(1))[0]).toEqual({
      at: NOON,
      actor: 'test:editor',
      action: 'delivery.resent',
      subject: `delivery:${row.id}`,
      details: {
        channel: 'test:news',
        state: 'failed',
        reason: 'The channel is archived.',
        attempts: 1,
        name: 'Anna',
      },
    });
  });

  it.each(['lost', 'uncertain'] as const)('asks before it sends one whose answer was %s', async (how) => {
    const row = await end(news, how);
    expect(await resend(row.id)).toMatchObject({ outcome: 'asks' });
    expect(await now(row)).toBe(row.state);
    expect(await store.ledger.recent(9)).toEqual([]);
    expect(await resend(row.id, true)).toMatchObject({ outcome: 'queued' });
    expect(await now(row)).toBe('pending');
  });

  it.each([
    ['sent', 'was sent (receipt m1)'],
    ['sending', 'being sent right now'],
    ['pending', 'goes by itself'],
  ] as const)('sends none again that is %s', async (how, words) => {
    const row = await end(news, how);
    await expect(resend(row.id, true)).rejects.toThrow(words);
    expect(await now(row)).toBe(how);
    expect(await store.ledger.recent(9)).toEqual([]);
    await expect(resend('nothing')).rejects.toThrow('There is no delivery');
  });

  it('tells what arrived last in the channel, with its receipt', async () => {
    await end(news, 'sent', NOON - HOUR);
    await end(news, 'failed');
    await end(hidden, 'sent');
    const { here } = await room.desk.status({ channel: news, all: false });
    expect(here?.last).toMatchObject({ channel: 'test:news', createdAt: NOON - HOUR, receipts: ['m1'] });
  });
});
