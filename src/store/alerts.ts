import type { Selectable } from 'kysely';
import type { AlertLevel } from '../news/alert-level.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

export type AlertState = 'draft' | 'approved' | 'sent' | 'corrected' | 'withdrawn';

/** An editor's breaking message. */
export interface Alert {
  readonly id: number;
  readonly state: AlertState;
  readonly level: AlertLevel;
  readonly headline: string;
  readonly known: string | null;
  readonly unknown: string | null;
  readonly link: string | null;
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** Who wrote it, as `platform:user id`. */
  readonly author: string;
  readonly authorName: string;
  readonly createdAt: number;
}

export interface AlertTable {
  /** Returns the new alert's id. */
  create(alert: Omit<Alert, 'id'>): Promise<number>;
  byId(id: number): Promise<Alert | null>;
  /** Newest first. */
  recent(limit: number): Promise<readonly Alert[]>;
}

/** The editors' breaking messages. */
export function alertTable(db: Db): AlertTable {
  return {
    async create({ topics, ...alert }) {
      const { id } = await db
        .insertInto('alerts')
        .values({ ...alert, topics: JSON.stringify(topics) })
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
  };
}

const fromRow = ({ topics, ...row }: Selectable<Schema['alerts']>): Alert => ({ ...row, topics: JSON.parse(topics) });
