import type { Message } from '../message/message.ts';
import type { Alert } from '../store/alerts.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import { type Delivery, mayStand } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import { copiesOf } from './alert.ts';
import { priority } from './priority.ts';

/** What is to be said wherever an alert stands. */
export interface Amendment {
  /** `AlertChange.number` of the change. */
  readonly number: number;
  /** The alert as it reads now: takes the place of every copy. */
  readonly standing: Message;
  /** Says what changed, below every copy and first in the channel's next digest; null where that is not worth a word. */
  readonly note: Message | null;
  /** The alert was withdrawn: what is not out yet stays in. */
  readonly withdrawn: boolean;
  readonly now: number;
}

/** How many messages bring an amendment to the copies of an alert. */
export interface AmendmentReach {
  readonly notes: number;
  readonly edits: number;
}

const amendmentsOf = ({ id }: Pick<Alert, 'id'>): string => `amend:${id}:`;

/** How the dedupe keys of an alert's notes and edits start. */
export const notesOf = (alert: Pick<Alert, 'id'>): string => `${amendmentsOf(alert)}note:`;
export const editsOf = (alert: Pick<Alert, 'id'>): string => `${amendmentsOf(alert)}edit:`;
const digestsOf = (alert: Pick<Alert, 'id'>): string => `${amendmentsOf(alert)}digest:`;

/**
 * Queues what brings an amendment to every copy of an alert: notes first, at the speed of posts, and edits behind all else,
 * since platforms take fewer of them. A copy that is not out yet goes out as the alert reads now, or stays in.
 */
export async function amendCopies(tables: Tables, alert: Alert, amendment: Amendment): Promise<AmendmentReach> {
  const { deliveries } = tables;
  const { standing, withdrawn } = amendment;
  if (withdrawn) await deliveries.recallAll(copiesOf(alert), 'The alert was withdrawn before it went out there.');
  await deliveries.reword(copiesOf(alert), standing);
  const newer = 'A newer amendment says how the alert reads.';
  await deliveries.recallAll(editsOf(alert), newer);
  await deliveries.recallAll(digestsOf(alert), newer);

  const copies = await deliveries.withKey(copiesOf(alert));
  const notes = copies.flatMap((copy) => noteTo(alert, amendment, copy));
  const edits = copies.flatMap((copy) => editOf(alert, amendment, copy));
  await deliveries.enqueueAll([...notes, ...edits, ...(await digestNotes(tables, alert, amendment, copies))]);
  return { notes: notes.length, edits: edits.length };
}

const amending = (key: string, { channel }: Delivery, message: Message, now: number) => ({
  dedupeKey: `${key}${channel}`,
  channel,
  kind: 'amendment' as const,
  message,
  priority: priority.alert,
  createdAt: now,
  // Better there twice than not at all.
  mayRepeat: true,
});

/** Below the copy; a channel that a digest told of the alert gets it as a message of its own. */
function noteTo(alert: Alert, { note, number, now }: Amendment, copy: Delivery): readonly NewDelivery[] {
  if (note === null) return [];
  const delivery = amending(`${notesOf(alert)}${number}:`, copy, note, now);
  if (copy.state === 'merged') return [delivery];
  if (!mayStand(copy)) return [];
  // What stands below another message has nothing below itself.
  return [{ ...delivery, act: 'reply', target: copy.act === 'reply' ? copy.target : copy.id }];
}

function editOf(alert: Alert, { standing, number, now }: Amendment, copy: Delivery): readonly NewDelivery[] {
  if (copy.state === 'merged' || !mayStand(copy)) return [];
  const delivery = amending(`${editsOf(alert)}${number}:`, copy, standing, now);
  return [{ ...delivery, priority: priority.edit, act: 'edit', target: copy.id }];
}

async function digestNotes(
  tables: Tables,
  alert: Alert,
  { note, number, now }: Amendment,
  copies: readonly Delivery[],
): Promise<readonly NewDelivery[]> {
  if (note === null) return [];
  const subscribed = new Set((await tables.subscriptions.all()).map(({ channel }) => channel));
  return copies
    .filter((copy) => subscribed.has(copy.channel) && (copy.state === 'merged' || mayStand(copy)))
    .map((copy) => ({
      ...amending(`${digestsOf(alert)}${number}:`, copy, note, now),
      target: copy.id,
      quiet: "The channel's next digest opens with it.",
    }));
}
