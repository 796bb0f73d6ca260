import { type Channel, channelKey } from '../../news/channel.ts';
import type { Delivery } from '../../store/delivery.ts';
import type { Store } from '../../store/store.ts';
import type { Conversation, Exchange } from './conversation.ts';
import type { Change } from './events.ts';
import { newsroomChannel } from './newsroom-channel.ts';

/** What stands in a channel: a message that the desk delivers there, or a question asked in the page. */
export type Entry =
  | { readonly kind: 'delivery'; readonly id: string; readonly at: number; readonly delivery: Delivery }
  | { readonly kind: 'exchange'; readonly id: string; readonly at: number; readonly exchange: Exchange };

export interface Board {
  /** Every channel that the desk knows, with its newest delivery. */
  channels(): Promise<readonly { readonly channel: Channel; readonly last: Delivery | null }[]>;
  /** The newest entries of a channel, oldest first. */
  entries(channel: string): Promise<readonly Entry[]>;
  entry(id: string): Promise<Entry | null>;
  /** Where the newest entries of all channels stand now. */
  changes(): Promise<readonly Change[]>;
}

/** Deliveries of a channel that the page shows. */
const mostShown = 50;

/** Reads the page's content from the store and from the conversation. */
export function createBoard({
  store,
  conversation,
}: {
  readonly store: Pick<Store, 'channels' | 'deliveries'>;
  readonly conversation: Conversation;
}): Board {
  const newsroom = channelKey(newsroomChannel);
  return {
    channels: async () =>
      Promise.all(
        (await store.channels.all()).map(async (channel) => {
          const [last = null] = await store.deliveries.recent({ channel: channelKey(channel), limit: 1 });
          return { channel, last };
        }),
      ),
    entries: async (channel) => {
      const delivered = (await store.deliveries.recent({ channel, limit: mostShown })).map(ofDelivery);
      const asked = channel === newsroom ? conversation.all().map(ofExchange) : [];
      return [...delivered, ...asked].sort((a, b) => a.at - b.at);
    },
    entry: async (id) => {
      const exchange = conversation.byId(id);
      if (exchange !== null) return ofExchange(exchange);
      const delivery = await store.deliveries.byId(id);
      return delivery === null ? null : ofDelivery(delivery);
    },
    changes: async () => [
      ...(await store.deliveries.recent({ limit: 2 * mostShown })).map((delivery) => ({
        id: delivery.id,
        channel: delivery.channel,
        version: versionOf(ofDelivery(delivery)),
      })),
      ...conversation.all().map(({ id }) => ({ id, channel: newsroom, version: '1' })),
    ],
  };
}

/** Differs whenever an entry would be drawn differently. */
export function versionOf(entry: Entry): string {
  if (entry.kind === 'exchange') return '1';
  const { state, receipts, attempts } = entry.delivery;
  return `${state}.${receipts.length}.${attempts}`;
}

const ofDelivery = (delivery: Delivery): Entry => ({
  kind: 'delivery',
  id: delivery.id,
  at: delivery.createdAt,
  delivery,
});
const ofExchange = (exchange: Exchange): Entry => ({ kind: 'exchange', id: exchange.id, at: exchange.at, exchange });
