import { expect, it } from 'vitest';
import type { CorrectionOrder } from '../../src/desk/alert-amend.ts';
import { layoutAlertView } from '../../src/layout/alert-draft.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import { describeEngines } from '../support/databases.ts';
import { seeOff } from '../support/deliveries.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const HOUR = 3_600_000;
const order = { id: 1, by: 'test:second', byName: 'Second' };
const reason = 'The ministry named the place.';

describeEngines('an alert that was sent', ({ open }) => {
  async function sent(channels: readonly string[] = ['news', 'other']) {
    const store = await open();
    const house = await openDesk(store, { editors: ['test:editor', 'test:second'] });
    const { desk } = house;
    for (const id of channels) await desk.subscribe({ channel: aChannel(id), terms: someTerms(), by: 'test:someone' });
    const { alert } = await sendAlert(desk);
    const rows = (prefix: string) => store.deliveries.withKey(prefix);
    const deliver = (copy: Delivery | undefined, how: 'sent' | 'failed' | 'lost' = 'sent') =>
      seeOff(store, copy ?? never(), { how, at: NOON });
    const correct = (given: Partial<CorrectionOrder> = {}) =>
      desk.correctAlert({ ...order, id: alert.id, headline: 'Ministers meet in Vilnius', reason, ...given });
    const withdraw = () => desk.withdrawAlert({ ...order, id: alert.id, reason: 'There was no meeting.' });
    return {
      ...house,
      store,
      alert,
      rows,
      deliver,
      correct,
      withdraw,
      key: (kind: string) => `amend:${alert.id}:${kind}:`,
    };
  }
  const shown = (delivery: Delivery | undefined) =>
    wordsOf(delivery?.message ?? { tone: 'routine', summary: '', blocks: [] }).join(' ');

  it('is corrected wherever it stands: a note below each copy, then an edit in its place', async () => {
    const { store, alert, rows, deliver, correct, key } = await sent();
    const copies = await rows(`alert:${alert.id}:`);
    for (const copy of copies) await deliver(copy);
    expect(await correct()).toMatchObject({ kind: 'amended', alert: { state: 'corrected' } });
    const notes = await rows(key('note'));
    expect(notes).toMatchObject(
      copies.map(({ id, channel }) => ({ act: 'reply', target: id, channel, priority: 0, state: 'pending' })),
    );
    expect(notes[0]?.message.tone).toBe('correction');
    expect(shown(notes[0])).toMatch(
      /Ministers meet in Brussels.*Ministers meet in Vilnius.*The ministry named the place/s,
    );
    const edits = await rows(key('edit'));
    expect(edits).toMatchObject(copies.map(({ id, channel }) => ({ act: 'edit', target: id, channel, priority: 20 })));
    expect(shown(edits[0])).toMatch(/Ministers meet in Vilnius.*They arrived at noon\..*alert \d/s);
    expect((await store.ledger.recent(1))[0]).toMatchObject({
      actor: 'test:second',
      action: 'alert.corrected',
      details: { name: 'Second', reason, notes: 2, edits: 2, was: { headline: 'Ministers meet in Brussels' } },
    });
  });

  it('goes out as it reads now where it was not out yet, without a note', async () => {
    const { alert, rows, correct, key } = await sent(['news']);
    await correct();
    expect(await rows(key('note'))).toEqual([]);
    expect(shown((await rows(`alert:${alert.id}:`))[0])).toContain('Ministers meet in Vilnius');
  });

  it('stays in where it was withdrawn before it was out', async () => {
    const { alert, rows, deliver, withdraw, key } = await sent();
    const [first] = await rows(`alert:${alert.id}:`);
    await deliver(first);
    await withdraw();
    expect(await rows(`alert:${alert.id}:`)).toMatchObject([
      { state: 'sent' },
      { state: 'recalled', reason: 'The alert was withdrawn before it went out there.' },
    ]);
    const [edit, ...more] = await rows(key('edit'));
    expect(more).toEqual([]);
    expect(edit?.message.tone).toBe('withdrawal');
    expect(shown(edit)).toMatch(/Ministers meet in Brussels.*There was no meeting\./s);
  });

  it('stays in where a worker had it in hand and had not tried it', async () => {
    const { store, alert, rows, withdraw, key } = await sent(['news']);
    const lease = { now: NOON, leaseUntil: NOON + 60_000, limit: 1, platforms: ['test'] };
    const [claimed] = await store.deliveries.claim(lease);
    await withdraw();
    expect(await rows(`alert:${alert.id}:`)).toMatchObject([{ state: 'recalled' }]);
    expect(await store.deliveries.trying(claimed?.delivery.id ?? '', claimed?.token ?? '', NOON)).toBe(false);
    expect(await rows(key('note'))).toEqual([]);
  });

  it('is posted with the new words alone where a person has it sent again', async () => {
    const { desk, alert, rows, deliver, correct } = await sent(['news']);
    await deliver((await rows(`alert:${alert.id}:`))[0], 'failed');
    await correct();
    const [copy] = await rows(`alert:${alert.id}:`);
    expect(shown(copy)).toContain('Ministers meet in Vilnius');
    await desk.resend({ id: copy?.id ?? '', anyway: true, by: 'test:editor', byName: 'Editor' });
    expect((await rows(`alert:${alert.id}:`))[0]).toMatchObject({ state: 'pending' });
  });

  it('is edited once where it was corrected twice', async () => {
    const { alert, rows, deliver, correct, key } = await sent(['news']);
    await deliver((await rows(`alert:${alert.id}:`))[0]);
    await correct();
    await correct({ headline: 'Ministers meet in Riga' });
    expect(await rows(key('edit'))).toMatchObject([{ state: 'recalled' }, { state: 'pending' }]);
    const notes = await rows(key('note'));
    expect(notes.map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(shown(notes[1])).toMatch(/Ministers meet in Vilnius.*Ministers meet in Riga/s);
  });

  it('is told first in the next digest of each of its channels, once', async () => {
    const { desk, at, alert, rows, deliver, correct } = await sent(['news']);
    await deliver((await rows(`alert:${alert.id}:`))[0]);
    await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 10 * * *' }), by: 'test:someone' });
    await correct();
    await correct({ headline: 'Ministers meet in Riga' });
    await desk.take([anUpdate({ title: 'Alpha talks begin' })]);
    at(NOON + 24 * HOUR);
    await desk.publishDue();
    const digests = await rows('edition:');
    expect(digests).toHaveLength(2);
    const telling = digests.filter((digest) => shown(digest).includes('Riga'));
    expect(telling).toHaveLength(1);
    const [blocks] = telling.map(({ message }) => message.blocks);
    expect(blocks?.findIndex(({ kind }) => kind === 'correction')).toBeLessThan(
      blocks?.findIndex(({ kind }) => kind === 'story') ?? 0,
    );
    expect(shown(telling[0]).match(/Ministers meet in Riga/g)).toHaveLength(1);
  });

  it('is told by a note of its own where a digest told it', async () => {
    const { store, alert, rows, withdraw, key } = await sent(['news']);
    const [copy] = await rows(`alert:${alert.id}:`);
    const quiet = { dedupeKey: `alert:${alert.id}:test:night`, channel: 'test:night', quiet: 'It is night.' };
    await store.channels.save(aChannel('night'));
    await store.deliveries.enqueue({
      kind: 'alert',
      message: copy?.message ?? never(),
      priority: 0,
      createdAt: NOON,
      ...quiet,
    });
    const [night] = await rows(quiet.dedupeKey);
    await store.deliveries.merge([night?.id ?? ''], 'A digest told it.');
    await withdraw();
    expect(await rows(key('note'))).toMatchObject([{ channel: 'test:night', act: 'post', target: null }]);
    expect(await rows(key('edit'))).toEqual([]);
  });

  it('says why nothing is amended', async () => {
    const { desk, alert, store, correct, withdraw } = await sent();
    await expect(correct({ headline: alert.headline })).rejects.toThrow('says just that already');
    await expect(correct({ id: 99 })).rejects.toThrow('There is no alert 99');
    const draft = (await desk.draftAlert({ ...alertDraft, headline: 'Another one' })).alert.id;
    await expect(correct({ id: draft })).rejects.toThrow('is not out yet');
    await desk.discardAlert({ id: draft, by: 'test:editor', byName: 'Editor' });
    await expect(correct({ id: draft })).rejects.toThrow('never went out');
    await withdraw();
    await expect(correct()).rejects.toThrow('was withdrawn already');
    await expect(withdraw()).rejects.toThrow('was withdrawn already');
    expect((await store.ledger.recent(1))[0]?.action).toBe('alert.withdrawn');
  });

  it('is weighed anew when it is corrected, and keeps what it said before', async () => {
    const { desk, store, alert, correct } = await sent();
    await desk.take([anUpdate({ source: 'one', url: 'https://one.example/page', title: 'Ministers in Vilnius' })]);
    await correct({ known: null, links: ['https://one.example/page'] });
    expect((await store.alerts.byId(alert.id))?.gate.owners).toHaveLength(1);
    expect(await store.alertChanges.of(alert.id)).toMatchObject([
      {
        number: 1,
        kind: 'corrected',
        headline: 'Ministers meet in Brussels',
        known: 'They arrived at noon.',
        gate: { owners: [] },
        person: 'test:second',
        at: NOON,
      },
    ]);
    expect(await store.alertChanges.since(NOON - 1)).toHaveLength(1);
    expect(await store.alertChanges.since(NOON)).toEqual([]);
    const words = wordsOf(layoutAlertView(await desk.alertView(alert.id), 'test:second')).join(' ');
    expect(words).toMatch(/Known: They arrived at noon\..*0 of 2 delivered.*corrected.*by Second: The ministry/s);
    expect(words).toMatch(/Refresh.*Correct.*Withdraw.*Close/s);
  });

  it('is followed below its copies, until it is closed', async () => {
    const { desk, alert, rows, deliver, store } = await sent();
    for (const copy of await rows(`alert:${alert.id}:`)) await deliver(copy);
    const follow = () => sendAlert(desk, { ...alertDraft, headline: 'The talks have ended', follows: alert.id });
    const { deliveries } = await follow();
    expect(deliveries.map(({ act, target, channel }) => [act, target, channel])).toEqual(
      (await rows(`alert:${alert.id}:`)).map(({ id, channel }) => ['reply', id, channel]),
    );
    expect(deliveries[0]?.message.tone).toBe('routine');
    const closed = await desk.resolveAlert({ ...order, id: alert.id, reason: null });
    expect(closed).toMatchObject({ alert: { state: 'sent', resolvedAt: NOON } });
    expect(await rows(`amend:${alert.id}:note:`)).toEqual([]);
    expect(shown((await rows(`amend:${alert.id}:edit:`))[0])).toContain('Closed by the desk');
    await expect(follow()).rejects.toThrow('was closed');
    await expect(desk.resolveAlert({ ...order, id: alert.id, reason: null })).rejects.toThrow('closed already');
    expect((await store.ledger.recent(1))[0]?.action).toBe('alert.resolved');
  });

  it('is followed by nothing that stands in no channel', async () => {
    const { desk, alert, withdraw } = await sent();
    await withdraw();
    const follow = (follows: number) => sendAlert(desk, { ...alertDraft, headline: 'The talks have ended', follows });
    await expect(follow(alert.id)).rejects.toThrow('was withdrawn');
    await expect(follow(99)).rejects.toThrow('no alert 99 that was sent');
  });
});

const never = (): never => {
  throw new Error('there is no copy');
};
