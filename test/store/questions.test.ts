import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { minute, noon } from '../support/store-samples.ts';

describeEngines('questions', ({ place }) => {
  it('are claimed once, by whatever process, until they are released or long past', async () => {
    const home = await place();
    const [one, two] = [await home.open(), await home.open()];
    const claims = await Promise.all([one, two, one, two].map(({ questions }) => questions.claim('paper 1', noon)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await two.questions.claim('paper 2', noon)).toBe(true);
    await one.questions.release('paper 1');
    expect(await two.questions.claim('paper 1', noon + minute)).toBe(true);
    expect(await one.questions.claim('paper 1', noon + 60 * minute)).toBe(false);
    expect(await one.questions.claim('paper 1', noon + 62 * minute)).toBe(true);
  });
});
