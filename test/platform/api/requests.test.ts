import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UserError } from '../../../src/news/user-error.ts';
import { openApiOf } from '../../../src/platform/api/openapi.ts';
import { problemOf } from '../../../src/platform/api/problem.ts';
import { PER_MINUTE } from '../../../src/platform/api/rate.ts';
import { routesFor } from '../../../src/platform/api/routes.ts';
import { fullDisk } from '../../../src/store/full.ts';
import { openStore } from '../../../src/store/open.ts';
import { HOUR, NOON } from '../../support/news.ts';
import { type Call, openApi, written } from './open-api.ts';

const DAY = 24 * HOUR;

async function opened(host?: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-api-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = await openStore({ dataDir, url: null });
  onTestFinished(() => store.close());
  const house = await openApi(store, { editors: ['test:editor', 'test:second'] }, host);
  return { ...house, all: await house.token('wire', ['alerts:read', 'alerts:send', 'alerts:approve']) };
}

/** A request whose headers and pace `fetch` would not let through. `end` resolves to the status and the words. */
function startRequest(port: number, headers: Readonly<Record<string, string>>) {
  const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/api/alerts', headers });
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString();
      resolve({ status: answer.statusCode ?? 0, text });
    });
  });
  return { sent, answered };
}

describe('a request is refused in words', () => {
  const long = 'x'.repeat(1_501);
  const cases: readonly (readonly [string, number, string, string | null, RegExp, Call])[] = [
    ['no JSON', 400, 'malformed', null, /no JSON in UTF-8/, { body: '{"headline":' }],
    [
      'no text',
      400,
      'malformed',
      null,
      /no JSON in UTF-8/,
      { body: Buffer.from('{"headline":"Five \xff words"}', 'latin1') },
    ],
    ['a list', 400, 'invalid', null, /must be a JSON object/, { body: [] }],
    ['nothing', 400, 'invalid', 'headline', /^headline is missing: it takes one sentence/, {}],
    [
      'a mistyped field',
      400,
      'invalid',
      'headlin',
      /no field “headlin”\. Did you mean headline\?/,
      { body: { ...written, headlin: 'x' } },
    ],
    [
      'a field of nobody',
      400,
      'invalid',
      'priority',
      /There are headline, known, .*, send\./,
      { body: { ...written, priority: 1 } },
    ],
    [
      'a prototype',
      400,
      'invalid',
      '__proto__',
      /no field “__proto__”/,
      { body: '{"headline":"Five words","__proto__":{"send":false}}' },
    ],
    [
      'very many fields',
      400,
      'invalid',
      'headline',
      /^.{100,2000}$/,
      { body: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`f${n}`, n])) },
    ],
    [
      'a short headline',
      400,
      'invalid',
      'headline',
      /^headline takes one sentence of 5 to 200/,
      { body: { headline: '  Hm  ' } },
    ],
    [
      'a long text',
      400,
      'invalid',
      'known',
      /^known takes up to 1500 characters/,
      { body: { ...written, known: long } },
    ],
    [
      'a number as text',
      400,
      'invalid',
      'story',
      /^story takes the number of the story/,
      { body: { ...written, story: '1' } },
    ],
    [
      'a level of nobody',
      400,
      'invalid',
      'level',
      /^level takes one of flash, urgent, update/,
      { body: { ...written, level: 'red' } },
    ],
    [
      'a topic of nobody',
      400,
      'invalid',
      'topics.1',
      /^topics\.1 takes a list of topics \(diplomacy, military, sanctions\)/,
      { body: { ...written, topics: ['military', 'sport'] } },
    ],
    [
      'a link of another kind',
      400,
      'invalid',
      'sources.0',
      /^sources\.0 takes a list of up to 5 web addresses/,
      { body: { ...written, sources: ['javascript:alert(1)'] } },
    ],
    [
      'a link with a password',
      400,
      'invalid',
      'sources.0',
      /web addresses/,
      { body: { ...written, sources: ['https://a:b@one.example/'] } },
    ],
    [
      'a long link',
      400,
      'invalid',
      'sources.0',
      /web addresses/,
      { body: { ...written, sources: [`https://one.example/${long}`] } },
    ],
    [
      'six links',
      400,
      'invalid',
      'sources',
      /up to 5 web addresses/,
      { body: { ...written, sources: Array(6).fill('https://one.example/') } },
    ],
    [
      'a short reason',
      400,
      'invalid',
      'override',
      /^override takes 5 to 300 characters/,
      { body: { ...written, override: 'ok' } },
    ],
    ['a word for yes', 400, 'invalid', 'send', /^send takes true/, { body: { ...written, send: 'yes' } }],
    [
      'several mistakes',
      400,
      'invalid',
      'headline',
      /^headline takes .* send takes .* no field “x”/,
      { body: { headline: 1, send: 2, x: 3 } },
    ],
    ['a story that is not there', 409, 'refused', 'story', /no story 99/, { body: { ...written, story: 99 } }],
    [
      'a form',
      415,
      'not_json',
      null,
      /Content-Type: application\/json/,
      { body: 'headline=x', headers: { 'Content-Type': 'text/plain' } },
    ],
    [
      'JSON of another name',
      415,
      'not_json',
      null,
      /application\/json/,
      { body: written, headers: { 'Content-Type': 'application/json-patch' } },
    ],
    ['no key', 400, 'invalid', 'Idempotency-Key', /1 to 255 visible ASCII/, { body: written, key: null }],
    ['a key with a blank', 400, 'invalid', 'Idempotency-Key', /visible/, { body: written, key: 'a b' }],
    ['a long key', 400, 'invalid', 'Idempotency-Key', /255/, { body: written, key: 'k'.repeat(256) }],
    ['65 kB', 413, 'too_large', null, /at most 64 kB/, { body: { ...written, known: 'x'.repeat(65_536) } }],
  ];
  it.each(cases)('%s', async (_, status, code, field, words, given) => {
    const { call, all, store } = await opened();
    const { status: found, body, headers } = await call('POST', '/api/alerts', { token: all, ...given });
    expect([found, body.error.code, body.error.field ?? null]).toEqual([status, code, field]);
    expect(body.error.message).toMatch(words);
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['application/json', 'no-store']);
    expect(await store.alerts.recent(9)).toEqual([]);
  });

  it.each([
    ['GET', '/api/alerts/99', 404, /no alert 99/],
    ['GET', '/api/alerts/first', 404, /whole number/],
    ['GET', '/api/alerts/1e3', 404, /whole number/],
    ['GET', `/api/alerts/${'9'.repeat(16)}`, 404, /whole number/],
    ['POST', '/api/alerts/99/approve', 404, /no alert 99/],
    ['GET', '/api/alerts/1/2/3', 404, /nothing here/],
    ['POST', '/api/alerts/', 404, /nothing here/],
    ['GET', '/api/alerts/1/send', 405, /use POST/],
    ['POST', '/api/alerts/1', 405, /use GET/],
  ] as const)('%s %s with %i', async (method, path, status, words) => {
    const { call, all } = await opened();
    const { status: found, body, headers } = await call(method, path, { token: all });
    expect([found, body.error.message]).toEqual([status, expect.stringMatching(words)]);
    expect(headers.get('allow')).toBe(status === 405 ? (method === 'GET' ? 'POST' : 'GET') : null);
  });

  it('a link with blanks and line breaks is none: it is kept as a browser reads it', async () => {
    const { call, all } = await opened();
    const body = { ...written, sources: [' https://one.exa\nmple/a b'] };
    const { status, body: told } = await call('POST', '/api/alerts', { token: all, body });
    expect([status, told.alert.sources]).toEqual([201, ['https://one.example/a%20b']]);
  });

  it('a key of 255 signs is none', async () => {
    const { call, all } = await opened();
    expect((await call('POST', '/api/alerts', { token: all, key: '~'.repeat(255), body: written })).status).toBe(201);
  });
});

