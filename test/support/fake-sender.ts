import { type Finding, type Parcel, type Rates, type Sender, SendFailure } from '../../src/delivery/sender.ts';

/** A platform that keeps what it was given, and fails as a test tells it. */
export interface FakeSender extends Omit<Sender, 'rates'> {
  rates: Rates;
  /** What stands in the channels, in order of arrival. */
  readonly posts: {
    readonly channel: string;
    readonly delivery: string;
    readonly page: number;
    readonly words: string;
  }[];
  /** Taken one by one by the next posts; `lost` posts and then loses the answer. */
  readonly faults: (SendFailure | 'lost' | Error | null)[];
  /** Set where history cannot be read. */
  blind: boolean;
}

/** A page holds one word of the message's summary. */
export function createFakeSender(platform = 'test', rates: Rates = {}): FakeSender {
  const posts: FakeSender['posts'] = [];
  const faults: FakeSender['faults'] = [];
  const receiptOf = ({ delivery, page }: Parcel): string => `receipt-${delivery}-${page}`;
  const sender: FakeSender = {
    platform,
    workspaces: null,
    rates,
    lookUpRates: null,
    posts,
    faults,
    blind: false,
    render: ({ summary }) => summary.split(' '),
    async post(parcel) {
      const fault = faults.shift() ?? null;
      if (fault instanceof Error) throw fault;
      posts.push({
        channel: parcel.channel.id,
        delivery: parcel.delivery,
        page: parcel.page,
        words: String(parcel.payload),
      });
      if (fault === 'lost') throw new SendFailure('uncertain', 'No answer came.');
      return receiptOf(parcel);
    },
    async find(parcel): Promise<Finding> {
      if (sender.blind) return 'unknown';
      const posted = posts.some(({ delivery, page }) => delivery === parcel.delivery && page === parcel.page);
      return posted ? { receipt: receiptOf(parcel) } : 'absent';
    },
    obstacle: async () => null,
  };
  return sender;
}
