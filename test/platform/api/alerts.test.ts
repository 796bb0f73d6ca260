import { describe, expect, it } from 'vitest';
import type { AlertRules } from '../../../src/content/desk-file.ts';
import { describeEngines } from '../../support/databases.ts';
import { anUpdate, NOON } from '../../support/news.ts';
import { deskFile } from '../../support/room.ts';
import { openApi, written } from './open-api.ts';

const twoKeys = (rules: Partial<AlertRules> = {}) => ({
  alerts: { ...deskFile.alerts, keys: { flash: 2, urgent: 2, update: 1 }, ...rules },
  editors: ['test:editor', 'test:second'],
});

const none = {
  ...{ pending: 0, sending: 0, uncertain: 0, sent: 0, held: 0 },
  ...{ quiet: 0, merged: 0, recalled: 0, failed: 0 },
};

describeEngines('the API', ({ open, place }) => {
  it('sends an alert that needs one key, and says what stands behind it', async () => {
    const { call, token, desk, store } = await openApi(await open());
    await desk.take([anUpdate({ title: 'Ministers meet', url: 'https://one.example/a' })]);
    const body = { ...written, sources: ['https://one.example/a'], story: 1, topics: ['diplomacy'], level: 'flash' };
    const answer = await call('POST', '/api/alerts', { token: await token('wire', ['alerts:send']), body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      alert: {
        ...body,
        id: 1,
        state: 'sent',
        unknown: null,
        follows: null,
        override: null,
        author: { id: 'api:wire', name: 'wire (API)' },
        createdAt: '2026-11-24T12:00:00.000Z',
        expiresAt: '2026-11-24T12:30:00.000Z',
        sentAt: '2026-11-24T12:00:00.000Z',
        resolvedAt: null,
      },
      gate: {
        grade: 'B3',
        reason: expect.any(String),
        owners: ['one'],
        ownersNeeded: 0,
        blocs: ['nato'],
        disputed: [],
      },
      keys: { needed: 1, turned: [{ person: 'api:wire', name: 'wire (API)', at: '2026-11-24T12:00:00.000Z' }] },
      receivers: 1,
      receipts: {
        copies: { ...none, pending: 1 },
        notes: none,
        edits: none,
        troubles: [],
      },
      changes: [],
    });
    expect(await store.deliveries.withKey('alert:1:')).toMatchObject([{ channel: 'test:news', kind: 'alert' }]);
    expect((await store.ledger.recent(1))[0]).toMatchObject({
      actor: 'api:wire',
      action: 'alert.sent',
      details: { keys: [{ person: 'api:wire', name: 'wire (API)' }] },
    });
  });

  it('wakes the outbox once the alert is stored', async () => {
    const { call, token, queued } = await openApi(await open());
    await call('POST', '/api/alerts', { token: await token('wire', ['alerts:send']), body: written });
    expect(queued()).toBe(1);
  });

  it('asks for a second key, which another token turns', async () => {
    const { call, token, store, at } = await openApi(await open(), twoKeys());
    const wire = await token('wire', ['alerts:send', 'alerts:approve', 'alerts:read']);
    const desk = await token('desk', ['alerts:approve']);
    const first = await call('POST', '/api/alerts', { token: wire, body: written });
    expect([first.status, first.body.alert.state, first.body.keys]).toEqual([
      202,
      'waiting',
      { needed: 2, turned: [expect.objectContaining({ person: 'api:wire' })] },
    ]);
    expect(await store.deliveries.withKey('alert:1:')).toEqual([]);
    expect(await store.deliveries.recent({ channel: 'test:editors', limit: 9 })).toHaveLength(1);

    const own = await call('POST', '/api/alerts/1/approve', { token: wire });
    expect([own.status, own.body.error]).toEqual([
      409,
      { code: 'refused', message: 'You wrote alert 1: another editor has to agree to it.' },
    ]);
    at(NOON + 1);
    const second = await call('POST', '/api/alerts/1/approve', { token: desk });
    expect([second.status, second.body.alert.state, second.body.receivers]).toEqual([200, 'sent', 1]);
    expect(await store.deliveries.withKey('alert:1:')).toHaveLength(1);
    const shown = await call('GET', '/api/alerts/1', { token: wire });
    expect(shown.body.keys.turned.map(({ person }: { person: string }) => person)).toEqual(['api:wire', 'api:desk']);
  });

  it('takes one key of a token and one of a person', async () => {
    const { call, token, desk } = await openApi(await open(), twoKeys());
    await call('POST', '/api/alerts', { token: await token('wire', ['alerts:send']), body: written });
    const approved = await desk.approveAlert({ id: 1, by: 'test:second', byName: 'Second' });
    expect(approved.kind).toBe('sent');
  });

  it('keeps a draft, sends it with a reason, and says why it does not go without', async () => {
    const { call, token } = await openApi(await open(), twoKeys({ leastOwners: 1 }));
    const wire = await token('wire', ['alerts:draft', 'alerts:send']);
    const refused = await call('POST', '/api/alerts', { token: wire, body: { ...written, level: 'update' } });
    expect([refused.status, refused.body.error]).toEqual([
      409,
      { code: 'refused', field: 'override', message: expect.stringContaining('asks for 1 independent owners') },
    ]);
    const draft = await call('POST', '/api/alerts', {
      token: wire,
      body: { ...written, level: 'update', send: false },
    });
    expect([draft.status, draft.body.alert.state]).toEqual([201, 'draft']);
    const body = { override: 'Confirmed by phone' };
    const send = `/api/alerts/${draft.body.alert.id}/send`;
    expect((await call('POST', send, { token: wire })).body.error).toMatchObject({
      code: 'refused',
      field: 'override',
    });
    const sent = await call('POST', send, { token: wire, body });
    expect([sent.status, sent.body.alert.state, sent.body.alert.override]).toEqual([200, 'sent', 'Confirmed by phone']);
  });

  it('asks for the keys of others with 202 when a draft is sent', async () => {
    const { call, token } = await openApi(await open(), twoKeys());
    const wire = await token('wire', ['alerts:send']);
    await call('POST', '/api/alerts', { token: wire, body: { ...written, send: false } });
    const sent = await call('POST', '/api/alerts/1/send', { token: wire });
    expect([sent.status, sent.body.alert.state]).toEqual([202, 'waiting']);
  });

  it('rejects what others wrote and discards what the token wrote', async () => {
    const { call, token, actions } = await openApi(await open(), twoKeys());
    const wire = await token('wire', ['alerts:send']);
    const desk = await token('desk', ['alerts:approve']);
    await call('POST', '/api/alerts', { token: wire, body: written });
    const rejected = await call('POST', '/api/alerts/1/reject', { token: desk });
    expect([rejected.status, rejected.body.alert.state]).toEqual([200, 'rejected']);
    await call('POST', '/api/alerts', { token: wire, body: written });
    const discarded = await call('POST', '/api/alerts/2/discard', { token: wire });
    expect([discarded.status, discarded.body.alert.state]).toEqual([200, 'discarded']);
    expect((await actions()).filter((action) => /alert\.(rejected|discarded)/.test(action))).toEqual([
      'alert.rejected',
      'alert.discarded',
    ]);
  });

  it('lists the newest alerts and shows what became of one', async () => {
    const { call, token, store, at } = await openApi(await open());
    const reader = await token('reader', ['alerts:read']);
    const wire = await token('wire', ['alerts:send']);
    await call('POST', '/api/alerts', { token: wire, body: { ...written, send: false } });
    await call('POST', '/api/alerts', { token: wire, body: { ...written, level: 'flash' } });
    const claim = { now: NOON, leaseUntil: NOON + 60_000, limit: 1, platforms: ['test'] };
    const [{ delivery: copy, token: lease } = { delivery: { id: '' }, token: '' }] =
      await store.deliveries.claim(claim);
    await store.deliveries.trying(copy.id, lease, NOON);
    await store.deliveries.fail(copy.id, lease, 'The channel is archived.', false);
    at(NOON + 31 * 60_000);
    const { body } = await call('GET', '/api/alerts', { token: reader });
    expect(body.alerts.map(({ id, state }: { id: number; state: string }) => [id, state])).toEqual([
      [2, 'sent'],
      [1, 'expired'],
    ]);
    const { receipts } = (await call('GET', '/api/alerts/2', { token: reader })).body;
    expect(receipts.copies).toMatchObject({ failed: 1, pending: 0 });
    expect(receipts.troubles).toEqual([
      { delivery: copy.id, channel: 'test:news', state: 'failed', reason: 'The channel is archived.', tries: 1 },
    ]);
    for (const { id } of await store.subscriptions.all()) await store.subscriptions.remove(id);
    const receivers = async (id: number) => (await call('GET', `/api/alerts/${id}`, { token: reader })).body.receivers;
    expect([await receivers(1), await receivers(2)]).toEqual([0, 1]);
    expect((await store.tokens.byName('reader'))?.lastUsedAt).toBe(NOON + 31 * 60_000);
  });

  it('sends no second alert that says the same within a minute', async () => {
    const { call, token, store, at } = await openApi(await open());
    const wire = await token('wire', ['alerts:send']);
    await call('POST', '/api/alerts', { token: wire, body: written });
    const again = await call('POST', '/api/alerts', { token: wire, body: { ...written, known: 'Other words.' } });
    expect([again.status, again.body.error]).toEqual([
      409,
      { code: 'duplicate', message: expect.stringContaining('Alert 1 said the same within the last minute') },
    ]);
    expect(await store.alerts.recent(9)).toHaveLength(1);
    at(NOON + 60_000);
    expect((await call('POST', '/api/alerts', { token: wire, body: written })).status).toBe(201);
  });

  describe('under a key', () => {
    it('does what comes again no second time, and answers the same', async () => {
      const { call, token, store, actions } = await openApi(await open());
      const ask = { token: await token('wire', ['alerts:send']), key: 'ours', body: written };
      const first = await call('POST', '/api/alerts', ask);
      const before = await actions();
      const again = await call('POST', '/api/alerts', ask);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
      expect(await actions()).toEqual(before);
      expect(await store.alerts.recent(9)).toHaveLength(1);
    });

    it('refuses another request, of whatever address or body', async () => {
      const { call, token, store } = await openApi(await open());
      const wire = await token('wire', ['alerts:send']);
      await call('POST', '/api/alerts', { token: wire, key: 'k', body: written });
      for (const [path, body] of [
        ['/api/alerts', { ...written, headline: 'Something else' }],
        ['/api/alerts?again', written],
        ['/api/alerts/1/discard', undefined],
      ] as const) {
        const { status, body: told } = await call('POST', path, { token: wire, key: 'k', body });
        expect([status, told.error.code, told.error.field]).toEqual([422, 'key_reused', 'Idempotency-Key']);
      }
      expect(await store.alerts.recent(9)).toMatchObject([{ state: 'sent' }]);
      // Another token's keys are its own.
      const other = { token: await token('other', ['alerts:send']), key: 'k', body: { ...written, level: 'flash' } };
      expect((await call('POST', '/api/alerts', other)).status).toBe(201);
    });

    it('does one thing of ten that come at once to two servers', async () => {
      const home = await place();
      const one = await openApi(await home.open());
      const other = await openApi(await home.open());
      const ask = { token: await one.token('wire', ['alerts:send']), key: 'k', body: written };
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => [one, other].map(({ call }) => call('POST', '/api/alerts', ask))).flat(),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
      expect(await one.store.alerts.recent(9)).toHaveLength(1);
      expect(await one.store.deliveries.withKey('alert:')).toHaveLength(1);
    });

    it('may ask again what was refused, mended', async () => {
      const { call, token } = await openApi(await open(), twoKeys({ leastOwners: 1 }));
      const ask = { token: await token('wire', ['alerts:send']), key: 'k' };
      const body = { ...written, level: 'update' };
      expect((await call('POST', '/api/alerts', { ...ask, body })).status).toBe(409);
      const mended = await call('POST', '/api/alerts', { ...ask, body: { ...body, override: 'Seen by our own' } });
      expect([mended.status, mended.body.alert.state]).toEqual([201, 'sent']);
    });
  });
});
