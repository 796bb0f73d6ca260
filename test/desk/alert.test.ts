import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { aChannel, alertDraft, openDesk } from '../support/room.ts';

const timetable = { cron: '0 8 * * *', zone: 'UTC' };

describeEngines('alert', ({ open }) => {
  it('goes to every channel that takes alerts of its topics, once each, before digests', async () => {
    const store = await open();
    const { desk, queued } = await openDesk(store);
    const subscribe = (id: string, topics: readonly string[], alerts: boolean, cron = timetable.cron) =>
      desk.subscribe({
        channel: aChannel(id),
        topics,
        timetable: { cron, zone: 'UTC' },
        limit: 5,
        alerts,
        by: 'test:someone',
      });
    await subscribe('all', [], true);
    await subscribe('all', [], true, '0 9 * * *');
    await subscribe('military', ['military'], true);
    await subscribe('sanctions', ['sanctions'], true);
    await subscribe('quiet', [], false);
    const { alert, deliveries } = await desk.alert({ ...alertDraft, topics: ['military'] });
    expect(deliveries.map(({ channel }) => channel)).toEqual(['test:all', 'test:military']);
    expect(deliveries.every(({ priority, kind }) => priority === 0 && kind === 'alert')).toBe(true);
    expect(await store.alerts.byId(alert.id)).toMatchObject({ headline: alertDraft.headline, state: 'sent' });
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'alert.sent', actor: 'test:editor' });
    expect(queued()).toBe(1);
    expect((await desk.alert(alertDraft)).deliveries).toHaveLength(3);
  });

  it('says so where nobody would receive it, and sends nothing', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    await expect(desk.alert(alertDraft)).rejects.toThrow('nothing was sent');
    expect(await store.alerts.recent(1)).toEqual([]);
  });

  it('knows its editors by platform and id', async () => {
    const { desk } = await openDesk(await open());
    expect(desk.isEditor({ platform: 'test', id: 'editor' })).toBe(true);
    expect(desk.isEditor({ platform: 'other', id: 'editor' })).toBe(false);
    expect(desk.isEditor({ platform: 'test', id: 'someone' })).toBe(false);
  });
});
