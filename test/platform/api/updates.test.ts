import { expect, it } from 'vitest';
import { describeEngines } from '../../support/databases.ts';
import { openApi } from './open-api.ts';

const piece = { source: 'one', title: 'Ministers hold talks in Brussels', url: 'https://one.example/a' };
const path = '/api/updates';

describeEngines('updates from programs', ({ open }) => {
  async function opened() {
    const house = await openApi(await open());
    const token = await house.token('wire', ['updates:write']);
    const post = (updates: unknown, more: object = {}) =>
      house.call('POST', path, { token, body: { updates }, ...more });
    return { ...house, token, post };
  }

  it('are added, once, and told with their stories', async () => {
    const { post, store, desk } = await opened();
    const other = { ...piece, source: 'two', url: 'https://two.example/a' };
    const first = await post([piece, other]);
    expect([first.status, first.body]).toEqual([
      200,
      {
        updates: [
          { id: expect.any(String), outcome: 'added', story: 1 },
          { id: expect.any(String), outcome: 'added', story: 1 },
        ],
      },
    ]);
    const again = await post([{ ...piece, summary: 'They talk about ships.' }, other]);
    expect(again.body.updates.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['revised', 'known']);
    const { stories } = await desk.latest({ topic: null, since: null, limit: 10, page: 1 });
    expect(stories.map(({ reports }) => reports.length)).toEqual([2]);
    expect(await store.ledger.recent(2)).toMatchObject([
      { actor: 'api:wire', action: 'updates.taken', details: { revised: [first.body.updates[0].id], added: [] } },
      { actor: 'api:wire', action: 'updates.taken', details: { added: expect.any(Array) } },
    ]);
  });

  it('are answered the same under the same key', async () => {
    const { post } = await opened();
    const first = await post([piece], { key: 'k' });
    const again = await post([piece], { key: 'k' });
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
  });

  it('are refused by place and field, and then none of a request is added', async () => {
    const { post, store } = await opened();
    const { status, body } = await post([
      piece,
      { ...piece, source: 'on', url: 'javascript:alert(1)' },
      { ...piece, title: ' <b></b> ', published: 'soon', image: '/a.jpg', lang: 'English!', topic: 'sport' },
      { source: 'nobody-knows', url: 'https://one.example/b', titel: 'x' },
      'text',
    ]);
    expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid', 'updates.1.source']);
    const words = Object.fromEntries(
      body.error.mistakes.map(({ field, message }: { field: string; message: string }) => [field, message]),
    );
    expect(Object.keys(words).toSorted()).toEqual([
      ...['updates.1.source', 'updates.1.url'],
      ...['updates.2.image', 'updates.2.lang', 'updates.2.published', 'updates.2.title', 'updates.2.topic'],
      ...['updates.3.source', 'updates.3.titel', 'updates.3.title', 'updates.4'],
    ]);
    expect(words['updates.1.source']).toContain('Did you mean one?');
    expect(words['updates.3.source']).toMatch(/no such source\. Add it under sources in the desk file/);
    expect(words['updates.3.titel']).toContain('Did you mean title?');
    expect(words['updates.3.title']).toMatch(/^updates\.3\.title is missing: it takes the headline/);
    expect(words['updates.2.published']).toMatch(/takes when it was published, for example 2026/);
    expect([await store.updates.count(), (await store.ledger.recent(1))[0]?.action]).toEqual([0, 'token.created']);
  });

  it('are at most a hundred, in 512 kB', async () => {
    const { post, token, call } = await opened();
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...piece,
        url: `https://one.example/${at}`,
        summary: 'ш'.repeat(2_000),
      }));
    expect((await post(many(100))).status).toBe(200);
    expect((await post([])).body.error.message).toBe('updates takes a list of 1 to 100 updates.');
    expect((await post(many(1).concat(Array(100).fill(piece)))).body.error.field).toBe('updates');
    const large = await call('POST', path, { token, body: ' '.repeat(512 * 1024 + 1) });
    expect([large.status, large.body.error.message]).toEqual([413, expect.stringContaining('at most 512 kB')]);
  });

  it('take a token that may write them, and who has none is on record', async () => {
    const { call, token, store, post } = await opened();
    expect((await call('GET', '/api/alerts', { token })).status).toBe(403);
    const { token: make } = await openApi(store);
    const answer = await post([piece], { token: await make('alerts', ['alerts:send', 'alerts:correct']) });
    expect([answer.status, answer.body.error.message]).toEqual([
      403,
      expect.stringContaining('a token with the scope updates:write'),
    ]);
    expect((await store.ledger.recent(1))[0]).toMatchObject({
      ...{ actor: 'api:alerts', action: 'updates.refused', subject: `request:POST ${path}` },
    });
    expect(await store.updates.count()).toBe(0);
  });

  it('have no other address', async () => {
    const { call, token } = await opened();
    expect((await call('GET', path, { token })).body.error.message).toContain('use POST');
    expect((await call('POST', `${path}/1`, { token })).status).toBe(404);
  });
});
