import type { Rhythm } from '../news/rhythm.ts';
import type { Source } from '../news/source.ts';
import { type Db, type Engine, together } from './engine.ts';

/** How polling a source goes. */
export interface PollState {
  readonly source: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastTried: number | null;
  readonly lastGood: number | null;
  /** When a poll last brought something new; the first good one counts in any case. */
  readonly lastNews: number | null;
  readonly nextPoll: number;
  /** Failures since the last good poll. */
  readonly failures: number;
  /** When the first of them was. */
  readonly failingSince: number | null;
  /** Why the last poll failed, for people. */
  readonly problem: string | null;
  /** When the publisher said that the feed will not come back. It is not polled any more. */
  readonly goneAt: number | null;
  /** Where the feed moved for good, and how many good polls in a row have said so. */
  readonly movedTo: string | null;
  readonly movedTimes: number;
  readonly rhythm: Rhythm | null;
}

export interface SourceTable {
  /** Makes the table hold exactly these sources; poll state of those that stay is kept. */
  sync(sources: readonly Source[], now: number): Promise<void>;
  /** Every source's poll state, by source id. */
  states(): Promise<readonly PollState[]>;
  /**
   * Takes sources with a feed that is not gone and whose poll is due, longest due first, and puts their next poll off to `until`, so that
   * no other process polls them meanwhile.
   */
  claimDue(now: number, until: number, limit: number): Promise<readonly PollState[]>;
  polled(state: PollState): Promise<void>;
  /** Notes that the trouble of a source that began at `since` is told. False where it was noted before. */
  noteTrouble(id: string, since: number): Promise<boolean>;
}

const pollState = [
  'id as source',
  'etag',
  'lastModified',
  'lastTried',
  'lastGood',
  'nextPoll',
  'lastNews',
  'failures',
  'failingSince',
  'problem',
  'goneAt',
  'movedTo',
  'movedTimes',
  'rhythm',
] as const;

/** Of a feed that was never asked. */
const fresh = {
  etag: null,
  lastModified: null,
  lastNews: null,
  failures: 0,
  failingSince: null,
  problem: null,
  goneAt: null,
  movedTo: null,
  movedTimes: 0,
  rhythm: null,
};

/** What is known of a source that is to be polled for the first time at `nextPoll`. */
export const neverPolled = (source: string, nextPoll: number): PollState => ({
  source,
  ...fresh,
  lastTried: null,
  lastGood: null,
  nextPoll,
});

/** The sources of the desk file, and how polling each of them goes. */
export function sourceTable(db: Db, engine: Engine): SourceTable {
  return {
    sync: (sources, now) =>
      together(db, async (transaction) => {
        await engine.alone(transaction, 'polls');
        const known = await transaction.selectFrom('sources').select(['id', 'feed']).execute();
        const feeds = new Map(known.map((source) => [source.id, source.feed]));

        for (const source of sources) {
          const row = rowOf(source);
          if (!feeds.has(source.id)) {
            const never = { lastTried: null, lastGood: null, troubleTold: null };
            await transaction
              .insertInto('sources')
              .values({ ...row, ...fresh, nextPoll: now, ...never })
              .execute();
          } else {
            // What the old address said about itself (its validators, its failures, that it is gone) says nothing about a new one.
            const moved = feeds.get(source.id) !== source.feed;
            const changes = moved ? { ...row, ...fresh, nextPoll: now } : row;
            await transaction.updateTable('sources').set(changes).where('id', '=', source.id).execute();
          }
          feeds.delete(source.id);
        }
        for (const id of feeds.keys()) await transaction.deleteFrom('sources').where('id', '=', id).execute();
      }),

    async states() {
      const rows = await db.selectFrom('sources').select(pollState).orderBy('id').execute();
      return rows.map(stateOf);
    },

    claimDue: (now, until, limit) =>
      together(db, async (transaction) => {
        await engine.alone(transaction, 'polls');
        const due = await transaction
          .selectFrom('sources')
          .select(pollState)
          .where('feed', 'is not', null)
          .where('goneAt', 'is', null)
          .where('nextPoll', '<=', now)
          .orderBy('nextPoll')
          .orderBy('id')
          .limit(limit)
          .execute();
        const ids = due.map((state) => state.source);
        if (ids.length > 0) {
          await transaction.updateTable('sources').set({ nextPoll: until }).where('id', 'in', ids).execute();
        }
        return due.map((row): PollState => ({ ...stateOf(row), nextPoll: until }));
      }),

    async polled({ source, rhythm, ...state }) {
      const row = { ...state, rhythm: rhythm === null ? null : JSON.stringify(rhythm) };
      await db.updateTable('sources').set(row).where('id', '=', source).execute();
    },

    async noteTrouble(id, since) {
      const { numUpdatedRows } = await db
        .updateTable('sources')
        .set({ troubleTold: since })
        .where('id', '=', id)
        .where((row) => row.or([row('troubleTold', 'is', null), row('troubleTold', '<>', since)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

type StateRow = Omit<PollState, 'rhythm'> & { readonly rhythm: string | null };

// It was written by `polled`.
const stateOf = (row: StateRow): PollState => ({
  ...row,
  rhythm: row.rhythm === null ? null : (JSON.parse(row.rhythm) as Rhythm),
});

const rowOf = (source: Source) => ({
  id: source.id,
  name: source.name,
  kind: source.kind,
  owner: source.owner,
  country: source.country,
  bloc: source.bloc,
  stateMedia: Number(source.stateMedia === 'controlled' || source.stateMedia === 'funded'),
  reliability: source.reliability,
  basis: source.basis,
  language: source.language,
  feed: source.feed,
  // The column takes no null; nobody reads it.
  every: source.every ?? 0,
});
