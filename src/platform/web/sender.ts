import { type Parcel, type Sender, SendFailure } from '../../delivery/sender.ts';
import { type Channel, channelKey } from '../../news/channel.ts';
import type { Store } from '../../store/store.ts';
import { newsroomChannel } from './newsroom-channel.ts';

/**
 * Delivers to the page. The page reads the outbox itself, so posting there is to say that there is something new, and a
 * message in the store counts as posted: the receipt follows from the delivery, and posting twice shows it once.
 */
export function createSender({
  store,
  arrived,
}: {
  readonly store: Pick<Store, 'deliveries'>;
  readonly arrived: () => void;
}): Sender {
  const receiptOf = ({ delivery, page }: Parcel): string => `newsroom-${delivery}-${page}`;
  return {
    platform: newsroomChannel.platform,
    workspaces: null,
    rates: {},
    lookUpRates: null,
    editRates: null,
    render: (message) => [message],
    post: async (parcel) => {
      const problem = obstacle(parcel.channel);
      if (problem !== null) throw new SendFailure('blocked', problem);
      arrived();
      return receiptOf(parcel);
    },
    edit: async () => arrived(),
    find: async (parcel) =>
      (await store.deliveries.byId(parcel.delivery)) === null ? 'absent' : { receipt: receiptOf(parcel) },
    obstacle: async (channel) => obstacle(channel),
  };
}

function obstacle(channel: Channel): string | null {
  if (channelKey(channel) === channelKey(newsroomChannel)) return null;
  return `The local newsroom has no channel "${channel.name}", only #${newsroomChannel.name}. Subscribe that one instead.`;
}
