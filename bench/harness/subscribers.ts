import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Terms } from '../../src/news/terms.ts';
import type { Store } from '../../src/store/store.ts';

/** What the channels of a benchmark ask for; each of these gives another digest. */
export type Filter = Pick<Terms, 'topics' | 'limit' | 'leastGrade' | 'languages'>;

/** Every topic and each alone, all grades or good ones, all languages or English, few stories or many. */
export const filtersOf = (topics: readonly string[]): readonly Filter[] =>
  [[], ...topics.map((topic) => [topic])].flatMap((topics) =>
    [null, 'C3'].flatMap((leastGrade) =>
      [[], ['en']].flatMap((languages) => [5, 15].map((limit) => ({ topics, limit, leastGrade, languages }))),
    ),
  );

/** In winter, all of them show different hours at noon UTC. */
const timetables = [
  { zone: 'Europe/Kyiv', cron: '0 14 * * *' },
  { zone: 'Europe/Brussels', cron: '0 13 * * *' },
  { zone: 'America/New_York', cron: '0 7 * * *' },
  { zone: 'Asia/Tokyo', cron: '0 21 * * *' },
];

/**
 * Channels of one workspace and of one transaction. The embedded store answers without a turn of the loop, and what a
 * statement takes beside the heap is given back in a turn alone: without one, it would pile up in this process.
 */
const TOGETHER = 1_000;

/** Subscribes so many new channels to a digest of every day at noon UTC, first at `slot`; the filters go round. */
export async function subscribeChannels(
  store: Store,
  options: { readonly channels: number; readonly filters: readonly Filter[]; readonly slot: number },
): Promise<void> {
  const { channels, filters, slot } = options;
  for (let from = 0; from < channels; from += TOGETHER) {
    await store.transaction(async (tables) => {
      for (let at = from; at < Math.min(channels, from + TOGETHER); at += 1) {
        const id = `${slot}-${at}`;
        await tables.channels.save({ platform: 'bench', workspace: `workspace-${from / TOGETHER}`, id, name: id });
        await tables.subscriptions.create({
          ...round(filters, at),
          ...round(timetables, Math.floor(at / filters.length)),
          channel: `bench:${id}`,
          alerts: null,
          quiet: null,
          whenEmpty: 'line',
          nextSlot: slot,
          createdBy: 'bench',
          createdAt: slot - 86_400_000,
        });
      }
    });
    await nextTurn();
  }
}

const round = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** Ends every subscription. */
export async function unsubscribeAll(store: Store): Promise<void> {
  const all = await store.subscriptions.all();
  for (let from = 0; from < all.length; from += TOGETHER) {
    await store.transaction(async (tables) => {
      for (const { id } of all.slice(from, from + TOGETHER)) await tables.subscriptions.remove(id);
    });
    await nextTurn();
  }
}
