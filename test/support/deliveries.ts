import type { Channel } from '../../src/news/channel.ts';
import { channelKey } from '../../src/news/channel.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import type { Store } from '../../src/store/store.ts';

/** `lost`: it failed, and nobody knows whether it was posted. */
export type Ending = 'sent' | 'failed' | 'lost' | 'uncertain' | 'pending' | 'sending';

let made = 0;

/** Queues a digest to a channel that the store knows, and sees it to this end as an outbox would. */
export async function endDelivery(
  store: Store,
  { channel, how, at }: { readonly channel: Channel; readonly how: Ending; readonly at: number },
): Promise<Delivery> {
  const { deliveries } = store;
  made += 1;
  const dedupeKey = `made:${made}:`;
  const message = { tone: 'routine', summary: 'Morning digest', blocks: [] } as const;
  const key = channelKey(channel);
  await deliveries.enqueue({ dedupeKey, channel: key, kind: 'digest', message, priority: 10, createdAt: at });
  const [queued] = await deliveries.withKey(dedupeKey);
  if (queued === undefined) throw new Error('the delivery was queued');
  return how === 'pending' ? queued : seeOff(store, queued, { how, at });
}

/** Sees a delivery that is queued to this end as an outbox would. */
export async function seeOff(
  { deliveries }: Store,
  { id, channel }: Delivery,
  { how, at }: { readonly how: Exclude<Ending, 'pending'>; readonly at: number },
): Promise<Delivery> {
  const platforms = [channel.slice(0, channel.indexOf(':'))];
  const claimed = await deliveries.claim({ now: at, leaseUntil: at + 60_000, limit: 1_000, platforms });
  const mine = claimed.find(({ delivery }) => delivery.id === id);
  if (mine === undefined) throw new Error('another delivery stands before this one');
  for (const { delivery, token } of claimed)
    if (delivery.id !== id)
      await deliveries.putOff(delivery.id, token, { state: 'pending', now: at, nextTry: at, reason: null });
  const { token } = mine;
  await deliveries.trying(id, token, at);
  if (how === 'sent') await deliveries.posted(id, token, ['m1'], true, at);
  if (how === 'failed') await deliveries.fail(id, token, 'The channel is archived.', false);
  if (how === 'lost') await deliveries.fail(id, token, 'It may or may not have been posted.', true);
  if (how === 'uncertain')
    await deliveries.putOff(id, token, {
      state: 'uncertain',
      now: at,
      nextTry: at + 60_000,
      reason: 'The answer was lost.',
    });
  const ended = await deliveries.byId(id);
  if (ended === null) throw new Error('the delivery was queued');
  return ended;
}
