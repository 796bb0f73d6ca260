import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeEngines } from '../../support/databases.ts';
import { NOON } from '../../support/news.ts';
import { openApi, written } from './open-api.ts';

const MINUTE = 60_000;

interface Signed {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly key?: string;
  readonly body?: string;
  /** Epoch milliseconds. */
  readonly at?: number;
}

describeEngines('a token that signs', ({ open, place }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });

  /** The headers of a request that was signed as it is described to programs. */
  function signed({ method = 'POST', path = '/api/alerts', key = 'k', body = '', at = NOON }: Signed) {
    const timestamp = String(at / 1_000);
    const text = ['v1', timestamp, method, path, key, body].join('\n');
    const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
    return { Authorization: 'Sitrep wire', 'Sitrep-Timestamp': timestamp, 'Sitrep-Signature': signature };
  }
  async function opened(store = open()) {
    const house = await openApi(await store);
    const order = { name: 'wire', scopes: ['alerts:send', 'alerts:read'], days: null, by: 'test:editor' } as const;
    if ((await house.desk.tokens()).length === 0) await house.desk.createToken({ ...order, publicKey: x });
    const body = JSON.stringify(written);
    const post = (given: Signed = {}, sent: Signed & { readonly headers?: Readonly<Record<string, string>> } = {}) =>
      house.call('POST', sent.path ?? given.path ?? '/api/alerts', {
        key: sent.key ?? given.key ?? 'k',
        body: sent.body ?? given.body ?? body,
        headers: { ...signed({ body, ...given }), ...sent.headers },
      });
    return { ...house, post };
  }

  it('sends an alert with its signature alone, and reads it', async () => {
    const { post, call } = await opened();
    const sent = await post();
    expect([sent.status, sent.body.alert.author]).toEqual([201, { id: 'api:wire', name: 'wire (API)' }]);
    const path = '/api/alerts?newest';
    const listed = await call('GET', path, { headers: signed({ method: 'GET', path, key: '' }) });
    expect([listed.status, listed.body.alerts.length]).toEqual([200, 1]);
  });

  it.each<readonly [string, Signed, Signed & { readonly headers?: Readonly<Record<string, string>> }, RegExp]>([
    ['another body', {}, { body: '{"headline":"Somebody else wrote this"}' }, /does not fit/],
    ['another address', {}, { path: '/api/alerts?x' }, /does not fit/],
    ['another method', { method: 'GET' }, {}, /does not fit/],
    ['another key', {}, { key: 'l' }, /does not fit/],
    ['another time', {}, { headers: { 'Sitrep-Timestamp': String(NOON / 1_000 + 1) } }, /does not fit/],
    ['no signature', {}, { headers: { 'Sitrep-Signature': '' } }, /does not fit/],
    ['half a signature', {}, { headers: { 'Sitrep-Signature': 'AAAA' } }, /does not fit/],
    ['no time', {}, { headers: { 'Sitrep-Timestamp': '' } }, /takes the time of the request in seconds/],
    ['a time in words', {}, { headers: { 'Sitrep-Timestamp': 'now' } }, /in seconds/],
    ['a time long past', { at: NOON - 5 * MINUTE - 1_000 }, {}, /that is Tue, 24 Nov 2026 12:00:00 GMT, 1795521600\./],
    ['a time to come', { at: NOON + 5 * MINUTE + 1_000 }, {}, /Tue, 24 Nov 2026 12:00:00 GMT/],
  ])('is not let in with %s', async (_, given, sent, words) => {
    const { post, store } = await opened();
    const { status, body } = await post(given, sent);
    expect([status, body.error.message]).toEqual([401, expect.stringMatching(words)]);
    expect(await store.alerts.recent(9)).toEqual([]);
  });

  it('is let in until five minutes are over, either way', async () => {
    const { post } = await opened();
    expect((await post({ at: NOON - 5 * MINUTE })).status).toBe(201);
    expect((await post({ at: NOON + 5 * MINUTE })).headers.get('idempotency-replayed')).toBe('true');
  });

  it('is answered once: what is overheard and sent again does nothing, at whichever process', async () => {
    const home = await place();
    const one = await opened(home.open());
    const other = await opened(home.open());
    expect((await one.post()).status).toBe(201);
    for (const { post, at } of [one, other]) {
      at(NOON + MINUTE);
      const { status, body } = await post();
      expect([status, body.error]).toEqual([
        409,
        { code: 'replayed', message: expect.stringContaining('This very request came before, so nothing was done') },
      ]);
    }
    expect(await one.store.alerts.recent(9)).toHaveLength(1);
    const again = await other.post({ at: NOON + MINUTE });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  });

  it('reads once, too', async () => {
    const { call } = await opened();
    const ask = { headers: signed({ method: 'GET', key: '' }) };
    expect((await call('GET', '/api/alerts', ask)).status).toBe(200);
    expect((await call('GET', '/api/alerts', ask)).status).toBe(409);
  });

  it('is nothing that bears its name or key, and no token with a secret signs', async () => {
    const { call, token } = await opened();
    const secret = await token('other', ['alerts:read']);
    for (const Authorization of ['Bearer wire', `Bearer ${x}`, `Sitrep ${secret}`, 'Sitrep other', 'Sitrep nobody']) {
      const headers = { ...signed({ method: 'GET', key: '' }), Authorization };
      const { status, body } = await call('GET', '/api/alerts', { headers });
      expect([status, body.error.message]).toEqual([401, expect.stringContaining('not known here')]);
    }
  });

  it('ends when it is revoked', async () => {
    const { post, desk } = await opened();
    await desk.revokeToken({ which: 'wire', by: 'test:editor' });
    expect((await post()).status).toBe(401);
  });
});
