import type { Message } from '../message/message.ts';
import { alertLevels } from '../news/alert-level.ts';
import { type Channel, channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { quietUntil } from '../news/quiet-hours.ts';
import { type Role, roleKey } from '../news/role.ts';
import { takesAlert } from '../news/terms.ts';
import { UserError } from '../news/user-error.ts';
import type { Alert } from '../store/alerts.ts';
import { type Delivery, mayStand } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

/** An alert that was sent and its copies, one delivery for each channel. */
export interface AlertReport {
  readonly alert: Alert;
  readonly deliveries: readonly Delivery[];
  readonly channels: readonly Channel[];
}

/** May push alerts: the desk file names them, or a role that they hold. */
export const isEditorOf =
  ({ file: { editors } }: Room) =>
  (person: { readonly platform: string; readonly id: string; readonly roles: readonly Role[] }): boolean =>
    editors.includes(personKey(person)) ||
    person.roles.some((role) => editors.includes(roleKey(person.platform, role)));

/** A channel that takes an alert. */
interface Receiver {
  readonly channel: string;
  /** Where it waits for a digest: the subscription whose digest is due then. */
  readonly quiet: { readonly subscription: number; readonly until: number } | null;
  /** The message that it is to stand below: the channel's copy of the alert that it follows. */
  readonly target: string | null;
}

type Addressed = Pick<Alert, 'level' | 'topics' | 'follows'>;

/**
 * Who takes an alert, each channel once. One that follows another goes wherever that stands. Any other goes by its level and
 * topics: at once, unless all subscriptions of a channel that take it have quiet hours now.
 */
export async function receiversOf(room: Room, tables: Tables, alert: Addressed): Promise<readonly Receiver[]> {
  const subscribers = await subscribersOf(room, tables, alert);
  if (alert.follows === null) return subscribers;
  const quiet = new Map(subscribers.map((receiver) => [receiver.channel, receiver.quiet]));
  const copies = await tables.deliveries.withKey(copiesOf({ id: alert.follows }));
  return copies
    .filter((copy) => mayStand(copy) || (copy.state !== 'recalled' && copy.state !== 'failed'))
    .map(({ id, channel, state }) => ({
      channel,
      quiet: quiet.get(channel) ?? null,
      target: state === 'merged' ? null : id,
    }));
}

async function subscribersOf({ file, clock }: Room, tables: Tables, alert: Addressed): Promise<readonly Receiver[]> {
  const now = clock();
  const all = await tables.subscriptions.all();
  const takes = all.filter((subscription) => subscription.pausedAt === null && takesAlert(subscription, alert));
  const breaks = file.alerts.breakQuiet && alert.level === alertLevels[0];
  return [...Map.groupBy(takes, ({ channel }) => channel)].map(([channel, subscriptions]) => {
    const ends = subscriptions.flatMap(({ id, quiet, zone }) => {
      const until = quiet === null || breaks ? null : quietUntil(quiet, zone, now);
      return until === null ? [] : [{ subscription: id, until }];
    });
    const [first = null] = ends.toSorted((one, other) => one.until - other.until);
    return { channel, quiet: ends.length === subscriptions.length ? first : null, target: null };
  });
}

/** The same. Throws `UserError` where nobody takes it. */
export async function someReceivers(room: Room, tables: Tables, alert: Addressed): Promise<readonly Receiver[]> {
  if (alert.follows !== null) await needOpen(tables, alert.follows);
  const found = await receiversOf(room, tables, alert);
  if (found.length > 0) return found;
  if (alert.follows !== null)
    throw new UserError(
      `Alert ${alert.follows} stands in no channel, so nothing can follow it. /breaking makes a new one.`,
    );
  throw new UserError(
    'No channel takes alerts of this level and these topics, so nothing was sent. /subscribe with alerts:update makes one.',
  );
}

/** Throws `UserError` where nothing can follow an alert any more. */
async function needOpen(tables: Tables, id: number): Promise<void> {
  const followed = await tables.alerts.byId(id);
  const words = `so nothing follows it. /breaking makes a new alert.`;
  if (followed === null || followed.sentAt === null)
    throw new UserError(`There is no alert ${id} that was sent, ${words}`);
  if (followed.state === 'withdrawn') throw new UserError(`Alert ${id} was withdrawn, ${words}`);
  if (followed.resolvedAt !== null) throw new UserError(`Alert ${id} was closed, ${words}`);
}

/**
 * Queues one copy of an alert for each channel that takes it; where that has quiet hours, the digest at their end tells it.
 * In the transaction that makes the alert sent. Returns the channels' keys; throws `UserError` where there are none.
 */
export async function queueAlert(
  room: Room,
  tables: Tables,
  alert: Alert,
  message: Message,
): Promise<readonly string[]> {
  const now = room.clock();
  const found = await someReceivers(room, tables, alert);
  const mayRepeat = room.file.alerts.repeatUnread.includes(alert.level);
  await tables.deliveries.enqueueAll(
    found.map(({ channel, quiet, target }) => ({
      dedupeKey: `${copiesOf(alert)}${channel}`,
      channel,
      kind: 'alert',
      message,
      priority: priority.alert,
      createdAt: now,
      mayRepeat,
      act: target === null ? ('post' as const) : ('reply' as const),
      target,
      ...(quiet === null ? {} : { quiet: 'The channel has quiet hours: the digest at their end tells it.' }),
    })),
  );
  for (const { quiet } of found)
    if (quiet !== null) await tables.subscriptions.hurry(quiet.subscription, Math.max(quiet.until, now));
  return found.map(({ channel }) => channel);
}

/** What became of an alert that was sent. */
export async function alertReport({ store }: Room, alert: Alert): Promise<AlertReport> {
  const deliveries = await store.deliveries.withKey(copiesOf(alert));
  const receivers = new Set(deliveries.map(({ channel }) => channel));
  const channels = await store.channels.all();
  return { alert, deliveries, channels: channels.filter((channel) => receivers.has(channelKey(channel))) };
}

/** How the dedupe keys of an alert's copies start. */
export const copiesOf = ({ id }: Pick<Alert, 'id'>): string => `alert:${id}:`;

/** The number of the alert that a delivery is a copy of. */
export const alertOfCopy = ({ dedupeKey }: Pick<Delivery, 'dedupeKey'>): number => Number(dedupeKey.split(':')[1]);
