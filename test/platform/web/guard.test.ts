import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openNewsroom } from './open-newsroom.ts';

type Answer = { status: number; text: string };

/** A request with headers that `fetch` would not let through, as another program or a browser sends them. */
function send(
  port: number,
  {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  }: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, async (answer: IncomingMessage) => {
      const pieces = await answer.toArray();
      resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'Content-Type': 'application/json' };
const echo = JSON.stringify({ line: '/echo hello', zone: null });

describe('the guard', () => {
  it.each([
    ['evil.example', 403],
    ['evil.example:8080', 403],
    ['localhost.evil.example', 403],
    ['localhost', 200],
    ['localhost:8080', 200],
    ['127.0.0.1', 200],
    ['[::1]:8080', 200],
  ])('answers to the name "%s" with %i', async (host, status) => {
    const { port } = await openNewsroom();
    expect((await send(port, { headers: { Host: host } })).status).toBe(status);
  });

  it.each<[string, Record<string, string>]>([
    ['a page elsewhere', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' }],
    ['an older browser', { Origin: 'https://evil.example' }],
    ['a page without an address', { Origin: 'null' }],
  ])('takes no question from %s', async (_, headers) => {
    const { port, frontDesk } = await openNewsroom();
    const answer = await send(port, { method: 'POST', path: '/api/ask', headers: { ...json, ...headers }, body: echo });
    expect(answer.status).toBe(403);
    expect(frontDesk.asked).toEqual([]);
  });

  it('takes questions from its own page and from tools without a browser', async () => {
    const { port, frontDesk } = await openNewsroom();
    const own = { 'Sec-Fetch-Site': 'same-origin', Origin: `http://127.0.0.1:${port}` };
    expect(
      (await send(port, { method: 'POST', path: '/api/ask', headers: { ...json, ...own }, body: echo })).status,
    ).toBe(200);
    expect((await send(port, { method: 'POST', path: '/api/ask', headers: json, body: echo })).status).toBe(200);
    expect(frontDesk.asked).toHaveLength(2);
  });

  it('takes no question that a plain form could send', async () => {
    const { port, frontDesk } = await openNewsroom();
    const headers = { 'Content-Type': 'text/plain' };
    expect((await send(port, { method: 'POST', path: '/api/ask', headers, body: echo })).status).toBe(415);
    expect(frontDesk.asked).toEqual([]);
  });

  it('lets a link elsewhere open the page, but no page elsewhere read its parts', async () => {
    const { port } = await openNewsroom();
    const cross = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await send(port, { headers: { ...cross, 'Sec-Fetch-Mode': 'navigate' } })).status).toBe(200);
    expect((await send(port, { path: '/api/events', headers: { ...cross, 'Sec-Fetch-Mode': 'cors' } })).status).toBe(
      403,
    );
  });

  it.each<Record<string, string>>([{ 'Transfer-Encoding': 'chunked' }, { 'Content-Length': String(10 * 1024 * 1024) }])(
    'refuses 10 MB in words (%j)',
    async (size) => {
      const { port, frontDesk } = await openNewsroom();
      const body = 'x'.repeat(10 * 1024 * 1024);
      const sent = send(port, { method: 'POST', path: '/api/ask', headers: { ...json, ...size }, body });
      // A server may hang up while the rest is still on its way.
      const answer = await sent.catch((error: NodeJS.ErrnoException) => error.code);
      if (typeof answer === 'object')
        expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('64 kB') });
      else expect(answer).toMatch(/ECONNRESET|EPIPE/);
      expect(frontDesk.asked).toEqual([]);
      expect((await send(port, {})).status).toBe(200);
    },
  );

  it('never shows a stack trace', async () => {
    const { port, store, logged } = await openNewsroom();
    await store.close();
    const answer = await send(port, {});
    expect(answer.status).toBe(500);
    expect(answer.text).toBe('{"error":"The newsroom could not do this. The log says why."}');
    expect(logged).toContainEqual([{ err: expect.any(Error) }, 'web: a request failed (GET /)']);
  });
});
