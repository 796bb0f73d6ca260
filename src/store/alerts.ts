import type { Selectable } from 'kysely';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';
import type { Alert, AlertTable } from './store.ts';

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
