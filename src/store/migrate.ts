import { UserError } from '../news/user-error.ts';
import { type Db, type Engine, together } from './engine.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the database to this program's schema: all of it or nothing, also when several processes start at once.
 * Throws `UserError` where a newer program has been there.
 */
export async function migrate(db: Db, engine: Engine, now: number): Promise<void> {
  await together(db, async (transaction) => {
    await engine.alone(transaction, 'migrations');
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', engine.columns.text, (column) => column.primaryKey())
      .addColumn('appliedAt', 'bigint', (column) => column.notNull())
      .execute();

    const rows = await transaction.selectFrom('migrations').select('name').orderBy('name').execute();
    const applied = new Set(rows.map((row) => row.name));
    const unknown = [...applied].filter((name) => !(name in migrations));
    if (unknown.length > 0) {
      throw new UserError(
        `store: ${engine.place} was written by a newer Sitrep (it has ${unknown.join(', ')}). ` +
          'Update Sitrep, or point it at another store with SITREP_DATA_DIR or DATABASE_URL.',
      );
    }
    for (const [name, up] of Object.entries(migrations)) {
      if (applied.has(name)) continue;
      await up(transaction, engine);
      await transaction.insertInto('migrations').values({ name, appliedAt: now }).execute();
    }
  });
}
