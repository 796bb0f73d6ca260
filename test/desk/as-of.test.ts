import { expect, it } from 'vitest';
import type { AlertDraft } from '../../src/desk/alert-draft.ts';
import type { AsOfQuery } from '../../src/desk/as-of.ts';
import { layoutAsOf } from '../../src/layout/as-of.ts';
import { describeEngines } from '../support/databases.ts';
import { endDelivery, seeOff } from '../support/deliveries.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const MINUTE = 60_000;
const second = { by: 'test:second', byName: 'Second' };

describeEngines('what had been posted by a time', ({ open }) => {
  /** A desk that was asked at `NOON` to send an alert to two channels. */
  async function desk() {
    const store = await open();
    const house = await openDesk(store, { editors: ['test:editor', 'test:second'] });
    for (const id of ['news', 'other'])
      await house.desk.subscribe({ channel: aChannel(id), terms: someTerms(), by: 'test:someone' });
    const { alert } = await sendAlert(house.desk);
    const { id } = alert;

    /** Posts what has this key, and nothing else. */
    const deliver = async (key: string, at: number) => {
      const [row] = await store.deliveries.withKey(key);
      if (row === undefined) throw new Error(`there is no delivery ${key}`);
      await seeOff(store, row, { how: 'sent', at });
    };
    const correct = (at: number) => {
      house.at(at);
      return house.desk.correctAlert({
        ...second,
        id,
        headline: 'Ministers meet in Vilnius',
        reason: 'The ministry named the place.',
      });
    };
    const withdraw = (at: number) => {
      house.at(at);
      return house.desk.withdrawAlert({ ...second, id, reason: 'There was no meeting.' });
    };
    const ask = (at: number, query: Partial<AsOfQuery> = {}) =>
      house.desk.asOf({ at, channel: aChannel(), topic: null, limit: 5, ...query });
    const words = async (at: number, query: Partial<AsOfQuery> = {}) =>
      wordsOf(layoutAsOf(await ask(at, query), { editor: true })).join(' ');
    return { ...house, store, id, deliver, correct, withdraw, ask, words };
  }

  it('is nothing before its receipt', async () => {
    const { id, deliver, words } = await desk();
    await deliver(`alert:${id}:test:news`, NOON + MINUTE);
    const before = await words(NOON + MINUTE - 1);
    expect(before).toContain('Nothing had been posted by then');
    expect(before).not.toContain('Brussels');
    expect(await words(NOON + MINUTE)).toMatch(
      /What #news had been told.*BREAKING: Ministers meet in Brussels.*Known They arrived at noon\..*Alert 1 · sent · delivered to 1 of 2 channels/,
    );
  });

  it('is the alert as it was worded and graded then, and says what changed since', async () => {
    const { desk: house, id, deliver, correct, withdraw, words } = await desk();
    await house.take([
      anUpdate({ source: 'one', title: 'Ministers in Vilnius' }),
      anUpdate({ source: 'two', title: 'Ministers in Vilnius', url: 'https://two.example/page' }),
    ]);
    await deliver(`alert:${id}:test:news`, NOON);
    await correct(NOON + HOUR);
    await deliver(`amend:${id}:note:1:test:news`, NOON + HOUR + MINUTE);
    await deliver(`amend:${id}:edit:1:test:news`, NOON + HOUR + 3 * MINUTE);
    await withdraw(NOON + 2 * HOUR);
    await deliver(`amend:${id}:note:2:test:news`, NOON + 2 * HOUR + MINUTE);
    await deliver(`amend:${id}:edit:2:test:news`, NOON + 2 * HOUR + MINUTE);

    const sent = await words(NOON + HOUR - 1);
    expect(sent).toMatch(
      /Brussels.*Alert 1 · sent · delivered to 1 of 2 channels Since then corrected .*: The ministry/,
    );
    expect(sent).toMatch(/Since then withdrawn .*: There was no meeting\./);
    expect(sent).not.toContain('Vilnius');

    const onItsWay = await words(NOON + HOUR + MINUTE - 1);
    expect(onItsWay).toMatch(/Brussels.*Alert 1 · corrected.*edited in 0 Since then withdrawn/);
    expect(onItsWay).not.toContain('Vilnius');

    const noted = await words(NOON + HOUR + 2 * MINUTE);
    expect(noted).toMatch(/BREAKING: Ministers meet in Brussels.*Below it.*Ministers meet in Vilnius.*edited in 0/);

    const edited = await words(NOON + HOUR + 3 * MINUTE);
    expect(edited).toMatch(/Ministers meet in Vilnius.*Known They arrived at noon\..*Alert 1 · corrected.*edited in 1/);
    expect(edited).not.toContain('Below it');

    const withdrawn = await words(NOON + 2 * HOUR + MINUTE);
    expect(withdrawn).toMatch(/There was no meeting\..*Alert 1 · withdrawn.*first posted here.*edited in 1/);
    expect(withdrawn).not.toMatch(/Below it|Since then/);
  });

  it('does not tell a channel why an alert was closed, which was for editors', async () => {
    const { desk: house, at, id, deliver, words } = await desk();
    await deliver(`alert:${id}:test:news`, NOON);
    at(NOON + HOUR);
    await house.resolveAlert({ ...second, id, reason: 'Nobody reads it any more.' });
    const closed = await words(NOON);
    expect(closed).toContain('Since then closed');
    expect(closed).not.toContain('Nobody reads it');
  });

  it('is of one channel what that channel got, and no more', async () => {
    const { store, id, deliver, correct, words } = await desk();
    await deliver(`alert:${id}:test:other`, NOON);
    await endDelivery(store, { channel: aChannel('other'), how: 'sent', at: NOON + 1 });
    await correct(NOON + HOUR);
    await deliver(`amend:${id}:note:1:test:other`, NOON + HOUR);
    await deliver(`amend:${id}:edit:1:test:other`, NOON + HOUR);
    expect(await words(NOON + 2 * HOUR)).toContain('Nothing had been posted by then');
    await deliver(`alert:${id}:test:news`, NOON + 3 * HOUR);
    expect(await words(NOON + 4 * HOUR)).toContain('delivered to 2 of 2 channels');
  });

  it('is of all channels the latest words that any had, with how far they had come', async () => {
    const { desk: house, store, id, deliver, correct, ask, words } = await desk();
    for (const channel of ['news', 'other']) await deliver(`alert:${id}:test:${channel}`, NOON);
    await sendAlert(house, { ...alertDraft, headline: 'Nobody has this yet' });
    await correct(NOON + HOUR);
    for (const channel of ['news', 'other']) {
      await deliver(`alert:${id + 1}:test:${channel}`, NOON + 5 * HOUR);
      await deliver(`amend:${id}:note:1:test:${channel}`, NOON + HOUR);
    }
    await deliver(`amend:${id}:edit:1:test:other`, NOON + HOUR);
    for (const [channel, at] of [
      ['news', 1],
      ['other', 2],
      ['news', 3],
      ['news', 9],
    ] as const)
      await endDelivery(store, { channel: aChannel(channel), how: at === 3 ? 'failed' : 'sent', at: NOON + at });

    const found = await ask(NOON + HOUR, { channel: null });
    expect(found.alerts).toMatchObject([
      { alert: { id }, copies: { posted: 2, all: 2 }, edits: { posted: 1, all: 2 } },
    ]);
    expect(found.digests.map(({ channel, delivery }) => [channel.id, delivery.sentAt])).toEqual([
      ['news', NOON + 9],
      ['other', NOON + 2],
    ]);
    expect(await words(NOON + HOUR, { channel: null })).toMatch(
      /What all channels had been told.*Vilnius.*2 of 2 channels, edited in 1.*Morning digest · #news \(test\).*#other \(test\)/,
    );
    expect((await ask(NOON + 1, { channel: null })).digests).toHaveLength(1);
    expect(await store.alerts.sentBy(NOON - 1, { limit: 9, offset: 0 })).toEqual([]);
  });

  it('goes by when something was posted, not by when it was queued', async () => {
    const { desk: house, store, at, ask } = await desk();
    await store.deliveries.recallAll('alert:', 'out of the way');
    const late = await endDelivery(store, { channel: aChannel(), how: 'failed', at: NOON + 1 });
    const early = await endDelivery(store, { channel: aChannel(), how: 'sent', at: NOON + 2 });
    at(NOON + 3);
    await house.resend({ ...second, id: late.id, anyway: true });
    await seeOff(store, late, { how: 'sent', at: NOON + 3 });
    for (const [channel, ids] of [
      [aChannel(), [late.id, early.id]],
      [null, [late.id]],
    ] as const)
      expect((await ask(NOON + 3, { channel })).digests.map(({ delivery }) => delivery.id)).toEqual(ids);
    expect((await ask(NOON + 2)).digests.map(({ delivery }) => delivery.id)).toEqual([early.id]);
  });

  it('is a digest as it was posted, with the grades that it told', async () => {
    const { desk: house, at, deliver, store, ask, words } = await desk();
    await house.take([anUpdate({ source: 'one', title: 'Alpha talks begin' })]);
    at(NOON + 24 * HOUR);
    await house.publishDue();
    const [digest] = (await store.deliveries.withKey('edition:')).filter(({ channel }) => channel === 'test:news');
    const posted = NOON + 24 * HOUR + MINUTE;
    await deliver('alert:1:test:news', posted);
    await deliver(digest?.dedupeKey ?? '', posted);
    await house.take([
      anUpdate({ source: 'two', title: 'Alpha talks begin', url: 'https://two.example/page', seen: posted + HOUR }),
      anUpdate({ source: 'three', title: 'Alpha talks begin', url: 'https://three.example/page', seen: posted + HOUR }),
    ]);
    expect(await words(posted - 1)).not.toContain('Alpha');
    const told = await words(posted + 2 * HOUR);
    expect(told).toMatch(/Digests.*Test: 1 new story.*Diplomacy.*Alpha talks begin B3 · 1 source/);
    expect(told).not.toMatch(/Test · digest|Latest|What is a grade/);
    const story = layoutAsOf(await ask(posted), { editor: false }).blocks.find(({ kind }) => kind === 'story');
    expect(story).toMatchObject({ judgement: expect.arrayContaining([{ kind: 'time', at: NOON, style: 'moment' }]) });

    const topic = { id: 'diplomacy', name: 'Diplomacy' };
    expect(await words(posted, { topic })).toMatch(/had been told on Diplomacy.*Alpha talks begin B3/);
    const other = await words(posted, { topic: { id: 'military', name: 'Military' } });
    expect(other).toMatch(/It told nothing on Military\./);
    expect(other).not.toContain('Alpha');
  });

  it('counts the digests before the last one, and says where there is more', async () => {
    const { store, ask, words } = await desk();
    await store.deliveries.recallAll('alert:', 'out of the way');
    for (const at of [1, 2, 3]) await endDelivery(store, { channel: aChannel(), how: 'sent', at: NOON + at });
    const { digests, more } = await ask(NOON + HOUR, { limit: 2 });
    expect(digests.map(({ delivery }) => delivery.sentAt)).toEqual([NOON + 3, NOON + 2]);
    expect(more).toBe(true);
    expect(await words(NOON + HOUR, { limit: 2 })).toContain('There is more');
    expect(await words(NOON + HOUR, { limit: 3 })).not.toContain('There is more');
  });

  it('has the alerts of a topic, and those that are for every topic, however many others there are', async () => {
    const { desk: house, at, deliver, ask } = await desk();
    await deliver('alert:1:test:news', NOON);
    const military: AlertDraft = { ...alertDraft, topics: ['military'] };
    for (let n = 2; n < 30; n += 1) {
      at(NOON + n);
      await sendAlert(house, { ...military, headline: `Drones over ${n}` });
      await deliver(`alert:${n}:test:news`, NOON + n);
    }
    const ids = async (query: Partial<AsOfQuery>) => {
      const { alerts, more } = await ask(NOON + HOUR, query);
      return { ids: alerts.map(({ alert }) => alert.id), more };
    };
    const topic = { id: 'diplomacy', name: 'Diplomacy' };
    for (const channel of [aChannel(), null]) {
      expect(await ids({ channel, limit: 2 })).toEqual({ ids: [29, 28], more: true });
      expect(await ids({ channel, topic })).toEqual({ ids: [1], more: false });
    }
  });

  it('is an error before the record begins, which says when that is', async () => {
    const { ask } = await desk();
    await expect(ask(NOON - 1)).rejects.toThrow(
      'The record of this desk begins at 2026-11-24 12:00 UTC, and you ask for 2026-11-24 11:59 UTC. Choose a later time.',
    );
    const fresh = await openDesk(await open());
    const query = { at: NOON, channel: null, topic: null, limit: 5 };
    await expect(fresh.desk.asOf(query)).rejects.toThrow('has posted nothing yet');
    fresh.at(NOON + MINUTE / 2);
    await fresh.desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
    await sendAlert(fresh.desk);
    expect((await fresh.desk.asOf(query)).alerts).toEqual([]);
  });
});
