import { expect, it } from 'vitest';
import type { Terms } from '../../src/news/terms.ts';
import { describeEngines } from '../support/databases.ts';
import { aChannel, alertDraft, openDesk, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

describeEngines('alert', ({ open }) => {
  it('goes to every channel that takes alerts of its topics, once each, before digests', async () => {
    const store = await open();
    const { desk, queued } = await openDesk(store);
    const subscribe = (id: string, changes: Partial<Terms> = {}) =>
      desk.subscribe({ channel: aChannel(id), terms: someTerms(changes), by: 'test:someone' });
    await subscribe('all');
    await subscribe('all', { cron: '0 9 * * *' });
    await subscribe('military', { topics: ['military'] });
    await subscribe('sanctions', { topics: ['sanctions'] });
    await subscribe('none', { alerts: null });
    await subscribe('flash', { alerts: 'flash' });
    const { alert, deliveries } = await sendAlert(desk, { ...alertDraft, topics: ['military'] });
    expect(deliveries.map(({ channel }) => channel)).toEqual(['test:all', 'test:military']);
    expect(deliveries.every(({ priority, kind }) => priority === 0 && kind === 'alert')).toBe(true);
    expect(await store.alerts.byId(alert.id)).toMatchObject({ headline: alertDraft.headline, state: 'sent' });
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'alert.sent', actor: 'test:editor' });
    expect(queued()).toBe(1);
    expect((await sendAlert(desk, alertDraft)).deliveries).toHaveLength(3);
  });

  it('says so where nobody would receive it, and sends nothing', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    await expect(sendAlert(desk, alertDraft)).rejects.toThrow('nothing was sent');
    expect(await store.alerts.recent(1)).toEqual([]);
  });

  it('knows its editors by platform and id', async () => {
    const { desk } = await openDesk(await open());
    expect(desk.isEditor({ platform: 'test', id: 'editor' })).toBe(true);
    expect(desk.isEditor({ platform: 'other', id: 'editor' })).toBe(false);
    expect(desk.isEditor({ platform: 'test', id: 'someone' })).toBe(false);
  });
});
