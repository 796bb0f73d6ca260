import type { Message } from '../message/message.ts';
import { channelKey } from '../news/channel.ts';
import type { Alert } from '../store/alerts.ts';
import type { Delivery } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import type { AlertLayouts } from './alert-send.ts';
import { viewAlert } from './alert-view.ts';
import { editorsChannelOf } from './notice.ts';
import { priority } from './priority.ts';
import type { Room } from './room.ts';

const MINUTE = 60_000;

/** So long after it was sent or amended, the receipts of an alert are watched. */
const WATCHED_FOR = 60 * MINUTE;

/** At first every look is shown; later fewer, since they use up edits that the copies wait for. */
const AT_FIRST = MINUTE;
const LATER = MINUTE / 2;

/** Alerts that are watched at once. */
const MOST_WATCHED = 20;

/**
 * Shows in the editors' channel how the receipts of new and amended alerts come in: one message for each alert, which is
 * edited while they do. Returns how many said something new.
 */
export const watchAlertsOf = (room: Room, layouts: AlertLayouts) => async (): Promise<number> => {
  const since = room.clock() - WATCHED_FOR;
  const changed = new Set((await room.store.alertChanges.since(since)).map(({ alert }) => alert));
  const recent = await room.store.alerts.recent(MOST_WATCHED);
  let told = 0;
  for (const alert of recent.filter(({ id, sentAt }) => changed.has(id) || (sentAt ?? 0) > since))
    told += Number(await room.store.transaction((tables) => showProgress(room, tables, layouts, alert)));
  if (told > 0) room.onQueued();
  return told;
};

async function showProgress(room: Room, tables: Tables, layouts: AlertLayouts, alert: Alert): Promise<boolean> {
  const now = room.clock();
  const changes = await tables.alertChanges.of(alert.id);
  const moved = Math.max(alert.sentAt ?? 0, ...changes.map(({ at }) => at));
  const shown = await tables.deliveries.withKey(progressOf(alert));
  const [first = null] = shown;
  const last = shown.at(-1) ?? null;
  if (last !== null && now - moved > AT_FIRST && now - last.createdAt < LATER) return false;
  const message = layouts.progress(await viewAlert(room, tables, alert));
  if (last !== null && JSON.stringify(last.message) === JSON.stringify(message)) return false;
  if (last !== null && last.state === 'pending' && last.triedAt === null) {
    await tables.deliveries.reword(last.dedupeKey, message);
    return true;
  }
  return post(room, tables, alert, { message, first, number: shown.length, now });
}

/** The first time a message of its own, then in the place of that. */
async function post(
  room: Room,
  tables: Tables,
  alert: Alert,
  {
    message,
    first,
    number,
    now,
  }: { readonly message: Message; readonly first: Delivery | null; readonly number: number; readonly now: number },
): Promise<boolean> {
  const channel = await editorsChannelOf(room, tables);
  await tables.channels.save(channel);
  return tables.deliveries.enqueue({
    dedupeKey: `${progressOf(alert)}${number}:`,
    channel: first?.channel ?? channelKey(channel),
    kind: 'notice',
    message,
    priority: priority.notice,
    createdAt: now,
    ...(first === null ? {} : { act: 'edit' as const, target: first.id }),
  });
}

const progressOf = ({ id }: Alert): string => `progress:${id}:`;
