import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import type { AlertChange } from '../store/alert-changes.ts';
import type { Alert } from '../store/alerts.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import type { Tables } from '../store/store.ts';
import { type AlertReport, alertReport, queueAlert, someReceivers } from './alert.ts';
import { type AlertView, isShort, takeAlert, viewAlert } from './alert-view.ts';
import { editorsChannelOf, tell } from './notice.ts';
import type { Room } from './room.ts';

/** Words for what alerts send: the alert itself, and what its editors are told. */
export interface AlertLayouts {
  readonly sent: (alert: Alert, changes: readonly AlertChange[]) => Message;
  /** What is said below its copies when it is amended. */
  readonly note: (alert: Alert, change: AlertChange) => Message;
  /** Shows its editors how its receipts come in. */
  readonly progress: (view: AlertView) => Message;
  /** Asks other editors for their keys. */
  readonly asks: (view: AlertView) => Message;
  /** How it ended. */
  readonly ended: (view: AlertView, byName: string) => Message;
}

/** An editor's decision about an alert. */
export interface AlertOrder {
  readonly id: number;
  /** `platform:user id` of who decides. */
  readonly by: string;
  readonly byName: string;
}

/** What became of a decision: the alert is on its way, or it stands as the view says. */
export type AlertOutcome =
  | ({ readonly kind: 'sent' } & AlertReport)
  | ({ readonly kind: 'waiting' | 'amended' | 'rejected' | 'discarded' } & AlertView);

const MINUTE = 60_000;

/**
 * Its author's word that an alert may go: it is sent where one key is enough, else other editors are asked for theirs.
 * `override`: why, where too little stands behind it. All in one transaction. Throws `UserError` where it may not go.
 */
export const sendAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async ({ override, ...order }: AlertOrder & { readonly override: string | null }): Promise<AlertOutcome> => {
    const { id, by } = order;
    const sent = await room.store.transaction(async (tables) => {
      const now = room.clock();
      const draft = await takeAlert(room, tables, id, ['draft']);
      if (draft.author !== by)
        throw new UserError(
          `Alert ${id} is a draft of ${draft.authorName}, who alone sends it. /breaking makes your own.`,
        );
      const { keys, leastOwners, expires } = room.file.alerts;
      const reason = reasonOf(draft, leastOwners, override);
      const alert = { ...draft, override: reason };
      const details = { reason, owners: draft.gate.owners, leastOwners };
      const acts = [
        ...(reason === null
          ? []
          : [{ at: now, actor: by, action: 'alert.overridden', subject: `alert:${id}`, details }]),
        ...(await turnKey(tables, order, now)),
      ];
      if (keys[draft.level] === 1) {
        const { sent, act } = await release(room, tables, layouts, alert, order);
        await tables.ledger.appendAll([...acts, act]);
        return sent;
      }
      await someReceivers(room, tables, draft);
      const expiresAt = now + expires * MINUTE;
      await tables.alerts.move(id, 'draft', 'waiting', { override: reason, expiresAt });
      const view = await viewAlert(room, tables, { ...alert, state: 'waiting', expiresAt });
      const about = { about: `alert ${id} keys`, since: now, now };
      await tell(tables, await editorsChannelOf(room, tables), layouts.asks(view), about);
      await tables.ledger.appendAll(acts);
      return null;
    });
    return outcomeOf(room, id, sent);
  };

/** Why an alert goes although too little stands behind it; null where enough does. Throws `UserError` where nobody said. */
function reasonOf(alert: Alert, leastOwners: number, override: string | null): string | null {
  if (!isShort({ alert, leastOwners })) return null;
  const reason = override ?? alert.override;
  if (reason !== null) return reason;
  const { length } = alert.gate.owners;
  const stands = length === 1 ? '1 independent owner stands' : `${length} independent owners stand`;
  throw new UserError(
    `${stands} behind alert ${alert.id}, and the desk asks for ${leastOwners}. Where it goes all the same, say why: ` +
      `/alert send ${alert.id} override:"the reason". Every channel reads it.`,
    { option: 'override' },
  );
}

/** Turns an editor's key. Returns what the ledger is to keep of it; nothing where it was turned before. */
export async function turnKey(
  tables: Tables,
  { id, by, byName }: AlertOrder,
  now: number,
): Promise<readonly LedgerEntry[]> {
  if (!(await tables.alerts.addKey({ alert: id, person: by, name: byName, at: now }))) return [];
  const keys = (await tables.alerts.keysOf(id)).length;
  const details = { name: byName, keys };
  return [{ at: now, actor: by, action: 'alert.approved', subject: `alert:${id}`, details }];
}

/**
 * Sends an alert that has its keys, in the transaction that found it so. Returns it as it was sent, and what the ledger is
 * to keep of that, last.
 */
export async function release(
  room: Room,
  tables: Tables,
  layouts: AlertLayouts,
  alert: Alert,
  { by }: AlertOrder,
): Promise<{ readonly sent: Alert; readonly act: LedgerEntry }> {
  const now = room.clock();
  const { id, headline, level, override } = alert;
  await tables.alerts.move(id, alert.state, 'sent', { override, sentAt: now });
  const sent: Alert = { ...alert, state: 'sent', sentAt: now };
  const channels = await queueAlert(room, tables, sent, layouts.sent(sent, []));
  const keys = (await tables.alerts.keysOf(id)).map(({ person, name, at }) => ({ person, name, at }));
  const details = { headline, level, keys, override, channels };
  return { sent, act: { at: now, actor: by, action: 'alert.sent', subject: `alert:${id}`, details } };
}

/** What to tell of a decision: `sent` is the alert where it was sent. */
export async function outcomeOf(room: Room, id: number, sent: Alert | null): Promise<AlertOutcome> {
  room.onQueued();
  if (sent !== null) return { kind: 'sent', ...(await alertReport(room, sent)) };
  const alert = await room.store.alerts.byId(id);
  if (alert === null) throw new Error(`desk: an alert is gone (${id})`);
  const kind = alert.state === 'waiting' ? 'waiting' : 'amended';
  return { kind, ...(await viewAlert(room, room.store, alert)) };
}
