import type { AlertLevel } from '../news/alert-level.ts';
import { isRoleKey } from '../news/role.ts';
import { UserError } from '../news/user-error.ts';
import type { AlertChange } from '../store/alert-changes.ts';
import type { Alert, AlertKey, AlertState } from '../store/alerts.ts';
import type { Tables } from '../store/store.ts';
import { receiversOf } from './alert.ts';
import { type AlertReceipts, receiptsOf } from './alert-receipts.ts';
import type { Room } from './room.ts';

/** How an alert stands. `expired`: its keys did not come in time. */
export type AlertStanding = AlertState | 'expired';

/** An alert with what an editor decides by. */
export interface AlertView {
  readonly alert: Alert;
  readonly standing: AlertStanding;
  /** Those that were turned, in order. */
  readonly keys: readonly AlertKey[];
  /** How many it takes. */
  readonly keysNeeded: number;
  /** Independent owners that the desk asks for. */
  readonly leastOwners: number;
  /** How many channels would get it now, and how many of them in the digest after their quiet hours. */
  readonly receivers: { readonly all: number; readonly quiet: number };
  /** What became of it after it was sent, in order. */
  readonly changes: readonly AlertChange[];
  /** null before it is sent. */
  readonly receipts: AlertReceipts | null;
}

/** Looks at an alert as it stands now. */
export async function viewAlert(room: Room, tables: Tables, alert: Alert): Promise<AlertView> {
  const receivers = await receiversOf(room, tables, alert);
  return {
    alert,
    standing: standingOf(alert, room.clock()),
    keys: await tables.alerts.keysOf(alert.id),
    keysNeeded: room.file.alerts.keys[alert.level],
    leastOwners: room.file.alerts.leastOwners,
    receipts: await receiptsOf(tables, alert),
    changes: await tables.alertChanges.of(alert.id),
    receivers: { all: receivers.length, quiet: receivers.filter(({ quiet }) => quiet !== null).length },
  };
}

/** Too little stands behind it to go without an editor's reason. */
export const isShort = ({ alert, leastOwners }: Pick<AlertView, 'alert' | 'leastOwners'>): boolean =>
  alert.gate.owners.length < leastOwners;

/** How an alert stands at this time. */
export const standingOf = ({ state, expiresAt }: Alert, now: number): AlertStanding =>
  (state === 'draft' || state === 'waiting') && now > expiresAt ? 'expired' : state;

/**
 * Throws `UserError` where a level asks for more keys than the desk has editors: such an alert would never go. How many
 * hold a role is not known.
 */
export function needEditors({ file: { alerts, editors } }: Room, level: AlertLevel): void {
  const needed = alerts.keys[level];
  const { length } = editors;
  if (length >= needed || editors.some(isRoleKey)) return;
  throw new UserError(
    `An alert of the level ${level} needs the keys of ${needed} editors, and this desk names ${length}, so nothing was sent. ` +
      'Whoever runs Sitrep names more under editors in the desk file, or asks for fewer under alerts.keys.',
  );
}

/** One alert by its number. Throws `UserError` where there is none. */
export const alertViewOf =
  (room: Room) =>
  async (id: number): Promise<AlertView> =>
    viewAlert(room, room.store, await existing(room.store, id));

/** The newest alerts, how each stands. */
export const recentAlertsOf =
  (room: Room) =>
  async (limit: number): Promise<readonly Pick<AlertView, 'alert' | 'standing'>[]> =>
    (await room.store.alerts.recent(limit)).map((alert) => ({ alert, standing: standingOf(alert, room.clock()) }));

async function existing(tables: Tables, id: number): Promise<Alert> {
  const alert = await tables.alerts.byId(id);
  if (alert === null) throw new UserError(`There is no alert ${id}. /alert lists the newest.`, { option: 'id' });
  return alert;
}

/**
 * Takes an alert into this transaction's hands: until it ends, nobody else decides anything about it. Throws `UserError`
 * that says how it stands (`why`), where that is none of these.
 */
export async function takeAlert(
  room: Room,
  tables: Tables,
  id: number,
  states: readonly AlertState[],
  why: (alert: Alert, standing: AlertStanding) => string = standingWords,
): Promise<Alert> {
  for (const state of states) if (await tables.alerts.move(id, state, state)) break;
  const alert = await existing(tables, id);
  const standing = standingOf(alert, room.clock());
  if (!states.some((state) => state === standing)) throw new UserError(why(alert, standing));
  return alert;
}

/** Why no key of an alert is turned that stands so, and what is left to do. */
function standingWords({ id, authorName }: Alert, standing: AlertStanding): string {
  switch (standing) {
    case 'draft':
      return `Alert ${id} is still a draft: ${authorName} has not asked for a key yet.`;
    case 'waiting':
      return `Alert ${id} waits for another editor's key: /alert approve ${id}.`;
    case 'expired':
      return `Alert ${id} has expired: its keys did not come in time, and nothing was sent. /breaking makes a new one.`;
    case 'discarded':
      return `Alert ${id} was discarded by ${authorName}, and nothing was sent. /breaking makes a new one.`;
    case 'rejected':
      return `Alert ${id} was rejected, and nothing was sent. /breaking makes a new one.`;
    case 'sent':
    case 'corrected':
    case 'withdrawn':
      return `Alert ${id} was sent already, so it needs no more keys. /correct ${id} and /withdraw ${id} amend it.`;
  }
}
