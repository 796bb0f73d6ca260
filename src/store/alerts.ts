import type { Selectable } from 'kysely';
import type { AlertGate } from '../news/alert-gate.ts';
import type { AlertLevel } from '../news/alert-level.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** `draft`: its author looks at it. `waiting`: its author turned their key, and it needs those of others. */
export type AlertState = 'draft' | 'waiting' | 'discarded' | 'rejected' | 'sent' | 'corrected' | 'withdrawn';

/** An editor's breaking message. */
export interface Alert {
  readonly id: number;
  readonly state: AlertState;
  readonly level: AlertLevel;
  readonly headline: string;
  readonly known: string | null;
  readonly unknown: string | null;
  /** Where it can be read. */
  readonly links: readonly string[];
  /** The story whose reports stand behind it. */
  readonly story: number | null;
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** What stood behind it when it was written. */
  readonly gate: AlertGate;
  /** Why it goes although too little stands behind it, in an editor's words. */
  readonly override: string | null;
  /** Who wrote it, as `platform:user id`. */
  readonly author: string;
  readonly authorName: string;
  readonly createdAt: number;
  /** What has not all of its keys by then is not sent. */
  readonly expiresAt: number;
  readonly sentAt: number | null;
  /** The alert that it adds to. */
  readonly follows: number | null;
  /** When an editor closed it: nothing more is added. */
  readonly resolvedAt: number | null;
}

/** An editor's word that an alert may go; each editor has one. */
export interface AlertKey {
  readonly alert: number;
  /** `platform:user id`. */
  readonly person: string;
  readonly name: string;
  readonly at: number;
}

export interface AlertTable {
  /** Returns the new alert's id. */
  create(alert: Omit<Alert, 'id'>): Promise<number>;
  byId(id: number): Promise<Alert | null>;
  /** Newest first. */
  recent(limit: number): Promise<readonly Alert[]>;
  /** Those that stand in channels and are not closed, sent after this time; oldest first. */
  open(since: number): Promise<readonly Alert[]>;
  /** Those that were sent by a time (epoch milliseconds), the last first. */
  sentBy(by: number, page: { readonly limit: number; readonly offset: number }): Promise<readonly Alert[]>;
  /**
   * Changes an alert while it is in the state `from`; false, and nothing changes, where it is not. To the same state, it
   * keeps every other change of the alert out until the transaction ends.
   */
  move(id: number, from: AlertState, to: AlertState, changes?: Partial<Omit<Alert, 'id' | 'state'>>): Promise<boolean>;
  /** False where this person has turned theirs. */
  addKey(key: AlertKey): Promise<boolean>;
  /** In the order in which they were turned. */
  keysOf(id: number): Promise<readonly AlertKey[]>;
}

/** The editors' breaking messages. */
export function alertTable(db: Db): AlertTable {
  return {
    async create({ topics, links, gate, ...alert }) {
      const lists = { topics: JSON.stringify(topics), links: JSON.stringify(links), gate: JSON.stringify(gate) };
      const { id } = await db
        .insertInto('alerts')
        .values({ ...alert, ...lists })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async byId(id) {
      if (!Number.isSafeInteger(id)) return null;
      const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    recent: async (limit) =>
      (await db.selectFrom('alerts').selectAll().orderBy('id', 'desc').limit(limit).execute()).map(fromRow),

    async open(since) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('state', 'in', ['sent', 'corrected'])
        .where('resolvedAt', 'is', null)
        .where('sentAt', '>', since)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async sentBy(by, { limit, offset }) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('sentAt', '<=', by)
        .orderBy('sentAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(fromRow);
    },

    async move(id, from, to, changes = {}) {
      if (!Number.isSafeInteger(id)) return false;
      const { numUpdatedRows } = await db
        .updateTable('alerts')
        .set({ ...columnsOf(changes), state: to })
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async addKey(key) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('alertKeys')
        .values(key)
        .onConflict((known) => known.columns(['alert', 'person']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    keysOf: (id) =>
      db.selectFrom('alertKeys').selectAll().where('alert', '=', id).orderBy('at').orderBy('person').execute(),
  };
}

const columnsOf = ({ topics, links, gate, ...plain }: Partial<Alert>) => ({
  ...plain,
  ...(topics === undefined ? {} : { topics: JSON.stringify(topics) }),
  ...(links === undefined ? {} : { links: JSON.stringify(links) }),
  ...(gate === undefined ? {} : { gate: JSON.stringify(gate) }),
});

const fromRow = ({ topics, links, gate, ...row }: Selectable<Schema['alerts']>): Alert => ({
  ...row,
  topics: JSON.parse(topics),
  links: JSON.parse(links),
  gate: gateFrom(gate),
});

/** A gate as it is stored. What was weighed before figures were held side by side has none that differ. */
export const gateFrom = (json: string): AlertGate => ({ disputed: [], ...JSON.parse(json) });
