import * as z from 'zod';
import type { AlertReceipts } from '../../desk/alert-receipts.ts';
import { stateWords } from '../../layout/delivery.ts';
import type { DeliveryCounts, DeliveryState } from '../../store/delivery.ts';

// The cast: `keys` forgets that the names are all those of the record.
const states = Object.keys(stateWords) as readonly DeliveryState[];
// The cast: so does `fromEntries`.
const counts = z.strictObject(
  Object.fromEntries(states.map((state) => [state, z.int()])) as Record<DeliveryState, z.ZodInt>,
);

/** How many messages of an alert became what. */
export const receiptsAnswer = z.strictObject({
  copies: counts.describe('one for each channel'),
  notes: counts.describe('what was said below the copies when it was corrected or withdrawn'),
  edits: counts.describe('copies that were brought up to date'),
  troubles: z
    .array(
      z.strictObject({
        delivery: z.string(),
        channel: z.string(),
        state: z.enum(states),
        reason: z.string().nullable(),
        tries: z.int(),
      }),
    )
    .describe('some of what failed, is held or uncertain, and why'),
});

/** The receipts of an alert as a program reads them. */
export const answerReceipts = ({ copies, notes, edits, troubles }: AlertReceipts): z.output<typeof receiptsAnswer> => ({
  ...{ copies, notes, edits },
  troubles: troubles.map(({ delivery: { id, channel, state, reason, attempts } }) => ({
    ...{ delivery: id, channel, state, reason, tries: attempts },
  })),
});

/** How many there are in all. */
export const totalOf = (those: DeliveryCounts): number => states.reduce((sum, state) => sum + those[state], 0);
