import { type ExpressionBuilder, sql } from 'kysely';
import { type Channel, type Scope, scopeKey, scopes } from '../news/channel.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** Nothing is posted in a scope until somebody mends the reason. */
export interface Pause {
  /** `scopeKey` of what is paused. */
  readonly key: string;
  readonly scope: Scope;
  /** `channelKey` of the channel where it was met. */
  readonly channel: string;
  /** What is wrong and what to do, for people. */
  readonly reason: string;
  readonly since: number;
  /** When the desk looks next whether it is mended. */
  readonly nextLook: number;
  readonly looks: number;
  /** How often it ended by itself and soon began anew: the desk cannot see what is wrong. */
  readonly relapses: number;
}

export interface PauseTable {
  /**
   * Null where it is paused already. One that ended less than `RELAPSE_MS` ago goes on, with the looks that it had.
   */
  begin(pause: Omit<Pause, 'looks' | 'relapses'>): Promise<Pick<Pause, 'looks' | 'relapses'> | null>;
  /** False where it is not paused. */
  end(key: string, now: number): Promise<boolean>;
  /** Forgets that it was ever paused: what happens next is new. */
  forget(key: string): Promise<void>;
  /** The widest pause that reaches a channel; null where none does. */
  ofChannel(channel: Channel): Promise<Pause | null>;
  /** Longest first. */
  all(): Promise<readonly Pause[]>;
  /** Those whose next look has come, longest due first. */
  due(now: number, limit: number): Promise<readonly Pause[]>;
  /** Counts a look and puts the next one off, only while `nextLook` is still `from`: false when another process looked. */
  looked(key: string, from: number, to: number): Promise<boolean>;
  /** Lets the desk look at every pause now, or at one, and begin anew to look seldom. */
  hurry(now: number, key?: string): Promise<void>;
}

const pause = ['key', 'scope', 'channel', 'reason', 'since', 'nextLook', 'looks', 'relapses'] as const;

/** What began again within this time after it had ended by itself was not mended. */
export const RELAPSE_MS = 24 * 3_600_000;

/** What cannot be posted to, and why. */
export function pauseTable(db: Db): PauseTable {
  const select = () => db.selectFrom('pauses').select(pause).where('endedAt', 'is', null);

  return {
    async begin({ since, ...pause }) {
      const last = (row: ExpressionBuilder<Schema, 'pauses'>) => row('pauses.endedAt', '>', since - RELAPSE_MS);
      const begun = await db
        .insertInto('pauses')
        .values({ ...pause, since, looks: 0, relapses: 0 })
        .onConflict((known) =>
          known
            .column('key')
            .doUpdateSet((row) => ({
              scope: row.ref('excluded.scope'),
              channel: row.ref('excluded.channel'),
              reason: row.ref('excluded.reason'),
              since: row.ref('excluded.since'),
              nextLook: row.ref('excluded.nextLook'),
              looks: row.case().when(last(row)).then(row.ref('pauses.looks')).else(0).end(),
              relapses: row.case().when(last(row)).then(sql<number>`pauses.relapses + 1`).else(0).end(),
              endedAt: null,
            }))
            .where('pauses.endedAt', 'is not', null),
        )
        .returning(['looks', 'relapses'])
        .executeTakeFirst();
      return begun ?? null;
    },

    async end(key, now) {
      const { numUpdatedRows } = await db
        .updateTable('pauses')
        .set({ endedAt: now })
        .where('key', '=', key)
        .where('endedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async forget(key) {
      await db.deleteFrom('pauses').where('key', '=', key).where('endedAt', 'is not', null).execute();
    },

    async ofChannel(channel) {
      const keys = scopes.map((scope) => scopeKey(channel, scope));
      const found = await select().where('key', 'in', keys).execute();
      return found.toSorted((one, other) => keys.indexOf(one.key) - keys.indexOf(other.key))[0] ?? null;
    },

    all: () => select().orderBy('since').orderBy('key').execute(),

    due: (now, limit) => select().where('nextLook', '<=', now).orderBy('nextLook').limit(limit).execute(),

    async looked(key, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('pauses')
        .set((row) => ({
          nextLook: to,
          looks: sql<number>`${row.ref('looks')} + 1`,
        }))
        .where('key', '=', key)
        .where('nextLook', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async hurry(now, key) {
      const all = db.updateTable('pauses').set({ nextLook: now, looks: 0 });
      await (key === undefined ? all : all.where('key', '=', key)).execute();
    },
  };
}

/** A pause reaches a channel: the keys of `scopeKey`, spelled in SQL. */
export const reaches = sql<boolean>`pauses.ended_at is null and pauses.key in (
  'channel ' || channels.key,
  'workspace ' || channels.platform || ' ' || channels.workspace,
  'platform ' || channels.platform
)`;

/** The channels that a scope reaches from a channel. */
export const channelsWithin = (query: ExpressionBuilder<Schema, 'deliveries'>, scope: Scope, channel: Channel) =>
  query
    .selectFrom('channels')
    .where('channels.platform', '=', channel.platform)
    .$if(scope !== 'platform', (channels) => channels.where('channels.workspace', '=', channel.workspace))
    .$if(scope === 'channel', (channels) => channels.where('channels.id', '=', channel.id))
    .select('channels.key');
