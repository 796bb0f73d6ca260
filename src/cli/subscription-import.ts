import type { Desk } from '../desk/desk.ts';
import type { ImportReport, ListedSubscription } from '../desk/import-subscriptions.ts';
import { channelLabel } from '../layout/delivery.ts';
import { fields, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { describeTimetable } from '../news/timetable.ts';
import { localAsker } from './answer.ts';
import { onceASecond } from './progress.ts';

/**
 * Subscribes channels as a list says, as the person at this machine, and says what became of it. `tell` is told how far it
 * is, once a second.
 */
export async function importList(order: {
  readonly desk: Pick<Desk, 'importSubscriptions'>;
  readonly listed: readonly ListedSubscription[];
  readonly dryRun: boolean;
  readonly clock: () => number;
  readonly tell: (words: string) => void;
}): Promise<Message> {
  const { desk, listed, dryRun } = order;
  const progress = onceASecond(order);
  const report = await desk.importSubscriptions({
    listed,
    dryRun,
    by: personKey(localAsker()),
    onProgress: (done, all) => progress(() => `${figure(done)} of ${figure(all)} subscriptions`),
  });
  const { length } = report.created;
  const result = dryRun ? 'would be created. Nothing was written.' : 'created.';
  const summary = length === 0 ? 'Nothing new: every channel has its subscriptions.' : `${counted(length)} ${result}`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      fields(figures(listed, report, dryRun)),
      ...channelBlocks(report, dryRun),
      ...advice(report, dryRun).map((words) => note(words)),
    ],
  };
}

function figures(listed: readonly ListedSubscription[], { created, known }: ImportReport, dryRun: boolean) {
  const paused = created.filter((entry) => entry.paused).length;
  const rows: readonly (readonly [string, number])[] = [
    ['In the list', listed.length],
    [dryRun ? 'To create' : 'Created', created.length],
    ...(paused > 0 ? [['Of these paused', paused] as const] : []),
    ['There already', known.length],
  ];
  return rows.map(([label, count]) => [label, figure(count)] as const);
}

/** More channels are counted. */
const MOST_LINES = 20;

function channelBlocks({ created }: ImportReport, dryRun: boolean): readonly Block[] {
  if (created.length === 0) return [];
  const channels = [...Map.groupBy(created, ({ channel }) => channelKey(channel)).values()];
  const rest = channels.length - MOST_LINES;
  return [
    paragraph(strong(dryRun ? 'Channels to subscribe' : 'Channels subscribed')),
    list(channels.slice(0, MOST_LINES).map(channelLine)),
    ...(rest > 0 ? [note(`and ${figure(rest)} more.`)] : []),
  ];
}

function channelLine(entries: readonly ListedSubscription[]): readonly Inline[] {
  const digests = entries.map(({ terms, paused }) => `${describeTimetable(terms)}${paused ? ', paused' : ''}`);
  const [first] = entries;
  return first === undefined ? [] : [strong(channelLabel(first.channel)), text(` · ${digests.join('; ')}`)];
}

function advice({ created, known }: ImportReport, dryRun: boolean): readonly string[] {
  const stays = known.length > 0 ? ['What was there already (same channel, times and topics) stays as it is.'] : [];
  if (created.length === 0 || dryRun) return stays;
  return [
    ...stays,
    ...(created.some(({ paused }) => !paused) ? ['Digests begin with the next slot of each subscription.'] : []),
    'Whether the bot can post in a channel shows at the first delivery: /status names those where it cannot.',
  ];
}

const figure = (count: number): string => count.toLocaleString('en-GB');
const counted = (count: number): string => `${figure(count)} ${count === 1 ? 'subscription' : 'subscriptions'}`;
