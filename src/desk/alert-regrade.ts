import { gradeCode } from '../news/grade.ts';
import type { Alert } from '../store/alerts.ts';
import { keepChange } from './alert-amend.ts';
import { editsOf } from './alert-copies.ts';
import { weighAlert } from './alert-draft.ts';
import type { AlertLayouts } from './alert-send.ts';
import { takeAlert } from './alert-view.ts';
import type { Room } from './room.ts';

const MINUTE = 60_000;

/** An alert is edited for its grade no more often: readers are not to watch it flicker, and platforms take few edits. */
const BETWEEN = 5 * MINUTE;

/** What comes later is another story, or a follow-up. */
const REFRESHED_FOR = 48 * 60 * MINUTE;

/**
 * Weighs every open alert anew and, where more or less stands behind it now, edits its copies. Returns how many were. One
 * that cannot be weighed is logged, and stops no other.
 */
export const regradeAlertsOf = (room: Room, layouts: AlertLayouts) => async (): Promise<number> => {
  const open = await room.store.alerts.open(room.clock() - REFRESHED_FOR);
  let regraded = 0;
  for (const alert of open) {
    const moved = await regrade(room, layouts, alert).catch((error: unknown) => {
      room.log.error({ err: error, alert: alert.id }, 'desk: an alert could not be weighed anew');
      return false;
    });
    regraded += Number(moved);
  }
  if (regraded > 0) room.onQueued();
  return regraded;
};

async function regrade(room: Room, layouts: AlertLayouts, { id }: Alert): Promise<boolean> {
  return room.store.transaction(async (tables) => {
    const now = room.clock();
    const before = await takeAlert(room, tables, id, ['sent', 'corrected']);
    const gate = await weighAlert(room, tables, before);
    if (gradeCode(gate.grade) === gradeCode(before.gate.grade) && gate.owners.length === before.gate.owners.length)
      return false;
    const last = (await tables.alertChanges.of(id)).at(-1);
    if (now - Math.max(before.sentAt ?? now, last?.at ?? 0) < BETWEEN) return false;
    const { pending, sending } = await tables.deliveries.countsOf(editsOf(before));
    if (pending + sending > 0) return false;
    const change = { before, alert: { ...before, gate }, kind: 'regraded', reason: null } as const;
    const act = await keepChange(room, tables, layouts, { ...change, id, by: 'desk', byName: 'the desk' });
    await tables.ledger.append(act);
    return true;
  });
}
