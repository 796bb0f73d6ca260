import type { Message } from '../../message/message.ts';
import { type Channel, channelKey } from '../../news/channel.ts';
import type { Delivery } from '../../store/delivery.ts';
import type { Store } from '../../store/store.ts';
import type { Conversation, Exchange } from './conversation.ts';
import type { Change } from './events.ts';
import { newsroomChannel } from './newsroom-channel.ts';

/**
 * What stands in a channel: a message that the desk delivers there, as its last `edit` left it and with the message `above`
 * that it replies to, or a question asked in the page.
 */
export type Entry =
  | {
      readonly kind: 'delivery';
      readonly id: string;
      readonly at: number;
      readonly delivery: Delivery;
      readonly edit: Delivery | null;
      readonly above: Message | null;
    }
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

/** What stands by itself: an edit stands in another's place. */
const standing = ['post', 'reply'] as const;

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
          const key = channelKey(channel);
          const [last = null] = await store.deliveries.recent({ channel: key, acts: standing, limit: 1 });
          return { channel, last };
        }),
      ),
    entries: async (channel) => {
      const delivered = await drawnFrom(await store.deliveries.recent({ channel, acts: standing, limit: mostShown }));
      const asked = channel === newsroom ? conversation.all().map(ofExchange) : [];
      return [...delivered, ...asked].sort((a, b) => a.at - b.at);
    },
    entry: async (id) => {
      const exchange = conversation.byId(id);
      if (exchange !== null) return ofExchange(exchange);
      const delivery = await store.deliveries.byId(id);
      const [entry = null] = delivery === null || delivery.act === 'edit' ? [] : await drawnFrom([delivery]);
      return entry;
    },
    changes: async () => {
      const recent = await store.deliveries.recent({ limit: 2 * mostShown });
      const known = new Map(recent.map((delivery) => [delivery.id, delivery]));
      // An old message may have a new edit.
      const edited = recent.flatMap(({ act, target }) => (act === 'edit' && target !== null ? [target] : []));
      const older = await store.deliveries.byIds(edited.filter((id) => !known.has(id)));
      const entries = await drawnFrom([...known.values(), ...older.values()].filter(({ act }) => act !== 'edit'));
      return [
        ...entries.map((entry) => ({ id: entry.id, channel: entry.delivery.channel, version: versionOf(entry) })),
        ...conversation.all().map(({ id }) => ({ id, channel: newsroom, version: '1' })),
      ];
    },
  };

  /** Deliveries as they read now. */
  async function drawnFrom(deliveries: readonly Delivery[]): Promise<readonly Extract<Entry, { kind: 'delivery' }>[]> {
    const above = await store.deliveries.byIds(deliveries.flatMap(({ target }) => target ?? []));
    const edits = await store.deliveries.editsOf([...deliveries.map(({ id }) => id), ...above.keys()]);
    return deliveries.map((delivery) => {
      const { id, createdAt: at, target } = delivery;
      const edit = edits.get(id) ?? null;
      const replied = target === null ? undefined : (edits.get(target) ?? above.get(target));
      return { kind: 'delivery', id, at, delivery, edit, above: replied?.message ?? null };
    });
  }
}

/** Differs whenever an entry would be drawn differently. */
export function versionOf(entry: Entry): string {
  if (entry.kind === 'exchange') return '1';
  const { state, receipts, attempts } = entry.delivery;
  return [state, receipts.length, attempts, entry.edit?.id ?? ''].join('.');
}

/** An entry's message, as it reads now. */
export const messageOf = (entry: Entry): Message =>
  entry.kind === 'exchange' ? entry.exchange.answer.message : (entry.edit ?? entry.delivery).message;

const ofExchange = (exchange: Exchange): Entry => ({ kind: 'exchange', id: exchange.id, at: exchange.at, exchange });
