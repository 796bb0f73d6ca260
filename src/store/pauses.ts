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
}

export interface PauseTable {
  /** False where it is paused already. */
  begin(pause: Omit<Pause, 'looks'>): Promise<boolean>;
  /** False where it is not paused. */
  end(key: string): Promise<boolean>;
  /** The widest pause that reaches a channel; null where none does. */
  ofChannel(channel: Channel): Promise<Pause | null>;
  /** Longest first. */
  all(): Promise<readonly Pause[]>;
  /** Those whose next look has come. */
  due(now: number): Promise<readonly Pause[]>;
  /** Keeps what a look found, only while `nextLook` is still `from`: false when another process looked. */
  looked(key: string, from: number, to: number, reason?: string): Promise<boolean>;
  /** Lets the desk look at every pause now, and begin anew to look seldom. */
  hurry(now: number): Promise<void>;
}

/** What cannot be posted to, and why. */
export function pauseTable(db: Db): PauseTable {
  return {
    async begin(pause) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('pauses')
        .values({ ...pause, looks: 0 })
        .onConflict((known) => known.column('key').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async end(key) {
      const { numDeletedRows } = await db.deleteFrom('pauses').where('key', '=', key).executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async ofChannel(channel) {
      const keys = scopes.map((scope) => scopeKey(channel, scope));
      const found = await db.selectFrom('pauses').selectAll().where('key', 'in', keys).execute();
      return found.toSorted((one, other) => keys.indexOf(one.key) - keys.indexOf(other.key))[0] ?? null;
    },

    all: () => db.selectFrom('pauses').selectAll().orderBy('since').orderBy('key').execute(),

    due: (now) => db.selectFrom('pauses').selectAll().where('nextLook', '<=', now).orderBy('nextLook').execute(),

    async looked(key, from, to, reason) {
      const { numUpdatedRows } = await db
        .updateTable('pauses')
        .set((row) => ({
          nextLook: to,
          looks: sql<number>`${row.ref('looks')} + 1`,
          ...(reason === undefined ? {} : { reason }),
        }))
        .where('key', '=', key)
        .where('nextLook', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async hurry(now) {
      await db.updateTable('pauses').set({ nextLook: now, looks: 0 }).execute();
    },
  };
}

/** A pause reaches a channel: the keys of `scopeKey`, spelled in SQL. */
export const reaches = sql<boolean>`pauses.key in (
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
