import type { Message } from '../message/message.ts';
import { type AlertLevel, alertLevels } from '../news/alert-level.ts';
import { type Channel, channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
import { quietUntil } from '../news/quiet-hours.ts';
import { takesAlert } from '../news/terms.ts';
import { UserError } from '../news/user-error.ts';
import type { Alert } from '../store/alerts.ts';
import type { Delivery } from '../store/delivery.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

export interface AlertDraft {
  readonly headline: string;
  readonly known: string | null;
  readonly unknown: string | null;
  readonly link: string | null;
  readonly level: AlertLevel;
  readonly topics: readonly string[];
  /** `platform:user id`. */
  readonly author: string;
  readonly authorName: string;
}

/** An alert and its copies, one delivery for each channel. */
export interface AlertReport {
  readonly alert: Alert;
  readonly deliveries: readonly Delivery[];
  readonly channels: readonly Channel[];
}

/** May push alerts: named in the desk file. */
export const isEditorOf =
  (room: Room) =>
  (person: { readonly platform: string; readonly id: string }): boolean =>
    room.file.editors.includes(personKey(person));

/**
 * Sends an alert to every channel whose subscription takes alerts of its level and topics; where that has quiet hours, the
 * digest at their end tells it. The alert, its ledger entry and its deliveries are one transaction. Throws `UserError` when no channel would receive it.
 */
export const alertOf =
  (room: Room, layout: (alert: Alert) => Message) =>
  async (draft: AlertDraft): Promise<AlertReport> => {
    const now = room.clock();
    const found = await receivers(room, draft, now);
    const channels = found.map(({ channel }) => channel);
    if (channels.length === 0)
      throw new UserError(
        'No channel takes alerts of this level and these topics, so nothing was sent. /subscribe with alerts:update makes one.',
      );
    const alert = await room.store.transaction(async (tables) => {
      const fields = { ...draft, state: 'sent', createdAt: now } as const;
      const sent: Alert = { ...fields, id: await tables.alerts.create(fields) };
      const message = layout(sent);
      const mayRepeat = room.file.alerts.repeatUnread.includes(draft.level);
      await tables.deliveries.enqueueAll(
        found.map(({ channel, quiet }) => ({
          dedupeKey: `${alertKey(sent)}${channel}`,
          channel,
          kind: 'alert',
          message,
          priority: priority.alert,
          createdAt: now,
          mayRepeat,
          ...(quiet === null ? {} : { quiet: 'The channel has quiet hours: the digest at their end tells it.' }),
        })),
      );
      for (const { quiet } of found)
        if (quiet !== null) await tables.subscriptions.hurry(quiet.subscription, Math.max(quiet.until, room.clock()));
      await tables.ledger.append({
        at: now,
        actor: draft.author,
        action: 'alert.sent',
        subject: `alert:${sent.id}`,
        details: { headline: draft.headline, level: draft.level, channels },
      });
      return sent;
    });
    room.onQueued();
    const known = await room.store.channels.all();
    return {
      alert,
      deliveries: await room.store.deliveries.withKey(alertKey(alert)),
      channels: known.filter((channel) => channels.includes(channelKey(channel))),
    };
  };

const alertKey = (alert: Alert): string => `alert:${alert.id}:`;

/** A channel that takes an alert. `quiet`: it waits for the digest that this subscription has at that time. */
interface Receiver {
  readonly channel: string;
  readonly quiet: { readonly subscription: number; readonly until: number } | null;
}

/** Who takes an alert, each channel once: at once, unless all of its subscriptions that take it have quiet hours now. */
async function receivers(
  room: Room,
  draft: Pick<AlertDraft, 'level' | 'topics'>,
  now: number,
): Promise<readonly Receiver[]> {
  const all = await room.store.subscriptions.all();
  const takes = all.filter((subscription) => subscription.pausedAt === null && takesAlert(subscription, draft));
  const breaks = room.file.alerts.breakQuiet && draft.level === alertLevels[0];
  return [...Map.groupBy(takes, ({ channel }) => channel)].map(([channel, subscriptions]) => {
    const ends = subscriptions.flatMap(({ id, quiet, zone }) => {
      const until = quiet === null || breaks ? null : quietUntil(quiet, zone, now);
      return until === null ? [] : [{ subscription: id, until }];
    });
    const [first = null] = ends.toSorted((one, other) => one.until - other.until);
    return { channel, quiet: ends.length === subscriptions.length ? first : null };
  });
}
