import { sql } from 'kysely';
import type { ColumnKinds } from '../engine.ts';

/** PostgreSQL's kinds of columns. */
export const columns: ColumnKinds = {
  // The server's own collation would sort otherwise than SQLite does, and could not serve a search by prefix.
  text: sql`text collate "C"`,
  numbered: { type: 'bigint', build: (column) => column.primaryKey().generatedAlwaysAsIdentity() },
};
