import { expect, it } from 'vitest';
import type { Terms } from '../../src/news/terms.ts';
import { describeEngines } from '../support/databases.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const channel = aChannel();
const quiet = { from: '22:00', to: '07:00' };
/** Eleven at night and seven in the morning, in hours past noon. */
const [NIGHT, MORNING] = [11, 19];

describeEngines('quiet hours', ({ open }) => {
  async function house(terms: Partial<Terms> = {}) {
    const store = await open();
    const room = await openDesk(store);
    await room.desk.subscribe({ channel, terms: someTerms({ cron: '0 */4 * * *', quiet, ...terms }), by: 'test:a' });
    return {
      ...room,
      store,
      publish: (hours: number) => {
        room.at(NOON + hours * HOUR);
        return room.desk.publishDue();
      },
      rows: async () =>
        (await store.deliveries.recent({ limit: 20 }))
          .map(({ kind, state, message }) => ({ kind, state, words: wordsOf(message).join(' ') }))
          .reverse(),
    };
  }

  it('bring what was due in them as one digest at their end', async () => {
    const { desk, at, publish, rows } = await house();
    await publish(8);
    at(NOON + NIGHT * HOUR);
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva', published: NOON + NIGHT * HOUR })]);
    for (const hours of [12, 14, 16, 18]) expect(await publish(hours)).toBe(0);
    expect(await publish(MORNING)).toBe(1);
    expect((await rows()).at(-1)?.words).toContain('Alpha talks begin in Geneva');
    expect(await publish(MORNING + 0.5)).toBe(0);
    expect(await publish(20)).toBe(1);
  });

  it('hold a digest that comes late into them', async () => {
    const { publish, store } = await house({ cron: '0 21 * * *' });
    expect(await publish(NIGHT)).toBe(0);
    expect((await store.subscriptions.all())[0]?.nextSlot).toBe(NOON + MORNING * HOUR);
    expect(await publish(MORNING)).toBe(1);
  });

  it('hold what follows an alert too, and bring it where a digest told the alert', async () => {
    const { desk, at, publish, store } = await house();
    const follow = (follows: number, headline: string) => sendAlert(desk, { ...alertDraft, headline, follows });
    await publish(8);
    at(NOON + NIGHT * HOUR);
    const { alert } = await sendAlert(desk, alertDraft);
    const { deliveries } = await follow(alert.id, 'Ministers are still talking');
    expect(deliveries.map(({ state, act }) => [state, act])).toEqual([['quiet', 'reply']]);
    expect(await publish(MORNING)).toBe(1);
    expect(await store.deliveries.byId(deliveries[0]?.id ?? '')).toMatchObject({ state: 'merged' });
    const { deliveries: later } = await follow(alert.id, 'The talks have ended');
    expect(later.map(({ state, act, target }) => [state, act, target])).toEqual([['pending', 'post', null]]);
  });

  it('hold alerts for the digest at their end, also where none would be due then', async () => {
    const { desk, at, publish, rows } = await house({ cron: '0 18 * * *' });
    await publish(6);
    at(NOON + NIGHT * HOUR);
    const { deliveries } = await sendAlert(desk, alertDraft);
    await sendAlert(desk, { ...alertDraft, headline: 'Ministers leave Brussels' });
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva', published: NOON + NIGHT * HOUR })]);
    expect(deliveries.map(({ state, reason }) => [state, reason])).toEqual([
      ['quiet', expect.stringContaining('quiet hours')],
    ]);
    expect(await publish(MORNING)).toBe(1);
    const [first, ...later] = (await rows()).slice(1);
    expect([first, ...later].map((row) => [row?.kind, row?.state])).toEqual([
      ['alert', 'merged'],
      ['alert', 'merged'],
      ['digest', 'pending'],
    ]);
    const digest = later.at(-1)?.words ?? '';
    expect(digest).toMatch(
      /2 alerts since.*While it was quiet.*BREAKING: Ministers meet in Brussels.*They arrived at noon.*BREAKING: Ministers leave/s,
    );
    // Its stories are told at their own time.
    expect(digest).not.toContain('Alpha');
    expect(await publish(30)).toBe(1);
    expect((await rows()).at(-1)?.words).toContain('Alpha talks begin in Geneva');
  });

  it('of two digests at their end let one tell what was held', async () => {
    const { desk, at, publish, rows } = await house({ cron: '0 7 * * *' });
    await desk.subscribe({
      channel,
      terms: someTerms({ cron: '30 7 * * *', quiet, topics: ['military'] }),
      by: 'test:a',
    });
    await desk.subscribe({
      channel,
      terms: someTerms({ cron: '0 7 * * *', quiet, topics: ['sanctions'] }),
      by: 'test:a',
    });
    at(NOON + NIGHT * HOUR);
    await sendAlert(desk, alertDraft);
    expect(await publish(MORNING)).toBe(2);
    const told = (await rows()).filter(({ kind, words }) => kind === 'digest' && words.includes('While it was quiet'));
    expect(told).toHaveLength(1);
  });

  it('let an alert of the highest level pass, where the desk says so', async () => {
    const open = await house();
    open.at(NOON + NIGHT * HOUR);
    const flash = { ...alertDraft, level: 'flash' as const };
    expect((await sendAlert(open.desk, flash)).deliveries.map(({ state }) => state)).toEqual(['pending']);
    const { store, room } = await house();
    const strict = await openDesk(store, { alerts: { ...room.file.alerts, breakQuiet: false } });
    strict.at(NOON + NIGHT * HOUR);
    expect((await sendAlert(strict.desk, flash)).deliveries.map(({ state }) => state)).toEqual(['quiet']);
  });

  it('of one subscription do not hold what another of the channel takes', async () => {
    const { desk, at } = await house();
    await desk.subscribe({ channel, terms: someTerms({ topics: ['military'] }), by: 'test:a' });
    at(NOON + NIGHT * HOUR);
    expect((await sendAlert(desk, { ...alertDraft, topics: ['military'] })).deliveries[0]?.state).toBe('pending');
    expect((await sendAlert(desk, { ...alertDraft, topics: ['sanctions'] })).deliveries[0]?.state).toBe('quiet');
  });

  it('let go what waits when they are taken back, and when the subscription ends or rests', async () => {
    const by = { channel, id: null, by: 'test:a', command: 'unsubscribe' };
    for (const end of ['changed', 'removed', 'rested'] as const) {
      const { desk, at, store } = await house();
      at(NOON + NIGHT * HOUR);
      await sendAlert(desk, alertDraft);
      const [subscription] = await store.subscriptions.all();
      if (end === 'removed') await desk.unsubscribe(by);
      else if (end === 'rested') await desk.restSubscription(by);
      else await desk.changeSubscription({ id: subscription?.id ?? 0, channel, terms: someTerms(), by: 'test:a' });
      expect(
        (await store.deliveries.recent({ limit: 9 })).map(({ state }) => state),
        end,
      ).toEqual(['pending']);
    }
  });

  it('keep what waits when something else is changed', async () => {
    const { desk, at, store, publish } = await house({ cron: '0 18 * * *' });
    at(NOON + NIGHT * HOUR);
    await sendAlert(desk, alertDraft);
    const [subscription] = await store.subscriptions.all();
    const terms = someTerms({ cron: '0 18 * * *', quiet, limit: 3 });
    await desk.changeSubscription({ id: subscription?.id ?? 0, channel, terms, by: 'test:a' });
    expect((await store.deliveries.recent({ limit: 9 })).map(({ state }) => state)).toEqual(['quiet']);
    expect(await publish(MORNING)).toBe(1);
  });
});
