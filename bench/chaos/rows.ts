import { deliveryMark } from '../../src/platform/discord/marker.ts';
import { renderDiscord } from '../../src/platform/discord/render.ts';
import { renderSlack } from '../../src/platform/slack/render.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import type { Row } from './oracle.ts';
import type { Standing } from './standing.ts';

/** A delivery as the oracle wants it: with the marks that its pages bear on their platform. */
export function rowOf({ id, dedupeKey, kind, channel, state, reason, receipts, message }: Delivery): Row {
  const slack = channel.startsWith('slack:');
  const pages = slack ? renderSlack(message).length : renderDiscord(message).length;
  const markOf = (page: number): string => (slack ? `${id}/${page}` : String(deliveryMark(id, page)));
  const marks = Array.from({ length: pages }, (_, page) => markOf(page));
  return { id, key: dedupeKey, kind, channel, state, reason, receipts, marks };
}

/** The messages of an unfinished delivery that stand in its channel without a receipt: their answer was lost. */
export const withoutReceipt = (row: Row, standing: readonly Standing[]): readonly Standing[] =>
  standing.filter(({ mark, receipt }) => mark !== null && row.marks.includes(mark) && !row.receipts.includes(receipt));
