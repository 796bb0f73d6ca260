import { describe, expect, it } from 'vitest';
import type { AlertRules } from '../../src/content/desk-file.ts';
import type { AlertDraft } from '../../src/desk/alert-draft.ts';
import { layoutAlertView } from '../../src/layout/alert-draft.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { wordsOf } from '../support/gallery.ts';
import { anUpdate, NOON } from '../support/news.ts';
import { aChannel, alertDraft, deskFile, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const MINUTE = 60_000;
const order = (id: number, name: string) => ({ id, by: `test:${name}`, byName: name });
const send = (id: number, override: string | null = null) => ({ ...order(id, 'editor'), override });

describeEngines('an alert with keys', ({ open, place }) => {
  const three = ['test:editor', 'test:second', 'test:third'];
  async function opened(rules: Partial<AlertRules> = {}, store?: Store, editors: readonly string[] = three) {
    const alerts = { ...deskFile.alerts, keys: { flash: 2, urgent: 2, update: 1 }, ...rules };
    const held = store ?? (await open());
    const house = await openDesk(held, { alerts, editors });
    const draft = async (given: Partial<AlertDraft> = {}) =>
      (await house.desk.draftAlert({ ...alertDraft, ...given })).alert.id;
    const actions = async () => (await held.ledger.recent(20)).map(({ action }) => action).reverse();
    const copies = (id: number) => held.deliveries.withKey(`alert:${id}:`);
    return { ...house, store: held, draft, actions, copies };
  }
  async function subscribed(rules: Partial<AlertRules> = {}) {
    const house = await opened(rules);
    await house.desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
    return house;
  }

  it('is drafted and goes nowhere until its author has seen it', async () => {
    const { desk, draft, copies, actions, queued } = await subscribed();
    const id = await draft();
    const view = await desk.alertView(id);
    expect(view).toMatchObject({ standing: 'draft', keys: [], keysNeeded: 2, receivers: { all: 1, quiet: 0 } });
    expect(await copies(id)).toEqual([]);
    expect(queued()).toBe(0);
    expect(await actions()).toEqual(['subscription.created', 'alert.drafted']);
  });

  it('is sent by its author where one key is enough', async () => {
    const { desk, draft, copies, store } = await subscribed();
    const id = await draft({ level: 'update' });
    expect(await desk.sendAlert(send(id))).toMatchObject({ kind: 'sent', alert: { state: 'sent', sentAt: NOON } });
    expect(await copies(id)).toHaveLength(1);
    expect((await store.ledger.recent(1))[0]).toMatchObject({
      action: 'alert.sent',
      details: { keys: [{ person: 'test:editor', name: 'editor', at: NOON }], channels: ['test:news'] },
    });
  });

  it('asks in the editors’ channel for a second key, with the whole alert, and is sent when that is turned', async () => {
    const { desk, draft, copies, actions, store } = await subscribed();
    const id = await draft();
    expect(await desk.sendAlert(send(id))).toMatchObject({ kind: 'waiting', standing: 'waiting' });
    expect(await copies(id)).toEqual([]);
    const [asked] = await store.deliveries.recent({ channel: 'test:editors', limit: 1 });
    if (asked === undefined) throw new Error('nobody was asked');
    expect(asked.kind).toBe('notice');
    expect(wordsOf(asked.message).join(' ')).toMatch(
      /Editor asks for your key.*Ministers meet in Brussels.*They arrived at noon\..*no independent owners.*Turned by editor\..*1 channel.*Approve.*Reject/s,
    );
    expect(await desk.approveAlert(order(id, 'second'))).toMatchObject({ kind: 'sent', alert: { id } });
    expect((await copies(id)).map(({ channel, kind }) => [channel, kind])).toEqual([['test:news', 'alert']]);
    expect((await actions()).slice(1)).toEqual(['alert.drafted', 'alert.approved', 'alert.approved', 'alert.sent']);
    expect((await store.ledger.recent(1))[0]?.details).toMatchObject({
      keys: [{ person: 'test:editor' }, { person: 'test:second' }],
    });
    const [told] = await store.deliveries.recent({ channel: 'test:editors', limit: 1 });
    expect(told?.message.summary).toBe(`Alert ${id} was sent with the key of second: Ministers meet in Brussels`);
  });

  it('waits for as many as its level asks for', async () => {
    const { desk, draft, copies } = await subscribed({ keys: { flash: 3, urgent: 2, update: 1 } });
    const id = await draft({ level: 'flash' });
    expect(wordsOf(layoutAlertView(await desk.alertView(id), 'test:editor')).join(' ')).toContain(
      'Ask for 2 more keys',
    );
    await desk.sendAlert(send(id));
    expect(await desk.approveAlert(order(id, 'second'))).toMatchObject({ kind: 'waiting', keys: { length: 2 } });
    await expect(desk.approveAlert(order(id, 'second'))).rejects.toThrow('You agreed to alert');
    expect(await copies(id)).toEqual([]);
    expect(await desk.approveAlert(order(id, 'third'))).toMatchObject({ kind: 'sent' });
  });

  it.each([
    ['both the last key', 2, ['sent', 'refused']],
    ['the last two keys', 3, ['sent', 'waiting']],
  ] as const)('two who agree at once send it once, with %s', async (_, flash, outcomes) => {
    const home = await place();
    const [one, other] = [await home.open(), await home.open()];
    const rules = { keys: { flash, urgent: 2, update: 1 } };
    const first = await opened(rules, one);
    const second = await opened(rules, other);
    await first.desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
    const id = await first.draft({ level: 'flash' });
    await first.desk.sendAlert(send(id));
    const ended = await Promise.allSettled([
      first.desk.approveAlert(order(id, 'second')),
      second.desk.approveAlert(order(id, 'third')),
    ]);
    expect(ended.map((end) => (end.status === 'fulfilled' ? end.value.kind : 'refused')).toSorted()).toEqual(
      [...outcomes].toSorted(),
    );
    expect(await first.copies(id)).toHaveLength(1);
    expect((await first.actions()).filter((action) => action === 'alert.sent')).toHaveLength(1);
  });

  it('a button that is pressed twice at once sends it once', async () => {
    const { desk, draft, copies } = await subscribed();
    const id = await draft({ level: 'update' });
    const ended = await Promise.allSettled([1, 2, 3].map(() => desk.sendAlert(send(id))));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await copies(id)).toHaveLength(1);
  });

  describe('is refused in words', () => {
    type House = Awaited<ReturnType<typeof subscribed>>;
    const waiting = async ({ desk, draft }: House) => {
      const id = await draft();
      await desk.sendAlert(send(id));
      return id;
    };
    const cases: readonly (readonly [string, RegExp, (house: House) => Promise<unknown>])[] = [
      [
        'an alert that is not there',
        /no alert 99\. \/alert lists/,
        ({ desk }) => desk.approveAlert(order(99, 'second')),
      ],
      ['a number too large', /no alert/, ({ desk }) => desk.sendAlert(send(2 ** 60))],
      [
        'its author’s own second key',
        /You wrote alert \d+: another editor/,
        async (house) => house.desk.approveAlert(order(await waiting(house), 'editor')),
      ],
      [
        'a key before anybody asked',
        /still a draft: Editor has not asked/,
        async ({ desk, draft }) => desk.approveAlert(order(await draft(), 'second')),
      ],
      [
        'another’s draft',
        /a draft of Editor, who alone sends it/,
        async ({ desk, draft }) => desk.sendAlert({ ...order(await draft(), 'second'), override: null }),
      ],
      [
        'a send that waits for a key already',
        /waits for another editor's key: \/alert approve/,
        async (house) => house.desk.sendAlert(send(await waiting(house))),
      ],
      [
        'a key to what was discarded',
        /was discarded by Editor, and nothing was sent/,
        async (house) => {
          const id = await waiting(house);
          await house.desk.discardAlert(order(id, 'editor'));
          return house.desk.approveAlert(order(id, 'second'));
        },
      ],
      [
        'a key to what was rejected',
        /was rejected, and nothing was sent/,
        async (house) => {
          const id = await waiting(house);
          await house.desk.rejectAlert(order(id, 'second'));
          return house.desk.approveAlert(order(id, 'third'));
        },
      ],
      [
        'a key that comes too late',
        /has expired: its keys did not come in time/,
        async (house) => {
          const id = await waiting(house);
          house.at(NOON + 30 * MINUTE + 1);
          return house.desk.approveAlert(order(id, 'second'));
        },
      ],
      [
        'a draft that lay too long',
        /has expired/,
        async ({ desk, draft, at }) => {
          const id = await draft({ level: 'update' });
          at(NOON + 30 * MINUTE + 1);
          return desk.sendAlert(send(id));
        },
      ],
      [
        'a key to what was sent',
        /was sent already/,
        async (house) => {
          const id = await waiting(house);
          await house.desk.approveAlert(order(id, 'second'));
          return house.desk.approveAlert(order(id, 'third'));
        },
      ],
      [
        'its author’s rejection',
        /You wrote alert \d+: \/alert discard/,
        async (house) => house.desk.rejectAlert(order(await waiting(house), 'editor')),
      ],
      [
        'another’s discarding',
        /is Editor's, who alone discards it\. \/alert reject/,
        async (house) => house.desk.discardAlert(order(await waiting(house), 'second')),
      ],
      [
        'an alert that could never have its keys',
        /needs the keys of 4 editors, and this desk names 3/,
        async ({ store }) => (await opened({ keys: { flash: 4, urgent: 4, update: 4 } }, store)).draft(),
      ],
      ['a story that is not there', /no story 99/, ({ draft }) => draft({ story: 99 })],
      [
        'an alert that no channel takes',
        /nothing was sent/,
        async ({ draft, desk, store }) => {
          const id = await draft();
          for (const subscription of await store.subscriptions.all()) await store.subscriptions.remove(subscription.id);
          await expect(draft()).rejects.toThrow('No channel takes');
          return desk.sendAlert(send(id));
        },
      ],
      [
        'a last key where no channel takes it any more',
        /No channel takes/,
        async (house) => {
          const id = await waiting(house);
          for (const { id: own } of await house.store.subscriptions.all()) await house.store.subscriptions.remove(own);
          return house.desk.approveAlert(order(id, 'second'));
        },
      ],
    ];
    it.each(cases)('%s', async (_, words, act) => {
      const house = await subscribed();
      await expect(act(house)).rejects.toThrow(words);
      const [newest] = await house.store.alerts.recent(1);
      const sent = (await house.actions()).filter((action) => action === 'alert.sent').length;
      expect(newest === undefined ? 0 : (await house.copies(newest.id)).length).toBe(sent);
    });
  });

  it('may need more keys than editors are named where a role is', async () => {
    const { store, actions } = await subscribed();
    const { draft } = await opened({ keys: { flash: 4, urgent: 4, update: 4 } }, store, ['test:role/17']);
    await draft();
    expect(await actions()).toContain('alert.drafted');
  });

  it('with too little behind it goes on an editor’s judgement alone, which every channel reads', async () => {
    const { desk, draft, copies, store } = await subscribed({ leastOwners: 2 });
    await desk.take([anUpdate({ title: 'Ministers meet', url: 'https://one.example/a' })]);
    const id = await draft({ level: 'update', story: 1 });
    await expect(desk.sendAlert(send(id))).rejects.toThrow(
      `1 independent owner stands behind alert ${id}, and the desk asks for 2.`,
    );
    await expect(desk.sendAlert(send(id))).rejects.toMatchObject({ option: 'override' });
    await desk.sendAlert(send(id, 'Confirmed by phone'));
    const [copy] = await copies(id);
    if (copy === undefined) throw new Error('nothing was sent');
    expect(wordsOf(copy.message).join(' ')).toMatch(
      /B3 possibly true · 1 independent owner.*Sent on an editor's judgement: Confirmed by phone/s,
    );
    const overridden = (await store.ledger.recent(9)).find(({ action }) => action === 'alert.overridden');
    expect(overridden).toMatchObject({
      actor: 'test:editor',
      details: { reason: 'Confirmed by phone', owners: ['one'], leastOwners: 2 },
    });
  });

  it('with enough behind it needs no reason, and names none', async () => {
    const { desk, draft, copies, actions } = await subscribed({ leastOwners: 2 });
    await desk.take([
      anUpdate({ title: 'Ministers meet', url: 'https://one.example/a' }),
      anUpdate({ title: 'Something else entirely', source: 'two', url: 'https://two.example/b' }),
    ]);
    // One by its story, one by a page that is stored, in another spelling.
    const id = await draft({ level: 'update', story: 1, links: ['http://two.example/b?utm_source=x'] });
    await desk.sendAlert(send(id, 'Not needed'));
    expect(wordsOf((await copies(id))[0]?.message as never).join(' ')).toMatch(
      /B2 probably true · 2 independent owners/,
    );
    expect(await actions()).not.toContain('alert.overridden');
  });

  it('keeps the reason until the second key', async () => {
    const { desk, draft, copies } = await subscribed({ leastOwners: 1 });
    const id = await draft();
    await desk.sendAlert(send(id, 'Seen by our own'));
    await desk.approveAlert(order(id, 'second'));
    expect(JSON.stringify((await copies(id))[0]?.message)).toContain('judgement: Seen by our own');
  });

  it('has as long as the desk file says from when its author asks', async () => {
    const { desk, draft, at } = await subscribed({ expires: 10 });
    const id = await draft();
    at(NOON + 9 * MINUTE);
    await desk.sendAlert(send(id));
    at(NOON + 19 * MINUTE);
    expect(await desk.approveAlert(order(id, 'second'))).toMatchObject({ kind: 'sent' });
  });

  it('that says what was said within a minute is told so', async () => {
    const { desk, draft, at } = await subscribed();
    const first = await draft();
    const again = { ...alertDraft, headline: 'MINISTERS meet, in Brussels!' };
    expect((await desk.draftAlert(again)).same?.id).toBe(first);
    expect((await desk.draftAlert({ ...again, level: 'flash' })).same).toBeNull();
    at(NOON + MINUTE);
    expect((await desk.draftAlert(again)).same).toBeNull();
  });

  it('that was discarded is no reason to ask', async () => {
    const { desk, draft } = await subscribed();
    await desk.discardAlert(order(await draft(), 'editor'));
    expect((await desk.draftAlert(alertDraft)).same).toBeNull();
  });

  it('is listed as it stands now', async () => {
    const { desk, draft, at } = await subscribed();
    const id = await draft();
    at(NOON + 31 * MINUTE);
    await draft();
    expect((await desk.recentAlerts(9)).map(({ standing }) => standing)).toEqual(['draft', 'expired']);
    expect((await desk.alertView(id)).standing).toBe('expired');
  });
});
