import type { PauseView } from '../desk/pause.ts';
import type { DeliveryStatus, DeliveryView, DeskStatus } from '../desk/status.ts';
import { actions, ask, fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import type { Delivery } from '../store/delivery.ts';
import { channelLabel, stateWords } from './delivery.ts';
import { pausedPlace } from './pause.ts';

/** A delivery that has waited for longer than this is worth a look. */
const LONG = 120_000;

/** Everything fine in one paragraph; otherwise the figures, and what is wrong where. Editors may send again. */
export function layoutStatus(status: DeskStatus, { editor }: { readonly editor: boolean }): Message {
  const { deliveries, feeds, here, now } = status;
  const wrong = deliveries !== null && needsAttention(deliveries, now);
  if (!wrong && feeds.failing === 0) return allFine(status);
  const summary = wrong
    ? 'Some deliveries need attention.'
    : `${deliveries === null ? '' : 'Deliveries are fine. '}Some sources cannot be read.`;
  const rows: Row[] = deliveries === null ? [] : [...deliveryFigures(deliveries)];
  rows.push(['Sources', feedWords(feeds)]);
  if (here !== null) rows.push(['Next digest here', ...nextWords(here)]);
  if (here !== null && here.last !== null) rows.push(['Last delivered here', ...lastWords(here.last)]);
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(strong(summary)),
      fields(rows),
      ...(deliveries === null ? [elsewhere] : trouble(deliveries)),
      ...buttons(status, editor),
    ],
  };
}

type Row = Parameters<typeof fields>[0][number];

const elsewhere = note('How deliveries go is told in the channel that receives them.');

function needsAttention({ counts, oldest, troubled, paused }: DeliveryStatus, now: number): boolean {
  const late = oldest !== null && now - oldest.delivery.createdAt > LONG;
  return late || paused.length > 0 || troubled.length > 0 || counts.failed > 0 || counts.uncertain > 0;
}

function allFine({ deliveries, feeds, here }: DeskStatus): Message {
  const content: (Inline | string)[] = [strong('Everything is fine.'), ' '];
  if (deliveries !== null) {
    const { sent } = deliveries.counts;
    const waiting = waitingWords(deliveries);
    content.push(`${sent} delivered in the last 24 hours, ${waiting === '' ? 'nothing waits' : waiting}. `);
  }
  content.push(`Sources: ${feedWords(feeds)}.`);
  if (here !== null) content.push(' Next digest here: ', ...nextWords(here), '.');
  if (here !== null && here.last !== null) content.push(' Last delivered here: ', ...lastWords(here.last), '.');
  const blocks = [paragraph(...content), ...(deliveries === null ? [elsewhere] : [])];
  return { tone: 'routine', summary: 'Everything is fine.', blocks };
}

/** How many went, failed and wait, and what has waited longest. */
export function deliveryFigures(deliveries: DeliveryStatus): readonly Row[] {
  const { counts, oldest } = deliveries;
  const ended = counted([counts.sent, 'delivered'], [counts.failed, 'failed']);
  return [
    ['Last 24 hours', ended || 'nothing delivered'],
    ['Waiting', waitingWords(deliveries) || 'nothing'],
    ...(oldest === null ? [] : [['Longest', ...oldestWords(oldest)] as const]),
  ];
}

const waitingWords = ({ counts: { pending, sending, uncertain, held, quiet } }: DeliveryStatus): string =>
  counted([pending + sending, 'on the way'], [uncertain, 'uncertain'], [held, 'held'], [quiet, 'for a digest']);

const counted = (...counts: readonly (readonly [count: number, word: string])[]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');

function oldestWords({ delivery, channel }: DeliveryView): readonly Inline[] {
  const { kind, createdAt, reason } = delivery;
  return [
    text(`${kind} to ${channelLabel(channel)}, made `),
    time(createdAt, 'ago'),
    ...(reason === null ? [] : [text(`: ${reason}`)]),
  ];
}

function feedWords({ read, failing, waiting }: DeskStatus['feeds']): string {
  if (read > 0 && waiting === read) return `${read}, none read yet`;
  const unread = waiting === 0 ? '' : `, ${waiting} not read yet`;
  return `${read}, ${failing === 0 ? 'none' : failing} failing${unread}`;
}

const nextWords = ({ next }: NonNullable<DeskStatus['here']>): readonly Inline[] => [
  next === null ? text('none; /subscribe makes one') : time(next, 'moment'),
];

/** What arrived last, with the proof that it did. */
const lastWords = ({ kind, sentAt, createdAt, receipts }: Delivery): readonly Inline[] => [
  text(`${kind} `),
  time(sentAt ?? createdAt, 'ago'),
  text(` (receipt ${receipts.join(', ')})`),
];

function trouble({ counts, troubled, more, paused }: DeliveryStatus): readonly Block[] {
  const hidden = more || counts.failed + counts.uncertain > troubled.length;
  return [
    ...(paused.length === 0 ? [] : [paragraph(strong('Paused')), ...pausedBlocks(paused)]),
    ...(troubled.length === 0 ? [] : [paragraph(strong('Needs attention')), list(troubled.map(troubleLine), true)]),
    ...(hidden ? [note('Whoever runs Sitrep lists all with: sitrep deliveries --failed --uncertain')] : []),
  ];
}

/** More than these are counted. */
const MOST_PAUSED = 10;

function pausedBlocks(paused: DeliveryStatus['paused']): readonly Block[] {
  const rest = paused.length - MOST_PAUSED;
  return [
    list(paused.slice(0, MOST_PAUSED).map(pausedLine)),
    ...(rest > 0 ? [note(`and ${rest} more`)] : []),
    note('It goes on by itself once that is mended. /resume in the channel looks at once.'),
  ];
}

const pausedLine = (pause: PauseView): readonly Inline[] => [
  strong(pausedPlace(pause)),
  text(' since '),
  time(pause.since, 'moment'),
  text(`: ${pause.reason}`),
];

function troubleLine({ delivery, channel }: DeliveryView): readonly Inline[] {
  const { id, kind, state, reason, createdAt } = delivery;
  return [
    strong(channelLabel(channel)),
    text(` ${stateWords[state]}: ${reason ?? 'no reason is known'} · ${kind}, made `),
    time(createdAt, 'ago'),
    text(` · ${id}`),
  ];
}

/** More buttons than these hide what they are about. */
const MOST_BUTTONS = 3;

function buttons({ deliveries, feeds, here }: DeskStatus, editor: boolean): readonly Block[] {
  const troubled = editor ? (deliveries?.troubled ?? []).slice(0, MOST_BUTTONS) : [];
  const all = [
    ...troubled.map(({ delivery }, at) => ask(`Send ${at + 1} again`, 'resend', { id: delivery.id })),
    ...(deliveries?.paused.some(({ channel }) => channel.id === here?.channel.id)
      ? [ask('Resume here', 'resume')]
      : []),
    ...(feeds.failing > 0 ? [ask('Sources', 'sources')] : []),
  ];
  return all.length === 0 ? [] : [actions(...all)];
}
