import { expect, it } from 'vitest';
import { describeEngines } from '../../support/databases.ts';
import { seeOff } from '../../support/deliveries.ts';
import { HOUR, NOON } from '../../support/news.ts';
import { aChannel } from '../../support/room.ts';
import { someTerms } from '../../support/terms.ts';
import { openApi, written } from './open-api.ts';

const reason = 'The ministry named the place.';
const corrected = { headline: 'Ministers meet in Vilnius', reason };

describeEngines('an alert that a program amends', ({ open }) => {
  /** Alert 1 stands in the channel `news` and is still on its way to `other`. */
  async function sent() {
    const house = await openApi(await open());
    const { call, token, desk, store, at } = house;
    await desk.subscribe({ channel: aChannel('other'), terms: someTerms(), by: 'test:someone' });
    const wire = await token('wire', ['alerts:send']);
    const body = { ...written, unknown: 'Who else is there.', sources: ['https://one.example/a'] };
    await call('POST', '/api/alerts', { token: wire, body });
    const rows = (prefix: string) => store.deliveries.withKey(prefix);
    const [copy] = await rows('alert:1:test:news');
    if (copy === undefined) throw new Error('the copy was queued');
    await seeOff(store, copy, { how: 'sent', at: NOON });
    at(NOON + HOUR);
    const mender = await token('mender', ['alerts:correct']);
    const amend = (how: string, body?: unknown, key?: string) =>
      call('POST', `/api/alerts/1/${how}`, { token: mender, body, ...(key === undefined ? {} : { key }) });
    return { ...house, wire, copy, rows, amend };
  }

  it('is corrected at every copy: what is left out stays, and null takes back', async () => {
    const { amend, rows, copy, store, queued } = await sent();
    const before = queued();
    const { status, body } = await amend('correct', { ...corrected, known: null, sources: ['https://two.example/b'] });
    expect([status, body.alert]).toEqual([
      200,
      expect.objectContaining({
        state: 'corrected',
        headline: 'Ministers meet in Vilnius',
        known: null,
        unknown: 'Who else is there.',
        sources: ['https://two.example/b'],
      }),
    ]);
    expect(body.changes).toEqual([
      {
        kind: 'corrected',
        reason,
        by: { id: 'api:mender', name: 'mender (API)' },
        at: '2026-11-24T13:00:00.000Z',
        before: { ...written, unknown: 'Who else is there.', grade: 'F6' },
      },
    ]);
    expect(body.receipts).toMatchObject({
      copies: { sent: 1, pending: 1 },
      notes: { pending: 1 },
      edits: { pending: 1 },
    });
    expect(await rows('amend:1:note:')).toMatchObject([{ act: 'reply', target: copy.id, state: 'pending' }]);
    expect(await rows('amend:1:edit:')).toMatchObject([{ act: 'edit', target: copy.id, state: 'pending' }]);
    expect(queued()).toBe(before + 1);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ actor: 'api:mender', action: 'alert.corrected' });
  });

  it('says the rest as before where one word is corrected', async () => {
    const { amend } = await sent();
    const { body } = await amend('correct', { known: 'They arrived at one.', reason });
    expect(body.alert).toMatchObject({
      headline: 'Ministers meet in Brussels',
      known: 'They arrived at one.',
      unknown: 'Who else is there.',
      sources: ['https://one.example/a'],
    });
  });

  it('is withdrawn at every copy, and stays in where it was not out', async () => {
    const { amend, rows, copy, store } = await sent();
    const { status, body } = await amend('withdraw', { reason });
    expect([status, body.alert.state, body.changes.length]).toEqual([200, 'withdrawn', 1]);
    expect(body.receipts).toMatchObject({
      copies: { sent: 1, recalled: 1 },
      notes: { pending: 1 },
      edits: { pending: 1 },
    });
    expect(await rows('amend:1:edit:')).toMatchObject([{ act: 'edit', target: copy.id }]);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ actor: 'api:mender', action: 'alert.withdrawn' });
  });

  it.each([
    ['correct', corrected],
    ['withdraw', { reason }],
    ['resolve', undefined],
  ])('is told to a program that wants to %s it once it was withdrawn', async (how, asked) => {
    const { amend, rows, actions } = await sent();
    await amend('withdraw', { reason });
    const [notes, before] = [await rows('amend:1:'), await actions()];
    const { status, body } = await amend(how, asked);
    expect([status, body.error]).toEqual([
      409,
      { code: 'refused', message: expect.stringContaining('was withdrawn already, and its copies say so') },
    ]);
    expect(await rows('amend:1:')).toEqual(notes);
    expect(await actions()).toEqual(before);
  });

  it('is closed, and nothing follows it then', async () => {
    const { call, wire, amend, copy, rows } = await sent();
    const followUp = { headline: 'Ministers agree in Brussels', follows: 1 };
    const first = await call('POST', '/api/alerts', { token: wire, body: followUp });
    expect([first.status, first.body.alert.follows]).toEqual([201, 1]);
    expect(await rows('alert:2:test:news')).toMatchObject([{ act: 'reply', target: copy.id }]);

    const closed = await amend('resolve', { reason: 'They went home.' });
    expect([closed.status, closed.body.alert.state, closed.body.alert.resolvedAt]).toEqual([
      200,
      'sent',
      '2026-11-24T13:00:00.000Z',
    ]);
    expect(closed.body.changes).toMatchObject([{ kind: 'resolved', reason: 'They went home.' }]);
    const late = await call('POST', '/api/alerts', { token: wire, body: { ...followUp, headline: 'They dine' } });
    expect([late.status, late.body.error.message]).toEqual([409, expect.stringContaining('Alert 1 was closed')]);
  });

  it('needs no reason to be closed, and is closed once', async () => {
    const { amend } = await sent();
    const { body } = await amend('resolve');
    expect(body.changes).toMatchObject([{ kind: 'resolved', reason: null }]);
    const again = await amend('resolve');
    expect([again.status, again.body.error.message]).toEqual([409, 'Alert 1 was closed already.']);
  });

  it.each([
    ['correct', { ...corrected, known: null }],
    ['withdraw', { reason }],
    ['resolve', undefined],
  ])('is changed once, however often a program asks to %s it under one key', async (how, asked) => {
    const { amend, rows, actions } = await sent();
    const first = await amend(how, asked, 'ours');
    const [queued, before] = [await rows('amend:1:'), await actions()];
    const again = await amend(how, asked, 'ours');
    expect([again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([200, first.text, 'true']);
    expect(await rows('amend:1:')).toEqual(queued);
    expect(await actions()).toEqual(before);
  });

  it.each([
    ['correct', { headline: 'Ministers meet in Vilnius' }, 400, 'reason', /^reason is missing: it takes 5 to 300/],
    ['correct', { ...corrected, headline: 'Hm' }, 400, 'headline', /^headline takes one sentence of 5 to 200/],
    ['correct', { ...corrected, headline: null }, 400, 'headline', /^headline takes one sentence/],
    ['correct', { ...corrected, sources: ['nowhere'] }, 400, 'sources.0', /in place of those before/],
    ['correct', { ...written, reason }, 409, 'headline', /says just that already/],
    ['correct', { ...corrected, level: 'flash' }, 400, 'level', /no field “level”/],
    ['withdraw', {}, 400, 'reason', /^reason is missing: it takes 5 to 300/],
    ['withdraw', { reason: 'No' }, 400, 'reason', /^reason takes 5 to 300/],
    ['resolve', { reason: 'No' }, 400, 'reason', /^reason takes 5 to 300/],
  ])('stays as it is where a program asks to %s it by %j', async (how, asked, status, field, words) => {
    const { amend, rows } = await sent();
    const answer = await amend(how, asked);
    expect([answer.status, answer.body.error.field]).toEqual([status, field]);
    expect(answer.body.error.message).toMatch(words);
    expect(await rows('amend:1:')).toEqual([]);
  });

  it.each(['correct', 'withdraw', 'resolve'])('cannot be asked to %s where it is not out or not there', async (how) => {
    const { call, token, wire } = await sent();
    await call('POST', '/api/alerts', { token: wire, body: { ...written, send: false } });
    const mender = { token: await token('other', ['alerts:correct']), body: { reason } };
    const draft = await call('POST', `/api/alerts/2/${how}`, mender);
    expect([draft.status, draft.body.error.message]).toEqual([409, expect.stringContaining('is not out yet')]);
    const none = await call('POST', `/api/alerts/99/${how}`, mender);
    expect([none.status, none.body.error.code]).toEqual([404, 'not_found']);
  });
});
