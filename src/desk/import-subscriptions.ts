import { type Channel, channelKey } from '../news/channel.ts';
import { nextDue } from '../news/due.ts';
import type { Terms } from '../news/terms.ts';
import { noSuchTopic } from '../news/topic.ts';
import { mistakesError } from '../news/user-error.ts';
import { NEVER } from '../store/delivery.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import type { Tables } from '../store/store.ts';
import type { Room } from './room.ts';
import { MOST_SUBSCRIPTIONS, NEVER_COMES, sameness } from './subscribe.ts';

/** A subscription as it goes from one desk to another. */
export interface ListedSubscription {
  readonly channel: Channel;
  readonly terms: Terms;
  readonly paused: boolean;
}

export interface ImportOrder {
  readonly listed: readonly ListedSubscription[];
  /** `platform:user id` of who imports. */
  readonly by: string;
  /** Nothing is kept; everything else is as without it. */
  readonly dryRun?: boolean;
  /** Called with how many have been kept, now and then. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What became of a list. Each of its entries stands in one of the two. */
export interface ImportReport {
  readonly created: readonly ListedSubscription[];
  /** Their channels have the same already, or get it by an entry further up. */
  readonly known: readonly ListedSubscription[];
}

/** So many are kept by one statement. */
const BATCH = 500;

/**
 * Subscribes channels as a list says, all of it or nothing. What a channel has already stays as it is. Whether a channel can
 * be posted to is not asked. Throws `UserError` that names every topic that the desk does not have, every time that never
 * comes, and every channel that would have too many.
 */
export const importSubscriptionsOf =
  (room: Room) =>
  async ({ listed, by, dryRun = false, onProgress = () => {} }: ImportOrder): Promise<ImportReport> => {
    const now = room.clock();
    const ids = room.file.topics.map(({ id }) => id);
    const wanted = listed.map((entry): Wanted => ({ ...entry, due: nextDue(entry.terms, now) }));
    refuse(wanted.flatMap((entry, at) => mistakesOf(entry, at, ids)));
    const ordered = wanted.map((entry) => ({ ...entry, terms: inOrder(entry.terms, ids) }));
    const work = async (tables: Tables): Promise<ImportReport> => {
      const { created, known } = await sortOut(tables, ordered);
      if (dryRun) return { created, known };
      const ids: number[] = [];
      for (const batch of batches(created)) {
        ids.push(...(await keep(tables, batch, { by, now })));
        onProgress(ids.length, created.length);
      }
      for (const batch of batches(created.map((entry, at) => entryOf(entry, { id: ids[at], by, now }))))
        await tables.ledger.appendAll(batch);
      return { created, known };
    };
    return dryRun ? work(room.store) : room.store.transaction(work);
  };

interface Wanted extends ListedSubscription {
  /** When its first digest is due; null where none ever is. */
  readonly due: number | null;
}

function mistakesOf({ channel, terms, due }: Wanted, at: number, ids: readonly string[]): readonly string[] {
  const place = `#${at + 1}, ${channelKey(channel)}`;
  return [
    ...terms.topics.filter((topic) => !ids.includes(topic)).map((topic) => `${place}: ${noSuchTopic(topic, ids)}`),
    ...(due === null ? [`${place}: ${NEVER_COMES}`] : []),
  ];
}

function refuse(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw mistakesError('Nothing was imported. The list', mistakes);
}

/** Topics as the desk file orders them, each once. */
const inOrder = (terms: Terms, ids: readonly string[]): Terms => ({
  ...terms,
  topics: ids.filter((id) => terms.topics.includes(id)),
});

interface Sorted extends ImportReport {
  readonly created: readonly Wanted[];
}

async function sortOut(tables: Tables, wanted: readonly Wanted[]): Promise<Sorted> {
  const held = new Map<string, Set<string>>();
  const of = (channel: string): Set<string> => held.get(channel) ?? new Set();
  const hold = (channel: string, same: string) => held.set(channel, of(channel).add(same));
  for (const subscription of await tables.subscriptions.all()) hold(subscription.channel, sameness(subscription));
  const created: Wanted[] = [];
  const known: ListedSubscription[] = [];
  for (const entry of wanted) {
    const [channel, same] = [channelKey(entry.channel), sameness(entry.terms)];
    if (of(channel).has(same)) known.push(entry);
    else created.push(entry);
    hold(channel, same);
  }
  refuse(
    [...new Set(created.map(({ channel }) => channelKey(channel)))]
      .filter((channel) => of(channel).size > MOST_SUBSCRIPTIONS)
      .map(
        (channel) =>
          `${channel} would have ${of(channel).size} subscriptions; ${MOST_SUBSCRIPTIONS} is the most. Leave some out, or remove some there with /unsubscribe.`,
      ),
  );
  return { created, known };
}

const batches = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH));

/** Returns the numbers of the subscriptions, in the order of the entries. */
async function keep(
  { channels, subscriptions }: Tables,
  entries: readonly Wanted[],
  { by, now }: { readonly by: string; readonly now: number },
): Promise<readonly number[]> {
  await channels.add(entries.map(({ channel }) => channel));
  return subscriptions.createAll(
    entries.map(({ channel, terms, paused, due }) => ({
      ...terms,
      channel: channelKey(channel),
      nextSlot: paused ? NEVER : (due ?? NEVER),
      pausedAt: paused ? now : null,
      createdBy: by,
      createdAt: now,
    })),
  );
}

const entryOf = (
  { channel, terms }: Wanted,
  { id, by, now }: { readonly id: number | undefined; readonly by: string; readonly now: number },
): LedgerEntry => ({
  at: now,
  actor: by,
  action: 'subscription.created',
  subject: channelKey(channel),
  details: { ...terms, id, imported: true },
});
