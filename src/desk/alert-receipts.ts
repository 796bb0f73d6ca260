import type { Alert } from '../store/alerts.ts';
import type { DeliveryCounts } from '../store/delivery.ts';
import type { Tables } from '../store/store.ts';
import { copiesOf } from './alert.ts';
import { editsOf, notesOf } from './alert-copies.ts';
import { type DeliveryView, viewOf } from './status.ts';

/** How far an alert that was sent has come, and what was said about it since. */
export interface AlertReceipts {
  readonly copies: DeliveryCounts;
  readonly notes: DeliveryCounts;
  readonly edits: DeliveryCounts;
  /** What failed, is held or uncertain: some of it, with its reason. */
  readonly troubles: readonly DeliveryView[];
}

/** More troubles than these are counted alone. */
const MOST_TROUBLES = 5;

/** Reads the receipts of an alert; null where it never went out. */
export async function receiptsOf(tables: Tables, alert: Alert): Promise<AlertReceipts | null> {
  if (alert.sentAt === null) return null;
  const { deliveries } = tables;
  const prefixes = [copiesOf(alert), notesOf(alert), editsOf(alert)] as const;
  const troubles = [];
  for (const prefix of prefixes) troubles.push(...(await deliveries.troublesOf(prefix, MOST_TROUBLES)));
  const views = [];
  for (const delivery of troubles.slice(0, MOST_TROUBLES)) views.push(await viewOf(tables, delivery));
  const [copies, notes, edits] = prefixes;
  return {
    copies: await deliveries.countsOf(copies),
    notes: await deliveries.countsOf(notes),
    edits: await deliveries.countsOf(edits),
    troubles: views,
  };
}
