import { expect, it } from 'vitest';
import type { Role } from '../../src/news/role.ts';
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

  it.each<[string, boolean, string, string, readonly Role[]]>([
    ['a named person', true, 'test', 'editor', []],
    ['a person of that id elsewhere', false, 'other', 'editor', []],
    ['somebody', false, 'test', 'someone', [{ id: '18', name: 'News' }]],
    ['who holds a named role', true, 'test', 'someone', [{ id: '17', name: null }]],
    ['who holds a role of that id elsewhere', false, 'other', 'someone', [{ id: '17', name: null }]],
    ['who holds a role of that name', false, 'test', 'someone', [{ id: '18', name: '17' }]],
    ['a person whose id is that of the role', false, 'test', '17', []],
  ])('%s: %s', async (_, editor, platform, id, roles) => {
    const { desk } = await openDesk(await open(), { editors: ['test:editor', 'test:role/17'] });
    expect(desk.isEditor({ platform, id, roles })).toBe(editor);
  });
});
