import type { Message } from '../message/message.ts';
import type { AlertLevel } from '../news/alert-level.ts';
import { type Channel, channelKey } from '../news/channel.ts';
import { personKey } from '../news/person.ts';
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
 * Sends an alert to every channel whose subscription takes alerts of its topics. The alert, its ledger entry and its
 * deliveries are one transaction. Throws `UserError` when no channel would receive it.
 */
export const alertOf =
  (room: Room, layout: (alert: Alert) => Message) =>
  async (draft: AlertDraft): Promise<AlertReport> => {
    const now = room.clock();
    const channels = await receivers(room, draft.topics);
    if (channels.length === 0)
      throw new UserError(
        'No channel takes alerts of these topics, so nothing was sent. /subscribe with alerts:true makes one.',
      );
    const alert = await room.store.transaction(async (tables) => {
      const fields = { ...draft, state: 'sent', createdAt: now } as const;
      const sent: Alert = { ...fields, id: await tables.alerts.create(fields) };
      const message = layout(sent);
      const mayRepeat = room.file.alerts.repeatUnread.includes(draft.level);
      await tables.deliveries.enqueueAll(
        channels.map((channel) => ({
          dedupeKey: `${alertKey(sent)}${channel}`,
          channel,
          kind: 'alert',
          message,
          priority: priority.alert,
          createdAt: now,
          mayRepeat,
        })),
      );
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

async function receivers(room: Room, topics: readonly string[]): Promise<readonly string[]> {
  const all = await room.store.subscriptions.all();
  const takes = all.filter(
    (subscription) =>
      subscription.alerts &&
      (topics.length === 0 ||
        subscription.topics.length === 0 ||
        subscription.topics.some((topic) => topics.includes(topic))),
  );
  return [...new Set(takes.map((subscription) => subscription.channel))];
}
