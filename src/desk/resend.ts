import { UserError } from '../news/user-error.ts';
import type { Delivery } from '../store/delivery.ts';
import type { Room } from './room.ts';
import { type DeliveryView, viewOf } from './status.ts';

export interface ResendOrder {
  readonly id: string;
  /** Decided although the message may then stand in the channel twice. */
  readonly anyway: boolean;
  /** `platform:user id` of who decided. */
  readonly by: string;
  readonly byName: string;
}

/** What became of the order. `asks`: nothing was changed, because the message may stand in the channel already. */
export interface ResendReport extends DeliveryView {
  readonly outcome: 'queued' | 'asks';
}

/**
 * Puts a failed or uncertain delivery back by a person's decision, with an entry in the ledger. Where a try may have
 * reached the channel, only with `anyway`. Throws `UserError` for a delivery that needs no sending, or that is unknown.
 */
export const resendOf =
  (room: Room) =>
  async ({ id, anyway, by, byName }: ResendOrder): Promise<ResendReport> => {
    const delivery = await room.store.deliveries.byId(id);
    if (delivery === null) throw new UserError(`There is no delivery “${id}”. Its number has 17 letters and digits.`);
    refuse(delivery);
    const view = await viewOf(room.store, delivery);
    if (delivery.triedAt !== null && !anyway) return { ...view, outcome: 'asks' };
    const now = room.clock();
    await room.store.transaction(async (tables) => {
      if (!(await tables.deliveries.requeue(id, now)))
        throw new UserError(`Delivery ${id} has just been taken up. Look again in a minute.`);
      const { channel, state, reason, attempts } = delivery;
      await tables.ledger.append({
        at: now,
        actor: by,
        action: 'delivery.resent',
        subject: `delivery:${id}`,
        details: { channel, state, reason, attempts, name: byName },
      });
    });
    room.onQueued();
    return { ...view, outcome: 'queued' };
  };

function refuse({ id, state, reason, receipts }: Delivery): void {
  switch (state) {
    case 'failed':
    case 'uncertain':
      return;
    case 'sent':
      throw new UserError(`Delivery ${id} was sent (receipt ${receipts.join(', ')}), so it is not sent again.`);
    case 'sending':
      throw new UserError(`Delivery ${id} is being sent right now. Look again in a minute.`);
    case 'pending':
      throw new UserError(`Delivery ${id} waits already and goes by itself.${reason === null ? '' : ` ${reason}`}`);
    case 'quiet':
      throw new UserError(`Delivery ${id} waits for a digest and is told in it. ${reason ?? ''}`.trim());
    case 'recalled':
      throw new UserError(`Delivery ${id} was taken back before it went out. ${reason ?? ''}`.trim());
    case 'merged':
      throw new UserError(`Delivery ${id} was told in another message. ${reason ?? ''}`.trim());
    case 'held':
      throw new UserError(`Delivery ${id} is held and goes when that ends.${reason === null ? '' : ` ${reason}`}`);
  }
}
