import type { AlertReport } from '../desk/alert.ts';
import { actions, ask, fields, heading, link, list, note, paragraph, text, time } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { Alert } from '../store/alerts.ts';
import type { Delivery } from '../store/delivery.ts';
import { gateWords } from './alert-gate.ts';

/** What every subscribed channel receives. */
export function layoutAlert(alert: Alert): Message {
  const rows: Parameters<typeof fields>[0][number][] = [];
  if (alert.known !== null) rows.push(['Known', alert.known]);
  if (alert.unknown !== null) rows.push(['Not known', alert.unknown]);
  for (const address of alert.links) rows.push(['Source', link(address, address)]);
  const blocks: Block[] = [heading(alert.headline)];
  if (rows.length > 0) blocks.push(fields(rows));
  if (alert.links.length === 0 && alert.story === null)
    blocks.push(note('No source was given: treat this as unverified.'));
  else blocks.push(note(gateWords(alert.gate)));
  if (alert.override !== null) blocks.push(note(`Sent on an editor's judgement: ${alert.override}`));
  blocks.push(
    note(
      text(`${alert.level} · sent `),
      time(alert.sentAt ?? alert.createdAt, 'time'),
      text(` by ${alert.authorName} for the desk · alert ${alert.id}`),
    ),
  );
  if (alert.story !== null) blocks.push(actions(ask('Story', 'story', { id: alert.story })));
  return { tone: 'breaking', summary: `BREAKING: ${alert.headline}`, blocks };
}

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
    ],
  };
}

const quietWords = (quiet: number): string =>
  quiet === 1
    ? '1 of them has quiet hours now and gets it in the digest at their end.'
    : `${quiet} of them have quiet hours now and get it in the digest at their end.`;
