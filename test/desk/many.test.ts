import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { asking, openFrontDesk } from '../support/bundled-desk.ts';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const channels = Array.from({ length: 2_000 }, (_, at) => aChannel(`c${at}`));

describeEngines('two thousand channels of one workspace', ({ open }) => {
  it('each have one digest at their time and one copy of an alert, and hold up no question', {
    timeout: 120_000,
  }, async () => {
    const store = await open();
    const { frontDesk, desk, at } = await openFrontDesk(store);
    const terms = someTerms({ cron: '0 13,23 * * *' });
    for (const channel of channels) await desk.subscribe({ channel, terms, by: 'test:editor' });
    await desk.take([anUpdate({ title: 'Alpha talks begin' }), anUpdate({ title: 'Bravo drones seen' })]);
    at(NOON + HOUR);

    let ended = false;
    const publishing = desk.publishDue().finally(() => {
      ended = true;
    });
    // A question arrives with a turn of the loop.
    await nextTurn();
    const ask = asking(frontDesk, {}, channels[1_000]);
    expect((await ask('/subscriptions')).words).toContain('What #c1000 receives');
    expect(ended).toBe(false);
    expect(await publishing).toBe(channels.length);
    expect(await desk.publishDue()).toBe(0);

    await sendAlert(desk, { ...alertDraft, override: 'For a test' });
    const everyone = channels.map(({ id }) => `test:${id}`).toSorted();
    for (const key of ['edition:', 'alert:']) {
      const copies = await store.deliveries.withKey(key);
      expect(copies.map(({ channel }) => channel).toSorted()).toEqual(everyone);
    }
    const [made] = await store.editions.latest([1_001]);
    expect(made).toMatchObject({ slot: NOON + HOUR, stories: [expect.any(Number), expect.any(Number)] });
  });
});
