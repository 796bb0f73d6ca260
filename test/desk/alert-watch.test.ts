import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { seeOff } from '../support/deliveries.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const MINUTE = 60_000;

describeEngines('an alert after it was sent', ({ open }) => {
  async function sent(story = false) {
    const store = await open();
    const house = await openDesk(store);
    for (const id of ['news', 'other'])
      await house.desk.subscribe({ channel: aChannel(id), terms: someTerms(), by: 'test:someone' });
    const report = (source: string) =>
      house.desk.take([
        anUpdate({ source, url: `https://${source}.example/talks`, title: 'Alpha talks begin in Geneva today' }),
      ]);
    await report('one');
    const { alert } = await sendAlert(house.desk, { ...alertDraft, story: story ? 1 : null });
    const rows = (prefix: string) => store.deliveries.withKey(prefix);
    const deliver = async (prefix: string, at = NOON) => {
      for (const delivery of await rows(prefix))
        if (delivery.state === 'pending') await seeOff(store, delivery, { how: 'sent', at });
    };
    return { ...house, store, alert, report, rows, deliver, progress: `progress:${alert.id}:` };
  }

  it('shows its receipts in the editors’ channel, in one message that is edited as they come in', async () => {
    const { desk, at, alert, rows, deliver, progress } = await sent();
    expect(await desk.watchAlerts()).toBe(1);
    const [first, ...none] = await rows(progress);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ channel: 'test:editors', kind: 'notice', act: 'post' });
    expect(wordsOf(first?.message ?? alert404()).join(' ')).toMatch(
      /Alert 1 \(sent, urgent\).*0 of 2 delivered, 2 waiting/s,
    );
    // Nothing new is nothing to say, and what was not posted yet says the newest.
    expect(await desk.watchAlerts()).toBe(0);
    await deliver(`alert:${alert.id}:test:news`);
    expect(await desk.watchAlerts()).toBe(1);
    expect(await rows(progress)).toHaveLength(1);
    await deliver(progress);
    await deliver(`alert:${alert.id}:`);
    at(NOON + 10_000);
    expect(await desk.watchAlerts()).toBe(1);
    const [, edit] = await rows(progress);
    expect(edit).toMatchObject({ act: 'edit', target: first?.id, channel: 'test:editors' });
    expect(wordsOf(edit?.message ?? alert404()).join(' ')).toContain('2 of 2 delivered');
  });

  it('shows fewer looks after a minute, and none after an hour', async () => {
    const { desk, at, alert, rows, deliver, progress } = await sent();
    await desk.watchAlerts();
    await deliver(progress);
    await deliver(`alert:${alert.id}:test:news`);
    at(NOON + 2 * MINUTE);
    expect(await desk.watchAlerts()).toBe(1);
    await deliver(progress, NOON + 2 * MINUTE);
    await deliver(`alert:${alert.id}:`, NOON + 2 * MINUTE);
    at(NOON + 2 * MINUTE + 10_000);
    expect(await desk.watchAlerts()).toBe(0);
    at(NOON + 2 * MINUTE + 30_000);
    expect(await desk.watchAlerts()).toBe(1);
    at(NOON + 61 * MINUTE);
    await desk.withdrawAlert({ id: alert.id, by: 'test:editor', byName: 'Editor', reason: 'There was none.' });
    expect(await desk.watchAlerts()).toBe(1);
    expect(await rows(progress)).toHaveLength(3);
    at(NOON + 122 * MINUTE);
    expect(await desk.watchAlerts()).toBe(0);
  });

  it('is edited where more stands behind it now, and no more often than every few minutes', async () => {
    const { desk, at, store, alert, report, rows, deliver } = await sent(true);
    await deliver(`alert:${alert.id}:`);
    const edits = () => rows(`amend:${alert.id}:edit:`);
    at(NOON + 6 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(0);
    await report('two');
    expect(await desk.regradeAlerts()).toBe(1);
    expect(await edits()).toHaveLength(2);
    expect(wordsOf((await edits())[0]?.message ?? alert404()).join(' ')).toContain('2 independent owners');
    expect(await rows(`amend:${alert.id}:note:`)).toEqual([]);
    expect((await store.alerts.byId(alert.id))?.gate.owners).toHaveLength(2);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'alert.regraded', actor: 'desk' });
    await report('three');
    at(NOON + 10 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(0);
    // The edits before it are still on their way.
    at(NOON + 12 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(0);
    await deliver(`amend:${alert.id}:edit:`, NOON + 12 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(1);
  });

  it('keeps its grade where it is closed, withdrawn or of yesterday', async () => {
    const { desk, at, alert, report } = await sent(true);
    await desk.resolveAlert({ id: alert.id, by: 'test:editor', byName: 'Editor', reason: null });
    await report('two');
    at(NOON + 6 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(0);
    const { alert: second } = await sendAlert(desk, { ...alertDraft, headline: 'A second one', story: 1 });
    await report('three');
    at(NOON + 49 * 60 * MINUTE);
    expect(await desk.regradeAlerts()).toBe(0);
    expect(second.gate.owners).toHaveLength(2);
  });
});

const alert404 = (): never => {
  throw new Error('there is no message');
};
