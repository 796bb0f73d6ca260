import type { AlertAsOf, AsOf, AsOfQuery } from '../desk/as-of.ts';
import type { DeliveryView } from '../desk/status.ts';
import { actions, ask, divider, heading, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Action, Block, Inline, Message } from '../message/message.ts';
import { writtenName } from '../news/channel.ts';
import type { AlertChange, AlertChangeKind } from '../store/alert-changes.ts';
import type { Delivery } from '../store/delivery.ts';
import { isAmendment } from './alert-change.ts';
import { channelLabel } from './delivery.ts';
import { retold } from './retold.ts';

/** What had been posted by a time: alerts with what became of them, then digests, the last one in full. */
export function layoutAsOf(asOf: AsOf, { editor }: { readonly editor: boolean }): Message {
  const { query, alerts, digests, more } = asOf;
  const place = query.channel === null ? 'all channels' : writtenName(query.channel);
  const summary = `What ${place} had been told${query.topic === null ? '' : ` on ${query.topic.name}`}`;
  const buttons = alerts.flatMap(({ alert }) => buttonOf(alert, editor)).slice(0, MOST_BUTTONS);
  return {
    tone: 'routine',
    summary,
    blocks: [
      heading(summary),
      paragraph(text('As of '), time(query.at, 'moment'), text(':')),
      ...(alerts.length + digests.length === 0
        ? [paragraph('Nothing had been posted by then: no alert and no digest had its receipt.')]
        : []),
      ...(alerts.length === 0 ? [] : [heading('Alerts'), ...alerts.flatMap((alert) => alertBlocks(alert, query))]),
      ...digestBlocks(digests, query),
      ...(more ? [note('There is more: limit takes up to 20, and an earlier time shows what was before.')] : []),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    ],
  };
}

/** More buttons than these hide what they are about. */
const MOST_BUTTONS = 3;

function buttonOf({ id, story }: AlertAsOf['alert'], editor: boolean): readonly Action[] {
  if (editor) return [ask(`Alert ${id}`, 'alert', { action: 'show', id })];
  return story === null ? [] : [ask(`Story ${story}`, 'story', { id: story })];
}

function alertBlocks(asOf: AlertAsOf, query: AsOfQuery): readonly Block[] {
  const { copy, edit, note: below, since } = asOf;
  return [
    ...said(edit ?? copy),
    ...(below === null ? [] : [note('Below it, and not in its place yet:'), ...said(below)]),
    note(...standing(asOf, query)),
    ...(since.length === 0 ? [] : [list(since.map(sinceLine))]),
    divider,
  ];
}

const said = (delivery: Delivery, place = ''): ReturnType<typeof retold> =>
  retold({ message: delivery.message, at: postedAt(delivery), place });

/** What is on record has a receipt, and with it the time when it was posted. */
const postedAt = ({ sentAt, createdAt }: Delivery): number => sentAt ?? createdAt;

/** What the desk had made of an alert, and how far that had come. */
function standing({ alert, copy, edit, copies, edits, changes }: AlertAsOf, { channel }: AsOfQuery): readonly Inline[] {
  const last = changes.findLast(isAmendment);
  const channels = copies.all === 1 ? '1 channel' : `${copies.all} channels`;
  return [
    text(`Alert ${alert.id} · ${last?.kind ?? 'sent'}`),
    ...(last === undefined ? [] : [text(' '), time(last.at, 'moment')]),
    ...(channel === null || edit === null ? [] : [text(' · first posted here '), time(postedAt(copy), 'moment')]),
    text(` · delivered to ${copies.posted} of ${channels}${changes.length === 0 ? '' : `, edited in ${edits.posted}`}`),
  ];
}

const changeWords: Readonly<Record<AlertChangeKind, string>> = {
  corrected: 'corrected',
  withdrawn: 'withdrawn',
  regraded: 'graded anew',
  resolved: 'closed',
};

/** Why an alert was closed is for editors; of the other changes readers were told. */
const sinceLine = (change: AlertChange): readonly Inline[] => [
  text('Since then '),
  strong(changeWords[change.kind]),
  text(' '),
  time(change.at, 'moment'),
  ...(change.reason === null || !isAmendment(change) ? [] : [text(`: ${change.reason}`)]),
];

/** The last one in full, of those before it how much they told. */
function digestBlocks(digests: readonly DeliveryView[], { channel, topic }: AsOfQuery): readonly Block[] {
  const [last, ...before] = digests;
  if (last === undefined) return [];
  const place = (view: DeliveryView): string => (channel === null ? `${channelLabel(view.channel)} · ` : '');
  const [head, ...told] = said(last.delivery, place(last));
  return [
    heading('Digests'),
    head,
    ...(topic === null ? told : onTopic(told, topic.name)).map(withTimes),
    ...(before.length === 0 ? [] : [divider, list(before.map((view) => lineOf(view, place(view))))]),
  ];
}

const lineOf = ({ delivery }: DeliveryView, place: string): readonly Inline[] => [
  text(`${place}${delivery.message.summary} · `),
  time(postedAt(delivery), 'moment'),
];

/** A digest names its topics by headings. */
function onTopic(blocks: readonly Block[], name: string): readonly Block[] {
  const from = blocks.findIndex((block) => block.kind === 'heading' && block.text === name);
  const stories = from < 0 ? [] : blocks.slice(from + 1);
  const to = stories.findIndex(({ kind }) => kind !== 'story');
  const found = to < 0 ? stories : stories.slice(0, to);
  return found.length === 0 ? [note(`It told nothing on ${name}.`)] : found;
}

/** When its stories were reported, instead of how long ago that is by now. */
const withTimes = (block: Block): Block =>
  block.kind === 'story'
    ? {
        ...block,
        judgement: block.judgement.map((part) => (part.kind === 'time' ? { ...part, style: 'moment' } : part)),
      }
    : block;
