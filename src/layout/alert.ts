import type { AlertReport } from '../desk/alert.ts';
import { fields, heading, link, list, note, paragraph, text, time } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { Alert } from '../store/alerts.ts';

/** What every subscribed channel receives. */
export function layoutAlert(alert: Alert): Message {
  const rows: Parameters<typeof fields>[0][number][] = [];
  if (alert.known !== null) rows.push(['Known', alert.known]);
  if (alert.unknown !== null) rows.push(['Not known', alert.unknown]);
  if (alert.link !== null) rows.push(['Source', link(alert.link, alert.link)]);
  const blocks: Block[] = [heading(alert.headline)];
  if (rows.length > 0) blocks.push(fields(rows));
  if (alert.link === null) blocks.push(note('No source was given: treat this as unverified.'));
  blocks.push(
    note(
      text(`${alert.level} · sent `),
      time(alert.createdAt, 'time'),
      text(` by ${alert.authorName} for the desk · alert ${alert.id}`),
    ),
  );
  return { tone: 'breaking', summary: `BREAKING: ${alert.headline}`, blocks };
}

/** More channels than this are counted. */
const MOST_CHANNELS = 20;

/** What the editor sees after sending. */
export function layoutAlertReport({ alert, channels, deliveries }: AlertReport): Message {
  const count = channels.length === 1 ? '1 channel' : `${channels.length} channels`;
  const summary = `Alert ${alert.id} is on its way to ${count}.`;
  const rest = channels.length - MOST_CHANNELS;
  const held = deliveries.filter(({ state }) => state === 'held').length;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      list(channels.slice(0, MOST_CHANNELS).map(({ name, platform }) => [text(`#${name} (${platform})`)])),
      ...(rest > 0 ? [note(`and ${rest} more`)] : []),
      ...(held === 0 ? [] : [note(`${held} of them cannot be posted to now and are paused: /status says why.`)]),
    ],
  };
}