describe('who asks', () => {
  it.each([
    ['no token', {}, /Say who asks: Authorization: Bearer/],
    ['another scheme', { Authorization: 'Basic d2lyZTp3aXJl' }, /Say who asks/],
    ['an unknown token', { Authorization: `Bearer sitrep_${'a'.repeat(43)}` }, /not known here/],
    ['the name of a token', { Authorization: 'Bearer wire' }, /not known here/],
  ])('with %s is not let in, which the log tells without the token', async (_, headers, words) => {
    const { call, logged, store } = await opened();
    const answer = await call('POST', '/api/alerts', { headers, body: written });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(answer.body.error).toEqual({ code: 'unauthorized', message: expect.stringMatching(words) });
    expect(logged).toEqual([[expect.stringMatching(/^api: POST \/api\/alerts was not let in: /)]]);
    expect(JSON.stringify([logged, answer.text])).not.toMatch(/aaaa|d2ly/);
    expect(await store.alerts.recent(9)).toEqual([]);
  });

  it('with a token that has expired or was revoked is not let in, for reading neither', async () => {
    const { call, token, desk, at } = await opened();
    const short = await token('short', ['alerts:read', 'alerts:send'], 1);
    const gone = await token('gone', ['alerts:read', 'alerts:send']);
    await desk.revokeToken({ which: 'gone', by: 'test:editor' });
    expect((await call('GET', '/api/alerts', { token: short })).status).toBe(200);
    at(NOON + DAY);
    for (const [secret, words] of [
      [short, 'The token short has expired'],
      [gone, 'The token gone no longer works'],
    ] as const)
      for (const method of ['GET', 'POST'] as const) {
        const { status, body } = await call(method, '/api/alerts', {
          token: secret,
          ...(method === 'POST' && { body: written }),
        });
        expect([status, body.error.message]).toEqual([401, expect.stringContaining(words)]);
      }
  });

  it.each([
    ['POST', '/api/alerts', 'alerts:send', { body: written }],
    ['POST', '/api/alerts', 'alerts:draft', { body: { ...written, send: false } }],
    ['GET', '/api/alerts', 'alerts:read', {}],
    ['GET', '/api/alerts/1', 'alerts:read', {}],
    ['POST', '/api/alerts/1/send', 'alerts:send', {}],
    ['POST', '/api/alerts/1/approve', 'alerts:approve', {}],
    ['POST', '/api/alerts/1/reject', 'alerts:approve', {}],
    ['POST', '/api/alerts/1/discard', 'alerts:draft', {}],
    ['POST', '/api/alerts/1/correct', 'alerts:correct', { body: { reason: 'It was wrong' } }],
    ['POST', '/api/alerts/1/withdraw', 'alerts:correct', { body: { reason: 'It was wrong' } }],
    ['POST', '/api/alerts/1/resolve', 'alerts:correct', {}],
  ] as const)('%s %s without the scope %s is refused, which the ledger keeps', async (method, path, scope, given) => {
    const { call, token, store } = await opened();
    const others = (['alerts:read', 'alerts:draft', 'alerts:send', 'alerts:approve', 'alerts:correct'] as const).filter(
      (one) => one !== scope && !(scope === 'alerts:draft' && one === 'alerts:send'),
    );
    const { status, body } = await call(method, path, { token: await token('other', others), ...given });
    expect([status, body.error]).toEqual([
      403,
      { code: 'forbidden', message: `This takes a token with the scope ${scope}, and other has ${others.join(', ')}.` },
    ]);
    expect((await store.ledger.recent(1))[0]).toMatchObject({
      actor: 'api:other',
      action: 'alert.refused',
      subject: `request:${method} ${path}`,
      details: { name: 'other (API)' },
    });
    expect(await store.alerts.recent(9)).toEqual([]);
  });

  it('with a token to send may draft and discard', async () => {
    const { call, token } = await opened();
    const wire = await token('sender', ['alerts:send']);
    expect((await call('POST', '/api/alerts', { token: wire, body: { ...written, send: false } })).status).toBe(201);
    expect((await call('POST', '/api/alerts/1/discard', { token: wire })).status).toBe(200);
  });

  it('may ask so often in a minute, each token by itself', async () => {
    const { call, all, token, at } = await opened();
    const other = await token('other', ['alerts:read']);
    for (let n = 0; n < PER_MINUTE; n += 1) {
      at(NOON + n * 100);
      expect((await call('GET', '/api/alerts', { token: all })).status).toBe(200);
    }
    const late = await call('POST', '/api/alerts', { token: all, body: written });
    expect([late.status, late.body.error.code, late.headers.get('retry-after')]).toEqual([
      429,
      'too_many_requests',
      '55',
    ]);
    expect(late.body.error.message).toContain('Ask again in 55 s.');
    expect((await call('GET', '/api/alerts', { token: other })).status).toBe(200);
    at(NOON + 60_000);
    expect((await call('GET', '/api/alerts', { token: all })).status).toBe(200);
    expect((await call('GET', '/api/alerts', { token: all })).status).toBe(429);
    at(NOON - HOUR);
    expect((await call('GET', '/api/alerts', { token: all })).status).toBe(200);
  });
});

