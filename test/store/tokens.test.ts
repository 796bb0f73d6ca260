import { expect, it } from 'vitest';
import type { NewToken } from '../../src/store/tokens.ts';
import { describeEngines } from '../support/databases.ts';
import { minute, noon } from '../support/store-samples.ts';

const token = (changes: Partial<NewToken> = {}): NewToken => ({
  name: 'ci',
  hash: 'a'.repeat(64),
  publicKey: null,
  scopes: ['alerts:read', 'alerts:send'],
  createdAt: noon,
  createdBy: 'paper:anna',
  expiresAt: null,
  ...changes,
});

describeEngines('tokens', ({ open, place }) => {
  it('are found by the hash of their secret and by name, without it', async () => {
    const { tokens } = await open();
    const id = (await tokens.create(token())) ?? 0;
    const signing =
      (await tokens.create(token({ name: 'signer', hash: null, publicKey: 'key', expiresAt: noon }))) ?? 0;
    const { hash, ...kept } = token();
    expect(await tokens.byHash(hash ?? '')).toEqual({ id, ...kept, revokedAt: null, lastUsedAt: null });
    expect(await tokens.byName('signer')).toMatchObject({ id: signing, publicKey: 'key', expiresAt: noon });
    expect((await tokens.all()).map((one) => one.id)).toEqual([signing, id]);
    expect([await tokens.byHash('b'.repeat(64)), await tokens.byName('CI')]).toEqual([null, null]);
  });

  it('share no name until one is revoked', async () => {
    const { tokens } = await open();
    const id = (await tokens.create(token())) ?? 0;
    expect(await tokens.create(token({ hash: 'b' }))).toBeNull();
    expect(await tokens.revoke(id, noon)).toBe(true);
    expect(await tokens.revoke(id, noon + 1)).toBe(false);
    const next = await tokens.create(token({ hash: 'b' }));
    expect(next).toBeGreaterThan(id);
    expect((await tokens.byName('ci'))?.id).toBe(next);
    expect(await tokens.byHash(token().hash ?? '')).toMatchObject({ id, revokedAt: noon });
  });

  it('are used until they are revoked or expire', async () => {
    const { tokens } = await open();
    const lasting = (await tokens.create(token())) ?? 0;
    const ending = (await tokens.create(token({ name: 'short', hash: 'b', expiresAt: noon + minute }))) ?? 0;
    expect([await tokens.use(lasting, noon), await tokens.use(ending, noon + minute - 1)]).toEqual([true, true]);
    expect(await tokens.use(ending, noon + minute)).toBe(false);
    expect((await tokens.byName('short'))?.lastUsedAt).toBe(noon + minute - 1);
    await tokens.revoke(lasting, noon);
    expect(await tokens.use(lasting, noon)).toBe(false);
    expect(await tokens.use(99, noon)).toBe(false);
  });

  it('are held by who uses them: a revocation waits for what is being done', async () => {
    const home = await place();
    const [one, other] = [await home.open(), await home.open()];
    const id = (await one.tokens.create(token())) ?? 0;
    const order: string[] = [];
    let revoking = Promise.resolve();
    await one.transaction(async ({ tokens }) => {
      expect(await tokens.use(id, noon)).toBe(true);
      revoking = other.tokens.revoke(id, noon).then(() => void order.push('revoked'));
      for (let n = 0; n < 20; n += 1) await tokens.byName('ci');
      order.push('done');
    });
    await revoking;
    expect(order).toEqual(['done', 'revoked']);
  });
});
