import { describe, expect, test } from 'vitest';
import { chainBreaks } from '../../bench/chaos/alerts/chain.ts';
import { type Entry, entryOf } from '../../bench/chaos/alerts/history.ts';
import { type Evidence, judgeAlerts } from '../../bench/chaos/alerts/oracle.ts';
import { startWatch } from '../../bench/chaos/alerts/watch.ts';
import type { Row } from '../../bench/chaos/oracle.ts';
import type { Standing } from '../../bench/chaos/standing.ts';
import { describeEngines } from '../support/databases.ts';
import { aChannel, alertDraft, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const channel = 'slack:C1';
const fixed = 'slack:C2';

const row = (key: string, id: string, more: Partial<Row> = {}): Row => ({
  id,
  key,
  kind: key.startsWith('alert') ? 'alert' : 'amendment',
  channel: key.endsWith('C2') ? fixed : channel,
  state: 'sent',
  reason: null,
  receipts: [`${id}.0`],
  marks: [`${id}/0`],
  ...more,
});
const message = (id: string, text: string, more: Partial<Standing> = {}): Standing => ({
  channel,
  receipt: `${id}.0`,
  mark: `${id}/0`,
  above: null,
  text,
  posted: text,
  firstTime: null,
  ...more,
});
const entry = (alert: number, action: string, actor: string, more: Partial<Entry> = {}): Entry => ({
  alert,
  action: `alert.${action}`,
  actor,
  reason: null,
  headline: null,
  channels: [],
  ...more,
});

const first = 'BREAKING: They meet in Brussels';
const second = 'Corrected: They meet in Brussels, They meet in Vilnius. Why: The place';
const third = 'Withdrawn: They meet in Vilnius. Why: No meeting';
const fourth = 'Withdrawn: They stay. Why: They left';

/**
 * An alert in two channels, of which one takes no edits, that was corrected and withdrawn; one that was withdrawn before it
 * came to the second; and a draft.
 */
const well: Evidence = {
  rows: [
    row('alert:1:slack:C1', 'a'),
    row('alert:1:slack:C2', 'b', { receipts: ['g.0'] }),
    row('amend:1:note:1:slack:C1', 'c'),
    row('amend:1:note:1:slack:C2', 'd'),
    row('amend:1:edit:1:slack:C1', 'x', { state: 'recalled', receipts: [] }),
    row('amend:1:edit:1:slack:C2', 'e'),
    row('amend:1:note:2:slack:C1', 'f'),
    row('amend:1:note:2:slack:C2', 'h'),
    row('amend:1:edit:2:slack:C1', 'y', { receipts: ['a.0'] }),
    row('amend:1:edit:2:slack:C2', 'g'),
    row('alert:2:slack:C1', 'i'),
    row('alert:2:slack:C2', 'j', { state: 'recalled', receipts: [] }),
    row('amend:2:note:1:slack:C1', 'k'),
    row('amend:2:edit:1:slack:C1', 'z', { receipts: ['i.0'] }),
  ],
  standing: [
    message('a', third, { posted: first }),
    message('c', second, { above: 'a.0' }),
    message('f', third, { above: 'a.0' }),
    message('i', fourth, { posted: 'BREAKING: They stay' }),
    message('k', fourth, { above: 'i.0' }),
    message('b', first, { channel: fixed }),
    message('d', second, { channel: fixed, above: 'b.0' }),
    message('e', second, { channel: fixed }),
    message('h', third, { channel: fixed, above: 'e.0' }),
    message('g', third, { channel: fixed }),
  ],
  entries: [
    entry(1, 'drafted', 'slack:ann', { headline: 'They meet in Brussels' }),
    entry(1, 'approved', 'slack:ann'),
    entry(1, 'approved', 'discord:ada'),
    entry(1, 'sent', 'discord:ada', { headline: 'They meet in Brussels', channels: [channel, fixed] }),
    entry(1, 'corrected', 'slack:ann', { headline: 'They meet in Vilnius', reason: 'The place' }),
    entry(1, 'withdrawn', 'terminal:local', { headline: 'They meet in Vilnius', reason: 'No meeting' }),
    entry(2, 'drafted', 'slack:ann', { headline: 'They stay' }),
    entry(2, 'approved', 'slack:ann'),
    entry(2, 'approved', 'discord:ada'),
    entry(2, 'sent', 'discord:ada', { headline: 'They stay', channels: [channel, fixed] }),
    entry(2, 'withdrawn', 'slack:ann', { headline: 'They stay', reason: 'They left' }),
    entry(3, 'drafted', 'slack:ann', { headline: 'Nobody agrees' }),
  ],
  keys: new Map([
    [1, ['slack:ann', 'discord:ada']],
    [2, ['slack:ann', 'discord:ada']],
    [3, []],
  ]),
  told: [
    { alert: 1, action: 'alert.sent', actor: 'discord:ada', reason: null },
    { alert: 1, action: 'alert.corrected', actor: 'slack:ann', reason: 'The place' },
  ],
  fixed: new Set([fixed]),
};

const told = (evidence: Partial<Evidence>): readonly string[] =>
  judgeAlerts({ ...well, ...evidence }).map(({ wrong, what, channel: where }) => `${wrong}: ${what} in ${where}`);
const standing = (id: string, change: Partial<Standing>) =>
  well.standing.map((one) => (one.receipt === `${id}.0` ? { ...one, ...change } : one));
const without = (...ids: readonly string[]) =>
  well.standing.filter(({ receipt }) => !ids.some((id) => receipt === `${id}.0`));
const rows = (id: string, change: Partial<Row>) =>
  well.rows.map((one) => (one.id === id ? { ...one, ...change } : one));
const entries = (unwanted: (entry: Entry) => boolean) => well.entries.filter((one) => !unwanted(one));

test('all is well where every copy had its keys and reads as its editors said last', () => {
  expect(judgeAlerts(well)).toEqual([]);
});

test.each<[string, Partial<Evidence>, readonly string[]]>([
  [
    'without its second key in the ledger',
    {
      entries: entries(
        ({ alert, action, actor }) => alert === 2 && action === 'alert.approved' && actor !== 'slack:ann',
      ),
    },
    ['without its keys: alert:2 in slack:C1'],
  ],
  [
    'with its second key after it was sent',
    {
      entries: [
        ...entries(({ alert, actor, action }) => alert === 2 && action === 'alert.approved' && actor !== 'slack:ann'),
        entry(2, 'approved', 'discord:ada'),
      ],
    },
    ['without its keys: alert:2 in slack:C1'],
  ],
  [
    'with two keys of one editor in the store',
    { keys: new Map([...well.keys, [2, ['slack:ann', 'slack:ann']]]) },
    ['without its keys: alert:2 in slack:C1'],
  ],
  [
    'that the ledger does not have',
    { entries: entries(({ alert, action }) => alert === 2 && /sent|withdrawn/.test(action)) },
    [
      'not in the ledger: alert:2 in slack:C1',
      'uncorrected: alert:2 in slack:C1',
      'not in the ledger: alert:2 note 1 in slack:C1',
    ],
  ],
  [
    'where the ledger did not send it',
    {
      entries: well.entries.map((one) => (one.alert === 2 && one.channels.length > 0 ? { ...one, channels: [] } : one)),
    },
    ['not in the ledger: alert:2 in slack:C1'],
  ],
])('a copy stands %s', (_, evidence, findings) => {
  expect(told(evidence)).toEqual(findings);
});

test.each<[string, Partial<Evidence>, readonly string[]]>([
  ['reads as it did first', { standing: standing('a', { text: first }) }, ['uncorrected: alert:1 in slack:C1']],
  [
    'reads as it did before the last change',
    { standing: standing('a', { text: second }) },
    ['uncorrected: alert:1 in slack:C1'],
  ],
  [
    'tells why and not what',
    { standing: standing('a', { text: 'Withdrawn. Why: No meeting' }) },
    ['uncorrected: alert:1 in slack:C1'],
  ],
  [
    'tells why and not that it is withdrawn',
    { standing: standing('a', { text: 'They meet in Vilnius. Why: No meeting' }) },
    ['uncorrected: alert:1 in slack:C1'],
  ],
  [
    'cannot be edited, and no newer message says so',
    { standing: without('g'), rows: rows('b', { receipts: ['e.0'] }).filter(({ id }) => id !== 'g') },
    ['uncorrected: alert:1 in slack:C2'],
  ],
  [
    'has no note of a change',
    { standing: without('f'), rows: well.rows.filter(({ id }) => id !== 'f') },
    ['without its note: alert:1 note 2 in slack:C1'],
  ],
  [
    'has its note in the channel instead of below it',
    { standing: standing('f', { above: null }) },
    ['without its note: alert:1 note 2 in slack:C1'],
  ],
  [
    'has the note of another message',
    { standing: standing('f', { above: 'i.0' }) },
    ['without its note: alert:1 note 2 in slack:C1'],
  ],
  [
    'has a note of a change that the ledger does not have',
    { standing: standing('f', { text: 'Corrected: Why: They say so' }) },
    ['not in the ledger: alert:1 note 2 in slack:C1'],
  ],
  [
    'was posted as withdrawn',
    { standing: standing('i', { posted: fourth }) },
    ['sent after it was withdrawn: alert:2 in slack:C1'],
  ],
])('a copy %s', (_, evidence, findings) => {
  expect(told(evidence)).toEqual(findings);
});

test('a copy that was posted with the words of a change needs no note of it, and may have one', () => {
  const already = { ...well, standing: standing('a', { posted: second }) };
  expect(judgeAlerts(already)).toEqual([]);
  const rest = already.standing.filter(({ receipt }) => receipt !== 'c.0');
  expect(judgeAlerts({ ...already, standing: rest, rows: well.rows.filter(({ id }) => id !== 'c') })).toEqual([]);
});

test.each([
  ['a note', message('n', third, { channel: fixed })],
  ['a newer message', message('n', fourth, { channel: fixed })],
])('%s stands where the alert never came', (name, stranger) => {
  const key = `amend:2:${name === 'a note' ? 'note' : 'edit'}:1:slack:C2`;
  expect(told({ standing: [...well.standing, stranger], rows: [...well.rows, row(key, 'n')] })).toEqual([
    'groundless: alert:2 in slack:C2',
  ]);
});

test.each<[string, Partial<Evidence>, readonly string[]]>([
  [
    'a copy',
    { standing: [...well.standing, message('i', fourth, { receipt: 'i.9' })] },
    ['doubled: alert:2 in slack:C1'],
  ],
  [
    'a note',
    { standing: [...well.standing, message('f', third, { receipt: 'f.9', above: 'a.0' })] },
    ['doubled: alert:1 note 2 in slack:C1'],
  ],
  [
    'a newer message',
    { standing: [...well.standing, message('g', third, { channel: fixed, receipt: 'g.9' })] },
    ['doubled: alert:1 in slack:C2'],
  ],
  ['a newer message where the copy could be edited', { fixed: new Set() }, ['doubled: alert:1 in slack:C2']],
  [
    'a decision in the ledger',
    { entries: [...well.entries, entry(2, 'withdrawn', 'slack:ann', { headline: 'They stay', reason: 'They left' })] },
    ['without its note: alert:2 note 2 in slack:C1', 'doubled: alert:2 alert.withdrawn They left in the ledger'],
  ],
  [
    'a key in the ledger',
    { entries: [...well.entries, entry(3, 'approved', 'slack:ann'), entry(3, 'approved', 'slack:ann')] },
    ['doubled: alert:3 alert.approved slack:ann in the ledger'],
  ],
])('%s is there twice', (_, evidence, findings) => {
  expect(told(evidence)).toEqual(findings);
});

test.each<[string, Partial<Evidence>, readonly string[]]>([
  [
    'a copy does not stand whose row says that it was sent',
    { standing: without('i', 'k') },
    [
      'lost: alert:2 in slack:C1',
      'lost: alert:2:slack:C1 in slack:C1',
      'lost: amend:2:note:1:slack:C1 in slack:C1',
      'lost: amend:2:edit:1:slack:C1 in slack:C1',
    ],
  ],
  [
    'a copy was taken back and its alert was not',
    {
      rows: rows('i', { state: 'recalled', receipts: [] }).filter(({ key }) => !key.startsWith('amend:2')),
      standing: without('i', 'k'),
      entries: entries(({ alert, action }) => alert === 2 && action === 'alert.withdrawn'),
    },
    ['lost: alert:2 in slack:C1', 'lost: alert:2 in slack:C2'],
  ],
  [
    'a receipt is of no message',
    { rows: rows('c', { receipts: ['c.9'] }) },
    ['lost: amend:1:note:1:slack:C1 in slack:C1'],
  ],
  [
    'a row did not come to its end',
    { rows: rows('y', { state: 'uncertain' }) },
    ['stuck: amend:1:edit:2:slack:C1 in slack:C1'],
  ],
  [
    'a message stands that no row knows',
    { standing: [...well.standing, message('s', 'Strange'), message('t', 'Unmarked', { mark: null })] },
    ['unaccounted for: s.0 in slack:C1', 'unaccounted for: t.0 in slack:C1'],
  ],
  [
    'a message stands whose row was taken back',
    { standing: [...well.standing, message('x', second)], fixed: new Set([channel, fixed]) },
    ['uncorrected: alert:1 in slack:C1', 'unaccounted for: amend:1:edit:1:slack:C1 in slack:C1'],
  ],
  [
    'an editor was told what the ledger does not have',
    { told: [{ alert: 3, action: 'alert.approved', actor: 'slack:ann', reason: null }] },
    ['not in the ledger: alert:3 alert.approved in the ledger'],
  ],
  [
    'an editor was told of a correction that the ledger has for another reason',
    { told: [{ alert: 1, action: 'alert.corrected', actor: 'slack:ann', reason: 'The time' }] },
    ['not in the ledger: alert:1 alert.corrected in the ledger'],
  ],
])('%s', (_, evidence, findings) => {
  expect(told(evidence)).toEqual(findings);
});

describe('an entry of the ledger', () => {
  const kept = (subject: string, action: string, details: object) =>
    entryOf({
      seq: 1,
      at: 1,
      actor: 'slack:ann',
      action,
      subject,
      details: JSON.stringify(details),
      previous: '',
      hash: '',
    });

  test('tells what its act changed', () => {
    expect(kept('alert:7', 'alert.sent', { headline: 'One', channels: [channel] })).toMatchObject({
      alert: 7,
      reason: null,
      headline: 'One',
      channels: [channel],
    });
    const details = { reason: 'Why', was: { headline: 'One' }, now: { headline: 'Two' } };
    expect(kept('alert:7', 'alert.corrected', details)).toMatchObject({ reason: 'Why', headline: 'Two', channels: [] });
  });

  test('about something else is none of an alert', () => {
    expect(kept('command:breaking', 'alert.refused', {})).toBeNull();
  });
});

describeEngines('while it runs', ({ name, open, place }) => {
  test('a message is seen that stands without its keys, once', async () => {
    const store = await open();
    const alerts = { ...(await openDesk(store)).room.file.alerts, keys: { flash: 1, urgent: 2, update: 1 } };
    const { desk } = await openDesk(store, { alerts, editors: ['test:editor', 'test:second'] });
    await desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
    const { alert } = await desk.draftAlert(alertDraft);
    const { id } = alert;
    await desk.sendAlert({ id, by: 'test:editor', byName: 'Editor', override: null });
    const early = message('a', `Sent by Editor for the desk · alert ${id}`);
    let standing = [early];
    const watch = startWatch({ store, stage: { standing: () => standing } });
    await watch.look();
    const found = { wrong: 'without its keys', channel, what: 'a.0', why: `alert ${id} was not sent` };
    expect(watch.findings).toEqual([found]);

    await desk.approveAlert({ id, by: 'test:second', byName: 'Second' });
    standing = [early, message('b', early.text)];
    await watch.look();
    expect(watch.findings).toEqual([found]);

    const flash = await desk.draftAlert({ ...alertDraft, headline: 'Ministers leave', level: 'flash' });
    await desk.sendAlert({ id: flash.alert.id, by: 'test:editor', byName: 'Editor', override: null });
    standing = [message('c', `· alert ${flash.alert.id}`), message('d', 'Good morning')];
    await watch.stop();
    expect(watch.findings.slice(1)).toMatchObject([
      { what: 'c.0', why: `alert ${flash.alert.id} has 1 keys` },
      { what: 'd.0', why: 'it is of no alert: Good morning' },
    ]);
  });

  test('a ledger is found broken by its terminal', { timeout: 30_000 }, async () => {
    const home = await place();
    const store = await home.open();
    const act = { at: 1, actor: 'test:editor', action: 'alert.sent', subject: 'alert:1', details: {} };
    await store.ledger.appendAll([act, act]);
    const settings = { SITREP_DATA_DIR: home.dataDir, ...(home.url === null ? {} : { DATABASE_URL: home.url }) };
    expect(await chainBreaks(settings)).toEqual([]);
    if (name === 'postgres') await home.raw('drop trigger ledger_append_only on ledger');
    else await home.raw('drop trigger ledger_no_update');
    await home.raw(`update ledger set actor = 'test:another'`);
    expect(await chainBreaks(settings)).toMatchObject([
      { wrong: 'not in the ledger', what: 'its chain', why: expect.stringContaining('The ledger is broken at entry') },
    ]);
  });
});
