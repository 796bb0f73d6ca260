import type { ColumnKinds } from '../engine.ts';

/** SQLite's kinds of columns. */
export const columns: ColumnKinds = {
  text: 'text',
  numbered: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
};
