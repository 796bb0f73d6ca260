import { expect, it, onTestFinished, vi } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import { answerOnceOf } from '../../src/desk/request.ts';
import { layouts } from '../../src/layout/layouts.ts';
import { secretHash } from '../../src/news/token.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { runElsewhere } from '../support/store-process.ts';
import { someTerms } from '../support/terms.ts';

const request = { token: 1, key: 'k', fingerprint: 'f' };

describeEngines('a request', ({ open, place }) => {
  async function opened(store: Store) {
    const house = await openDesk(store);
    if ((await store.tokens.all()).length === 0) {
      await house.desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
      const token = { name: 'ci', publicKey: null, scopes: [], createdAt: NOON, createdBy: 't:a', expiresAt: null };
      await store.tokens.create({ ...token, hash: secretHash('secret') });
    }
    const act = vi.fn(async (desk: Desk) => ({ status: 201, body: String((await sendAlert(desk)).alert.id) }));
    return { ...house, store, act, once: answerOnceOf(house.room, layouts) };
  }
  const actions = async (store: Store) => (await store.ledger.recent(20)).map(({ action }) => action).reverse();
  const sends = ['subscription.created', 'alert.drafted', 'alert.approved', 'alert.sent'];

  it('is done once, and answered the same every time', async () => {
    const { once, act, store, queued } = await opened(await open());
    const answer = { status: 201, body: '1' };
    expect(await once(request, act)).toEqual({ kind: 'answered', answer, repeated: false });
    expect(await once(request, act)).toMatchObject({ kind: 'answered', answer, repeated: true });
    expect(act).toHaveBeenCalledTimes(1);
    expect(await store.deliveries.withKey('alert:')).toHaveLength(1);
    expect(await actions(store)).toEqual(sends);
    expect(queued()).toBe(1);
    expect(await once({ ...request, key: 'l' }, act)).toMatchObject({ answer: { body: '2' }, repeated: false });
  });

  it('under the key of another one is not done', async () => {
    const { once, act } = await opened(await open());
    await once(request, act);
    expect(await once({ ...request, fingerprint: 'other' }, act)).toEqual({ kind: 'taken' });
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('that comes to two processes many times at once is done once', async () => {
    const home = await place();
    const houses = [await opened(await home.open()), await opened(await home.open())];
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => houses.map(({ once, act }) => once(request, act))).flat(),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'answered' && !outcome.repeated)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.kind === 'answered' && outcome.answer.body))).toEqual(
      new Set(['1']),
    );
    expect(await houses[0]?.store.alerts.recent(9)).toHaveLength(1);
  });

  it('of a token that was revoked is not done', async () => {
    const { once, act, store } = await opened(await open());
    await store.tokens.revoke(1, NOON);
    expect(await once(request, act)).toEqual({ kind: 'ended' });
    expect(act).not.toHaveBeenCalled();
  });

  it('that fails half-way leaves nothing, and its key is free', async () => {
    const { once, act, store, queued } = await opened(await open());
    const failing = async (desk: Desk) => {
      await act(desk);
      throw new Error('the store broke');
    };
    await expect(once(request, failing)).rejects.toThrow('the store broke');
    expect(await store.alerts.recent(9)).toEqual([]);
    expect(await actions(store)).toEqual(['subscription.created']);
    expect(queued()).toBe(0);
    expect(await once({ ...request, fingerprint: 'mended' }, act)).toMatchObject({ repeated: false });
    expect(await actions(store)).toEqual(sends);
  });

  it('whose process dies before it is answered is done by the next one', async () => {
    const home = await place();
    const { once, act, store } = await opened(await home.open());
    const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const other = runElsewhere(`
      const { openDesk, sendAlert } = await import(${from('../support/room.ts')});
      const { layouts } = await import(${from('../../src/layout/layouts.ts')});
      const { answerOnceOf } = await import(${from('../../src/desk/request.ts')});
      const { room } = await openDesk(await openStore(${JSON.stringify({ dataDir: home.dataDir, url: home.url })}));
      await answerOnceOf(room, layouts)(${JSON.stringify(request)}, async (desk) => {
        await sendAlert(desk);
        console.log('sent');
        return new Promise(() => setInterval(() => {}, 1000));
      });
    `);
    onTestFinished(() => void other.child.kill('SIGKILL'));
    expect(await other.line()).toBe('sent');
    const waiting = once(request, act);
    other.child.kill('SIGKILL');
    expect(await waiting).toMatchObject({ kind: 'answered', repeated: false });
    expect(await store.alerts.recent(9)).toMatchObject([{ state: 'sent', headline: alertDraft.headline }]);
    expect(await store.deliveries.withKey('alert:')).toHaveLength(1);
  });
});
