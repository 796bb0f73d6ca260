import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { minute, noon } from '../support/store-samples.ts';

const DAY = 24 * 60 * minute;
const token = { publicKey: null, scopes: [], createdAt: noon, createdBy: 'paper:anna', expiresAt: null } as const;
const answer = (body: string) => ({ fingerprint: `f ${body}`, status: 201, body });

describeEngines('requests', ({ open }) => {
  it('keep their answers by token and key, for thirty days', async () => {
    const store = await open();
    const [one = 0, other = 0] = [
      (await store.tokens.create({ ...token, name: 'one', hash: 'a' })) ?? 0,
      (await store.tokens.create({ ...token, name: 'other', hash: 'b' })) ?? 0,
    ];
    await store.requests.keep(one, 'k', answer('first'), noon);
    await store.requests.keep(other, 'k', answer('second'), noon);
    expect(await store.requests.answerTo(one, 'k')).toEqual(answer('first'));
    expect(await store.requests.answerTo(other, 'k')).toEqual(answer('second'));
    expect(await store.requests.answerTo(one, 'K')).toBeNull();
    await expect(store.requests.keep(one, 'k', answer('again'), noon)).rejects.toThrow();

    await store.requests.keep(one, 'l', answer('third'), noon + 30 * DAY);
    expect(await store.requests.answerTo(one, 'k')).toEqual(answer('first'));
    await store.requests.keep(one, 'm', answer('fourth'), noon + 30 * DAY + 1);
    expect(await store.requests.answerTo(one, 'k')).toBeNull();
    expect(await store.requests.answerTo(one, 'l')).toEqual(answer('third'));
    expect(await store.requests.answerTo(other, 'k')).toEqual(answer('second'));
  });
});
