import { type Finding, type Parcel, type Rates, type Sender, SendFailure } from '../../src/delivery/sender.ts';

/** A platform that keeps what it was given, and fails as a test tells it. */
export interface FakeSender extends Omit<Sender, 'rates' | 'editRates'> {
  rates: Rates;
  editRates: Rates | null;
  /** What stands in the channels, in order of arrival. */
  readonly posts: {
    readonly channel: string;
    readonly delivery: string;
    readonly page: number;
    readonly words: string;
    readonly below?: string;
  }[];
  /** What was put in the place of which receipt, in order. */
  readonly edits: { readonly receipt: string; readonly words: string }[];
  /** Taken one by one by the next posts and edits; `lost` takes effect and then loses the answer. */
  readonly faults: (SendFailure | 'lost' | Error | null)[];
  /** Set where history cannot be read. */
  blind: boolean;
}

/** A page holds one word of the message's summary. */
export function createFakeSender(platform = 'test', rates: Rates = {}): FakeSender {
  const posts: FakeSender['posts'] = [];
  const faults: FakeSender['faults'] = [];
  const edits: FakeSender['edits'] = [];
  const receiptOf = ({ delivery, page }: Parcel): string => `receipt-${delivery}-${page}`;
  const sender: FakeSender = {
    platform,
    workspaces: null,
    rates,
    lookUpRates: null,
    editRates: null,
    posts,
    edits,
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
        ...(parcel.below === undefined ? {} : { below: parcel.below.receipt }),
      });
      if (fault === 'lost') throw new SendFailure('uncertain', 'No answer came.');
      return receiptOf(parcel);
    },
    async edit({ payload }, receipt) {
      const fault = faults.shift() ?? null;
      if (fault instanceof Error) throw fault;
      edits.push({ receipt, words: String(payload) });
      if (fault === 'lost') throw new SendFailure('uncertain', 'No answer came.');
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
