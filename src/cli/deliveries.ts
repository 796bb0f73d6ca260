import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { DeskStatus } from '../desk/status.ts';
import { channelLabel, layoutResend, stateWords } from '../layout/delivery.ts';
import { deliveryFigures } from '../layout/status.ts';
import { fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { type Channel, channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { UserError } from '../news/user-error.ts';
import type { Delivery, DeliveryState } from '../store/delivery.ts';
import { waitingStates } from '../store/delivery-query.ts';
import { localAsker } from './answer.ts';
import { channelNamed } from './channel.ts';

/** Rows for a program that reads them, and the same in words. */
export interface Listing {
  readonly message: Message;
  readonly rows: readonly object[];
}

const MOST = 1_000;

/**
 * `sitrep deliveries`: the newest deliveries with their receipts and reasons, of every channel or of one. `resend <id>`
 * sends one again, as the person at this machine decided.
 */
export async function deliveries({
  bureau,
  args,
}: {
  readonly bureau: Pick<Bureau, 'store' | 'desk'>;
  readonly args: readonly string[];
}): Promise<Listing | Message> {
  if (args[0] === 'resend') return resend(bureau, args.slice(1));
  const { values } = parseArgs({
    args: [...args],
    options: {
      failed: { type: 'boolean', default: false },
      uncertain: { type: 'boolean', default: false },
      waiting: { type: 'boolean', default: false },
      channel: { type: 'string' },
      limit: { type: 'string', default: '20' },
    },
  });
  const { store, desk } = bureau;
  const limit = limitOf(values.limit);
  const states = new Set<DeliveryState>([
    ...(values.failed ? (['failed'] as const) : []),
    ...(values.uncertain ? (['uncertain'] as const) : []),
    ...(values.waiting ? waitingStates : []),
  ]);
  const named = values.channel === undefined ? null : await channelNamed(store, values.channel);
  const only = named === null ? {} : { channel: channelKey(named) };
  const found = await store.deliveries.recent({ ...only, states: [...states], limit: limit + 1 });
  const channels = new Map((await store.channels.all()).map((channel) => [channelKey(channel), channel]));
  const shown = found
    .slice(0, limit)
    .map((delivery) => ({ delivery, channel: channels.get(delivery.channel) ?? null }));
  const status = await desk.status({ channel: named, all: named === null });
  return { message: layout(status, shown, found.length > limit), rows: shown.map(asData) };
}

async function resend({ desk }: Pick<Bureau, 'desk'>, args: readonly string[]): Promise<Message> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { anyway: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined)
    throw new UserError('Say which one: sitrep deliveries resend <id>. sitrep deliveries lists them.');
  const asker = localAsker();
  return layoutResend(await desk.resend({ id, anyway: values.anyway, by: personKey(asker), byName: asker.name }));
}

function limitOf(typed: string): number {
  const limit = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (limit < 1 || limit > MOST) throw new UserError(`--limit takes a whole number from 1 to ${MOST}, not “${typed}”.`);
  return limit;
}

interface Shown {
  readonly delivery: Delivery;
  readonly channel: Channel | null;
}

/** Every column but the message's blocks; times as epoch milliseconds. */
function asData({ delivery: { message, ...row }, channel }: Shown): object {
  return { ...row, channelName: channel?.name ?? null, summary: message.summary };
}

function layout({ deliveries: all }: DeskStatus, shown: readonly Shown[], more: boolean): Message {
  const summary = shown.length === 0 ? 'There are no such deliveries.' : `Deliveries, newest first: ${shown.length}`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      ...(all === null ? [] : [fields(deliveryFigures(all))]),
      paragraph(summary),
      ...(shown.length === 0 ? [] : [list(shown.map(line))]),
      ...(more ? [note('There are older ones: --limit lists more.')] : []),
    ],
  };
}

function line({ delivery, channel }: Shown): readonly Inline[] {
  const { id, kind, state, attempts, receipts, reason, createdAt, sentAt, nextTry } = delivery;
  const place = channel === null ? delivery.channel : channelLabel(channel);
  const again = (state === 'pending' || state === 'uncertain') && attempts > 0;
  return [
    strong(id),
    text(` ${stateWords[state]} · ${kind} to ${place} · made `),
    time(createdAt, 'moment'),
    ...(sentAt === null ? [] : [text(' · delivered '), time(sentAt, 'moment')]),
    ...(again ? [text(' · next try '), time(nextTry, 'moment')] : []),
    text(` · ${attempts} ${attempts === 1 ? 'try' : 'tries'} · `),
    text(
      receipts.length === 0 ? 'no receipt' : `${receipts.length === 1 ? 'receipt' : 'receipts'} ${receipts.join(', ')}`,
    ),
    ...(reason === null ? [] : [text(` · ${reason}`)]),
  ];
}
