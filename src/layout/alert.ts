import type { AlertReport } from '../desk/alert.ts';
import { actions, ask, fields, heading, link, list, note, paragraph, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import type { AlertChange } from '../store/alert-changes.ts';
import type { Alert } from '../store/alerts.ts';
import type { Delivery } from '../store/delivery.ts';
import { changeBlocks, isAmendment } from './alert-change.ts';
import { gateWords } from './alert-gate.ts';

/** What every subscribed channel receives, as it reads after these changes. */
export function layoutAlert(alert: Alert, changes: readonly AlertChange[] = []): Message {
  const last = changes.findLast(isAmendment) ?? null;
  return {
    tone: toneOf(alert),
    summary: alert.state === 'sent' && alert.follows === null ? `BREAKING: ${alert.headline}` : alert.headline,
    blocks: [
      ...(last === null ? [heading(alert.headline)] : changeBlocks(alert, last)),
      ...(alert.state === 'withdrawn' ? [] : bodyOf(alert, last)),
      note(...signature(alert)),
      ...(alert.resolvedAt === null
        ? []
        : [note(text('Closed by the desk '), time(alert.resolvedAt, 'moment'), text('.'))]),
      ...(alert.story === null || alert.state === 'withdrawn'
        ? []
        : [actions(ask('Story', 'story', { id: alert.story }))]),
    ],
  };
}

function toneOf({ state, follows }: Alert): Message['tone'] {
  if (state === 'corrected') return 'correction';
  if (state === 'withdrawn') return 'withdrawal';
  return follows === null ? 'breaking' : 'routine';
}

/** What it says beside what was just corrected, and what it rests on. */
function bodyOf(alert: Alert, last: AlertChange | null): readonly Block[] {
  const { known, unknown, links, story, gate, override } = alert;
  const rows: Parameters<typeof fields>[0][number][] = [];
  if (known !== null && (last === null || last.known === known)) rows.push(['Known', known]);
  if (unknown !== null && (last === null || last.unknown === unknown)) rows.push(['Not known', unknown]);
  for (const address of links) rows.push(['Source', link(address, address)]);
  return [
    ...(rows.length > 0 ? [fields(rows)] : []),
    links.length === 0 && story === null
      ? note('No source was given: treat this as unverified.')
      : note(gateWords(gate)),
    ...(override === null ? [] : [note(`Sent on an editor's judgement: ${override}`)]),
  ];
}

const signature = ({ id, level, sentAt, createdAt, authorName, follows }: Alert): readonly Inline[] => [
  text(`${level} · sent `),
  time(sentAt ?? createdAt, 'time'),
  text(` by ${authorName} for the desk · ${follows === null ? '' : `follows alert ${follows} · `}alert ${id}`),
];

/** More channels than this are counted. */
const MOST_CHANNELS = 20;

/** What an editor sees when an alert is on its way. */
export function layoutAlertReport({
  alert,
  channels,
  deliveries,
}: Omit<AlertReport, 'deliveries'> & { readonly deliveries: readonly Pick<Delivery, 'state'>[] }): Message {
  const count = channels.length === 1 ? '1 channel' : `${channels.length} channels`;
  const counted = (wanted: Delivery['state']): number => deliveries.filter(({ state }) => state === wanted).length;
  const [quiet, held] = [counted('quiet'), counted('held')];
  const summary =
    quiet === deliveries.length
      ? `Alert ${alert.id} waits in ${count} for the end of quiet hours, and is told in the digest then.`
      : `Alert ${alert.id} is on its way to ${count}.`;
  const rest = channels.length - MOST_CHANNELS;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      list(channels.slice(0, MOST_CHANNELS).map(({ name, platform }) => [text(`#${name} (${platform})`)])),
      ...(rest > 0 ? [note(`and ${rest} more`)] : []),
      ...(quiet === 0 || quiet === deliveries.length ? [] : [note(quietWords(quiet))]),
      ...(held === 0 ? [] : [note(`${held} of them cannot be posted to now and are paused: /status says why.`)]),
      actions(ask('Receipts', 'alert', { action: 'show', id: alert.id })),
    ],
  };
}

const quietWords = (quiet: number): string =>
  quiet === 1
    ? '1 of them has quiet hours now and gets it in the digest at their end.'
    : `${quiet} of them have quiet hours now and get it in the digest at their end.`;
