import { describe, expect, it } from 'vitest';
import type { DeliveryStatus, DeliveryView, DeskStatus } from '../../src/desk/status.ts';
import { layoutResend } from '../../src/layout/delivery.ts';
import { layoutStatus } from '../../src/layout/status.ts';
import type { Message } from '../../src/message/message.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import { HOUR, NOON } from '../support/news.ts';
import { aChannel } from '../support/room.ts';

const words = (message: Message): string =>
  renderTerminal(message, { columns: 1_000, colour: false, zone: 'UTC', now: NOON });
const asked = (message: Message) =>
  message.blocks
    .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
    .map((action) => ('ask' in action ? [action.ask, action.options] : []));

const view = (given: Partial<Delivery> = {}): DeliveryView => ({
  channel: aChannel('news'),
  delivery: {
    id: '0123456789abcdefg',
    dedupeKey: 'edition:1:2',
    channel: 'test:news',
    kind: 'digest',
    act: 'post',
    target: null,
    message: { tone: 'routine', summary: 'Digest', blocks: [] },
    state: 'failed',
    priority: 10,
    receipts: [],
    attempts: 1,
    triedAt: null,
    nextTry: NOON,
    mayRepeat: false,
    reason: 'The channel is archived.',
    createdAt: NOON - 2 * HOUR,
    sentAt: null,
    ...given,
  },
});

const none = { pending: 0, sending: 0, uncertain: 0, sent: 0, held: 0, quiet: 0, merged: 0, recalled: 0, failed: 0 };
const status = (given: Partial<Omit<DeliveryStatus, 'counts'>> & { counts?: object } = {}): DeskStatus => ({
  now: NOON,
  deliveries: {
    since: NOON - 24 * HOUR,
    oldest: null,
    troubled: [],
    paused: [],
    more: false,
    ...given,
    counts: { ...none, ...given.counts },
  },
  feeds: { read: 70, failing: 0, waiting: 0 },
  here: { channel: aChannel('news'), next: NOON + HOUR, last: null },
});
const reader = { editor: false };

describe('the status', () => {
  it('is one paragraph where everything is fine', () => {
    const fresh = view({ state: 'pending', reason: null, createdAt: NOON - 1_000 });
    const message = layoutStatus(status({ counts: { sent: 14, sending: 1, pending: 1 }, oldest: fresh }), reader);
    expect(words(message).trim()).toBe(
      'Everything is fine. 14 delivered in the last 24 hours, 2 on the way. Sources: 70, none failing. Next digest here: 24 November 2026, 13:00 UTC.',
    );
    expect(message.blocks).toHaveLength(1);
    expect(words(layoutStatus(status(), reader))).toContain('0 delivered in the last 24 hours, nothing waits.');
  });

  it('says what failed, where and why, and lets an editor send it again', () => {
    const troubled = [view(), view({ id: 'u1', state: 'uncertain', reason: null })];
    const trouble = status({ counts: { sent: 3, failed: 1, uncertain: 1, held: 2 }, troubled });
    const message = layoutStatus(trouble, { editor: true });
    const said = words(message);
    expect(message.summary).toBe('Some deliveries need attention.');
    expect(said).toMatch(/Last 24 hours\s+3 delivered, 1 failed\n/);
    expect(said).toMatch(/Waiting\s+1 uncertain, 2 held\n/);
    expect(said).toContain(
      '1. #news (test) failed: The channel is archived. · digest, made 2 hours ago · 0123456789abcdefg',
    );
    expect(said).toContain('2. #news (test) uncertain: no reason is known');
    expect(asked(message)).toEqual([
      ['resend', { id: '0123456789abcdefg' }],
      ['resend', { id: 'u1' }],
    ]);
    expect(said).toContain('Send 2 again: sitrep resend id:u1');
    expect(asked(layoutStatus(trouble, reader))).toEqual([]);
    expect(said).not.toContain('sitrep deliveries');
    expect(words(layoutStatus(status({ counts: { failed: 3 }, troubled: [view()] }), reader))).toContain(
      'sitrep deliveries --failed',
    );
  });

  it('is not fine where something has waited long, and says since when and why', () => {
    const oldest = view({ state: 'pending', kind: 'alert', reason: 'It is not connected.' });
    expect(words(layoutStatus(status({ counts: { pending: 1 }, oldest }), reader))).toMatch(
      /need attention[\s\S]*Longest\s+alert to #news \(test\), made 2 hours ago: It is not connected\./,
    );
  });

  it('tells of sources that fail, and leads to them', () => {
    const message = layoutStatus({ ...status(), feeds: { read: 70, failing: 2, waiting: 1 } }, reader);
    expect(words(message)).toMatch(/Deliveries are fine\. Some sources[\s\S]*70, 2 failing, 1 not read yet/);
    expect(asked(message)).toEqual([['sources', {}]]);
    const unread = { ...status(), feeds: { read: 70, failing: 0, waiting: 70 } };
    expect(words(layoutStatus(unread, reader))).toContain('70, none read yet');
  });

  it('outside any channel, tells of no deliveries and says where they are told', () => {
    const outside = { ...status(), deliveries: null, here: null };
    const said = words(layoutStatus(outside, reader));
    expect(said).toContain('told in the channel that receives them');
    expect(said).not.toContain('delivered');
    const failing = layoutStatus({ ...outside, feeds: { read: 2, failing: 1, waiting: 0 } }, reader);
    expect(words(failing)).toMatch(/^Some sources cannot be read\./);
  });

  it('offers a subscription where the channel has no digest', () => {
    expect(
      words(layoutStatus({ ...status(), here: { channel: aChannel(), next: null, last: null } }, reader)),
    ).toContain('none; /subscribe makes one');
  });
});

it('shows the receipt of what arrived here last', () => {
  const last = view({ state: 'sent', receipts: ['m1', 'm2'], sentAt: NOON - HOUR }).delivery;
  const shown = layoutStatus({ ...status(), here: { channel: aChannel(), next: null, last } }, reader);
  expect(words(shown)).toMatch(/Last delivered here: digest 1 hour ago \(receipt m1, m2\)/);
});

describe('sending again', () => {
  it('says that it goes, and what may happen where the answer was lost', () => {
    const plain = words(layoutResend({ ...view(), outcome: 'queued' }));
    expect(plain).toContain('The digest to #news (test) is queued to be sent again (delivery 0123456789abcdefg).');
    expect(plain).not.toContain('twice');
    expect(words(layoutResend({ ...view({ triedAt: NOON }), outcome: 'queued' }))).toContain('stands there twice');
  });

  it('asks first where the message may stand there already', () => {
    const message = layoutResend({ ...view({ triedAt: NOON, reason: 'The answer was lost.' }), outcome: 'asks' });
    expect(message.tone).toBe('problem');
    expect(words(message)).toMatch(/Not sent again yet[\s\S]*Look there first[\s\S]*The answer was lost\./);
    expect(asked(message)).toEqual([['resend', { id: '0123456789abcdefg', anyway: true }]]);
  });
});
