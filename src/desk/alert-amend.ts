import { UserError } from '../news/user-error.ts';
import type { AlertChange, AlertChangeKind } from '../store/alert-changes.ts';
import type { Alert } from '../store/alerts.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import type { Tables } from '../store/store.ts';
import { amendCopies } from './alert-copies.ts';
import { weighAlert } from './alert-draft.ts';
import { type AlertLayouts, type AlertOrder, type AlertOutcome, outcomeOf } from './alert-send.ts';
import { type AlertStanding, takeAlert } from './alert-view.ts';
import type { Room } from './room.ts';

/** An editor's correction: the words that are different, `null` for what is not said any more, and why. */
export interface CorrectionOrder extends AlertOrder, Partial<Pick<Alert, 'headline' | 'known' | 'unknown' | 'links'>> {
  /** Every channel reads it. */
  readonly reason: string;
}

/**
 * Corrects an alert that was sent, wherever it stands: a note goes out at once, then every copy is edited, and the next
 * digest of each channel opens with it. What stands behind the alert is weighed anew. Throws `UserError` where nothing is
 * different, or the alert is not out or was withdrawn.
 */
export const correctAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async ({ id, by, byName, reason, ...words }: CorrectionOrder): Promise<AlertOutcome> =>
    amend(room, layouts, { id, by, byName }, 'corrected', async (tables, alert) => {
      const corrected = { ...alert, ...words, state: 'corrected' as const };
      if (!differs(alert, corrected))
        throw new UserError(
          `Alert ${id} says just that already. Say what is different: /correct ${id} headline:"…" reason:"…"`,
          { option: 'headline' },
        );
      return { reason, alert: { ...corrected, gate: await weighAlert(room, tables, corrected) } };
    });

/**
 * Withdraws an alert wherever it stands, in the same ways; copies that are not out yet stay in. Throws `UserError` where it
 * is not out, or was withdrawn before.
 */
export const withdrawAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async ({ reason, ...order }: AlertOrder & { readonly reason: string }): Promise<AlertOutcome> =>
    amend(room, layouts, order, 'withdrawn', async (_, alert) => ({ reason, alert: { ...alert, state: 'withdrawn' } }));

/** Closes an alert: nothing follows it any more, and its grade is not refreshed. Throws `UserError` where it is not open. */
export const resolveAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async ({ reason, ...order }: AlertOrder & { readonly reason: string | null }): Promise<AlertOutcome> =>
    amend(room, layouts, order, 'resolved', async (_, alert) => {
      if (alert.resolvedAt !== null) throw new UserError(`Alert ${alert.id} was closed already.`);
      return { reason, alert: { ...alert, resolvedAt: room.clock() } };
    });

interface Amended {
  readonly alert: Alert;
  readonly reason: string | null;
}

async function amend(
  room: Room,
  layouts: AlertLayouts,
  order: AlertOrder,
  kind: AlertChangeKind,
  change: (tables: Tables, alert: Alert) => Promise<Amended>,
): Promise<AlertOutcome> {
  const { id } = order;
  await room.store.transaction(async (tables) => {
    const before = await takeAlert(room, tables, id, ['sent', 'corrected'], whyNot);
    const after = await change(tables, before);
    const act = await keepChange(room, tables, layouts, { before, kind, ...after, ...order });
    await tables.ledger.append(act);
  });
  return outcomeOf(room, id, null);
}

/**
 * Stores what became of an alert and brings it to its copies; only for who has taken the alert. Returns what the ledger is
 * to keep of it, last.
 */
export async function keepChange(
  room: Room,
  tables: Tables,
  layouts: AlertLayouts,
  {
    before,
    alert,
    kind,
    reason,
    by,
    byName,
  }: Amended & AlertOrder & { readonly before: Alert; readonly kind: AlertChangeKind },
): Promise<LedgerEntry> {
  const now = room.clock();
  const { id, state, headline, known, unknown, links, gate, resolvedAt } = alert;
  await tables.alerts.move(id, before.state, state, { headline, known, unknown, links, gate, resolvedAt });
  const was = { headline: before.headline, known: before.known, unknown: before.unknown, gate: before.gate };
  const change = { ...was, alert: id, kind, reason, person: by, name: byName, at: now };
  const number = await tables.alertChanges.add(change);
  const changes: readonly AlertChange[] = await tables.alertChanges.of(id);
  const noted = kind === 'corrected' || kind === 'withdrawn';
  const reach = await amendCopies(tables, alert, {
    number,
    standing: layouts.sent(alert, changes),
    note: noted ? layouts.note(alert, { ...change, number }) : null,
    withdrawn: kind === 'withdrawn',
    now,
  });
  const words = { was, now: { headline, known, unknown, links, owners: gate.owners } };
  const details = { name: byName, reason, ...words, ...reach };
  return { at: now, actor: by, action: `alert.${kind}`, subject: `alert:${id}`, details };
}

const differs = (before: Alert, after: Alert): boolean =>
  (['headline', 'known', 'unknown'] as const).some((part) => before[part] !== after[part]) ||
  before.links.join(' ') !== after.links.join(' ');

/** Why nothing is said about an alert that stands so. */
function whyNot({ id, headline }: Alert, standing: AlertStanding): string {
  if (standing === 'withdrawn')
    return `Alert ${id} (“${headline}”) was withdrawn already, and its copies say so. /breaking makes a new one.`;
  if (standing === 'draft' || standing === 'waiting')
    return `Alert ${id} is not out yet, so there is nothing to amend. Its author takes it back: /alert discard ${id}.`;
  return `Alert ${id} never went out, so there is nothing to amend. /alert lists the newest.`;
}
