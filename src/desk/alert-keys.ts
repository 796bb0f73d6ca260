import { UserError } from '../news/user-error.ts';
import type { Alert } from '../store/alerts.ts';
import { type AlertLayouts, type AlertOrder, type AlertOutcome, outcomeOf, release, turnKey } from './alert-send.ts';
import { type AlertView, takeAlert, viewAlert } from './alert-view.ts';
import { editorsChannelOf, tell } from './notice.ts';
import type { Room } from './room.ts';

/**
 * Another editor's word that an alert may go. With the last key that it needs, it is sent in the same transaction, so that
 * two who agree at once send it once. Throws `UserError` to its author, and where there is nothing to agree to.
 */
export const approveAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async (order: AlertOrder): Promise<AlertOutcome> => {
    const { id, by, byName } = order;
    const sent = await room.store.transaction(async (tables) => {
      const now = room.clock();
      const alert = await takeAlert(room, tables, id, ['waiting']);
      if (alert.author === by) throw new UserError(`You wrote alert ${id}: another editor has to agree to it.`);
      const acts = await turnKey(tables, order, now);
      if (acts.length === 0) throw new UserError(`You agreed to alert ${id} already: it waits for another editor.`);
      const keys = await tables.alerts.keysOf(id);
      if (keys.length < room.file.alerts.keys[alert.level]) {
        await tables.ledger.appendAll(acts);
        return null;
      }
      const { sent, act } = await release(room, tables, layouts, alert, order);
      const view = await viewAlert(room, tables, sent);
      const about = { about: `alert ${id} sent`, since: now, now };
      await tell(tables, await editorsChannelOf(room, tables), layouts.ended(view, byName), about);
      await tables.ledger.appendAll([...acts, act]);
      return sent;
    });
    return outcomeOf(room, id, sent);
  };

/** Another editor's word that an alert may not go, which the editors' channel is told. Throws `UserError` to its author. */
export const rejectAlertOf =
  (room: Room, layouts: AlertLayouts) =>
  async (order: AlertOrder): Promise<AlertOutcome> => {
    const view = await end(room, order, 'rejected', layouts);
    room.onQueued();
    return { kind: 'rejected', ...view };
  };

/** Its author's word that an alert is not to go. Throws `UserError` to others. */
export const discardAlertOf =
  (room: Room) =>
  async (order: AlertOrder): Promise<AlertOutcome> => ({
    kind: 'discarded',
    ...(await end(room, order, 'discarded', null)),
  });

function end(
  room: Room,
  { id, by, byName }: AlertOrder,
  how: 'rejected' | 'discarded',
  layouts: AlertLayouts | null,
): Promise<AlertView> {
  return room.store.transaction(async (tables) => {
    const now = room.clock();
    const alert = await takeAlert(room, tables, id, how === 'rejected' ? ['waiting'] : ['draft', 'waiting']);
    refuseWrongHands(alert, by, how);
    await tables.alerts.move(id, alert.state, how);
    const view = await viewAlert(room, tables, { ...alert, state: how });
    if (layouts !== null) {
      const about = { about: `alert ${id} ${how}`, since: now, now };
      await tell(tables, await editorsChannelOf(room, tables), layouts.ended(view, byName), about);
    }
    const details = { name: byName, headline: alert.headline };
    await tables.ledger.append({ at: now, actor: by, action: `alert.${how}`, subject: `alert:${id}`, details });
    return view;
  });
}

/** Others reject an alert, and its author discards it. */
function refuseWrongHands({ id, author, authorName }: Alert, by: string, how: 'rejected' | 'discarded'): void {
  if (how === 'rejected' && author === by)
    throw new UserError(`You wrote alert ${id}: /alert discard ${id} takes it back.`);
  if (how === 'discarded' && author !== by)
    throw new UserError(`Alert ${id} is ${authorName}'s, who alone discards it. /alert reject ${id} stops it.`);
}

/** Keeps for the record that somebody wanted to do what they may not, and by which command or request. */
export const noteRefusalOf =
  (room: Room) =>
  async ({
    by,
    byName,
    subject,
    action = 'alert.refused',
  }: Omit<AlertOrder, 'id'> & {
    readonly subject: string;
    readonly action?: 'alert.refused' | 'updates.refused';
  }): Promise<void> =>
    room.store.ledger.append({
      at: room.clock(),
      actor: by,
      action,
      subject,
      details: { name: byName },
    });
