import type { ColumnKinds } from '../engine.ts';

export const columns: ColumnKinds = {
  text: 'text',
  numbered: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
};
