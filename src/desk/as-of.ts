import { type Channel, channelKey } from '../news/channel.ts';
import { writeMoment } from '../news/past-moment.ts';
import type { Topic } from '../news/topic.ts';
import { UserError } from '../news/user-error.ts';
import type { AlertChange } from '../store/alert-changes.ts';
import type { Alert } from '../store/alerts.ts';
import type { Delivery } from '../store/delivery.ts';
import type { Reach } from '../store/delivery-record.ts';
import type { Tables } from '../store/store.ts';
import { alertOfCopy, copiesOf } from './alert.ts';
import { editsOf, notesOf } from './alert-copies.ts';
import type { Room } from './room.ts';
import { type DeliveryView, viewOf } from './status.ts';

export interface AsOfQuery {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Whose record it is; null for every channel's, which is for editors alone, as in `statusOf`. */
  readonly channel: Channel | null;
  readonly topic: Pick<Topic, 'id' | 'name'> | null;
  /** Most alerts, and most digests. */
  readonly limit: number;
}

/** An alert as it stood then, in a channel or, with the latest words that any had, in all. */
export interface AlertAsOf {
  readonly alert: Pick<Alert, 'id' | 'story'>;
  readonly copy: Delivery;
  /** What stood in the place of the copy; null where it still read as it was posted. */
  readonly edit: Delivery | null;
  /** What stood below the copy and was not in its words yet. */
  readonly note: Delivery | null;
  /** Of the whole desk. */
  readonly copies: Reach;
  /** Of those that say what the desk had changed last. */
  readonly edits: Reach;
  /** What the desk had changed by then, and what it has since, in order. */
  readonly changes: readonly AlertChange[];
  readonly since: readonly AlertChange[];
}

/** What had been posted by a time, as it was posted. What had no receipt then was not. */
export interface AsOf {
  readonly query: AsOfQuery;
  /** The last first. */
  readonly alerts: readonly AlertAsOf[];
  /** The last first: of a channel its digests, of all channels the last one of each. */
  readonly digests: readonly DeliveryView[];
  /** There are older ones. */
  readonly more: boolean;
}

const MINUTE = 60_000;

/**
 * What the desk had posted by a time, and how it had graded it: nothing is weighed anew. Throws `UserError` for a time before
 * the record begins.
 */
export const asOfOf =
  (room: Room) =>
  async (query: AsOfQuery): Promise<AsOf> => {
    await needRecord(room, query.at);
    const { limit } = query;
    const alerts: AlertAsOf[] = [];
    for await (const alert of sentAlerts(room.store, query)) {
      const found = await alertAsOf(room.store, alert, query);
      if (found !== null) alerts.push(found);
      if (alerts.length > limit) break;
    }
    const digests = await digestsBy(room.store, { ...query, limit: limit + 1 });
    return {
      query,
      alerts: alerts.slice(0, limit),
      digests: digests.slice(0, limit),
      more: alerts.length > limit || digests.length > limit,
    };
  };

async function needRecord({ store, zone }: Room, at: number): Promise<void> {
  const begins = await store.deliveries.begins();
  if (begins === null) throw new UserError('This desk has posted nothing yet, so there is nothing on record.');
  if (at >= begins - (begins % MINUTE)) return;
  throw new UserError(
    `The record of this desk begins at ${writeMoment(begins, zone)}, and you ask for ${writeMoment(at, zone)}. Choose a later time.`,
    { option: 'time' },
  );
}

/** As many alerts as are usually looked at. */
const PAGE = 25;

/** Alerts of the topic that were sent by then and may stand where it was asked, the last first. */
async function* sentAlerts(tables: Tables, { at, channel, topic }: AsOfQuery): AsyncGenerator<Alert> {
  for (let offset = 0; ; offset += PAGE) {
    const page = { limit: PAGE, offset };
    const found = channel === null ? await tables.alerts.sentBy(at, page) : await copied(tables, channel, at, page);
    for (const alert of found)
      if (topic === null || alert.topics.length === 0 || alert.topics.includes(topic.id)) yield alert;
    if (found.length < PAGE) return;
  }
}

/** The alerts whose copies had come to a channel. */
async function copied(
  { alerts, deliveries }: Tables,
  channel: Channel,
  by: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly Alert[]> {
  const copies = await deliveries.postedIn({ channel: channelKey(channel), kind: 'alert', by, ...page });
  const found: Alert[] = [];
  for (const copy of copies) {
    const alert = await alerts.byId(alertOfCopy(copy));
    if (alert === null) throw new Error(`desk: a copy without its alert (${copy.id})`);
    found.push(alert);
  }
  return found;
}

/** null where no copy had arrived. */
async function alertAsOf(tables: Tables, alert: Alert, { at, channel }: AsOfQuery): Promise<AlertAsOf | null> {
  const { deliveries, alertChanges } = tables;
  const last = async (kind: Delivery['kind'], prefix: string): Promise<Delivery | null> => {
    if (channel === null) return deliveries.lastPosted(prefix, at);
    const query = { channel: channelKey(channel), kind, by: at, prefix, limit: 1 };
    return (await deliveries.postedIn(query))[0] ?? null;
  };
  const copy = await last('alert', copiesOf(alert));
  if (copy === null) return null;
  const [edit, note, changes] = await Promise.all([
    last('amendment', editsOf(alert)),
    last('amendment', notesOf(alert)),
    alertChanges.of(alert.id),
  ]);
  const before = changes.filter((change) => change.at <= at);
  return {
    alert,
    copy,
    edit,
    // An edit says what the notes before it said.
    note: note !== null && note.createdAt > (edit?.createdAt ?? 0) ? note : null,
    copies: await deliveries.reach(copiesOf(alert), at),
    edits: await deliveries.reach(`${editsOf(alert)}${before.at(-1)?.number ?? 0}:`, at),
    changes: before,
    since: changes.filter((change) => change.at > at),
  };
}

async function digestsBy(tables: Tables, { at: by, channel, limit }: AsOfQuery): Promise<readonly DeliveryView[]> {
  const { deliveries } = tables;
  const found =
    channel === null
      ? await deliveries.lastOfEach({ kind: 'digest', by, limit })
      : await deliveries.postedIn({ channel: channelKey(channel), kind: 'digest', by, limit });
  return Promise.all(found.map((delivery) => viewOf(tables, delivery)));
}