describe('the server', () => {
  const headersOf = (token: string, more: Readonly<Record<string, string>> = {}) => ({
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': 'slow',
    ...more,
  });

  it('does nothing for a token that is revoked while its request is still being read', async () => {
    const { port, all, desk, store, lookedUp } = await opened();
    const body = JSON.stringify(written);
    const { sent, answered } = startRequest(port, headersOf(all, { 'Transfer-Encoding': 'chunked' }));
    sent.write(body.slice(0, 10));
    await vi.waitFor(() => expect(lookedUp()).toBe(1));
    await desk.revokeToken({ which: 'wire', by: 'test:editor' });
    sent.end(body.slice(10));
    expect(await answered).toEqual({
      status: 401,
      text: expect.stringContaining('wire no longer works, so nothing was done'),
    });
    expect(await store.alerts.recent(9)).toEqual([]);
    expect(await store.requests.answerTo(1, 'slow')).toBeNull();
  });

  it.each<Record<string, string>>([{ 'Transfer-Encoding': 'chunked' }, { 'Content-Length': String(10 * 1024 * 1024) }])(
    'refuses 10 MB in words (%j)',
    async (size) => {
      const { port, all, call, store } = await opened();
      const { sent, answered } = startRequest(port, headersOf(all, size));
      sent.end('x'.repeat(10 * 1024 * 1024));
      // A server may hang up while the rest is still on its way.
      const answer = await answered.catch((error: NodeJS.ErrnoException) => error.code);
      if (typeof answer === 'object')
        expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('at most 64 kB') });
      else expect(answer).toMatch(/ECONNRESET|EPIPE/);
      expect((await call('GET', '/api/alerts', { token: all })).status).toBe(200);
      expect(await store.alerts.recent(9)).toEqual([]);
    },
  );

  it('says so before the body is there', async () => {
    const { port, all } = await opened();
    for (const [headers, status] of [
      [headersOf(all, { 'Content-Length': String(10 * 1024 * 1024) }), 413],
      [headersOf('sitrep_unknown', { 'Content-Length': '100' }), 401],
    ] as const) {
      const { sent, answered } = startRequest(port, headers);
      sent.flushHeaders();
      expect((await answered).status).toBe(status);
      sent.destroy();
    }
  });

  it('does nothing for a body that breaks off, and tells the log nothing of it', async () => {
    const { port, all, call, store, logged, lookedUp } = await opened();
    const { sent, answered } = startRequest(port, headersOf(all, { 'Content-Length': '500' }));
    const broken = expect(answered).rejects.toThrow();
    sent.write('{"headline":"Half a');
    await vi.waitFor(() => expect(lookedUp()).toBe(1));
    sent.destroy();
    await broken;
    expect((await call('GET', '/api/alerts', { token: all })).status).toBe(200);
    expect(await store.alerts.recent(9)).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('answers programs under any name, and where the newsroom is read-only', async () => {
    const { port, all, call } = await opened('0.0.0.0');
    const { sent, answered } = startRequest(port, headersOf(all, { Host: 'desk.example' }));
    sent.end(JSON.stringify(written));
    expect((await answered).status).toBe(201);
    const page = await fetch(`http://127.0.0.1:${port}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${all}` },
      body: JSON.stringify({ line: '/help', zone: null }),
    });
    expect(page.status).toBe(403);
    const { headers } = await call('GET', '/api/alerts', { token: all });
    expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('describes what it takes to anybody', async () => {
    const { port, room } = await opened();
    const answer = await fetch(`http://127.0.0.1:${port}/api/openapi.json`);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openApiOf(routesFor(room.file)))));
  });

  it('tells a full disk from what the desk refuses', () => {
    expect(problemOf(fullDisk(new Error('no space')))).toMatchObject({ code: 'unavailable', field: null });
    expect(problemOf(new UserError('Not now.'))).toMatchObject({ code: 'refused' });
  });

  it('tells no fault of its own, and says that nothing was done', async () => {
    const { call, all, store, logged } = await opened();
    await store.close();
    const { status, body } = await call('GET', '/api/alerts', { token: all });
    expect([status, body.error]).toEqual([
      500,
      {
        code: 'failed',
        message: 'The desk could not do this, and nothing was done. Its log says why; try again in a minute.',
      },
    ]);
    expect(logged).toEqual([[{ err: expect.any(Error) }, 'api: a request failed (GET /api/alerts)']]);
  });
});
