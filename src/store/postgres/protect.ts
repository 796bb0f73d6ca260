import { sql } from 'kysely';
import type { Db } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** Lets the database itself refuse whatever would change or remove a row of the table. */
export async function protect(db: Db, table: keyof Schema): Promise<void> {
  const refuse = sql.id(`${table}_append_only`);
  await sql`create function ${refuse}() returns trigger language plpgsql as
    $$ begin raise exception 'store: the % is append-only', tg_table_name; end $$`.execute(db);
  await sql`create trigger ${refuse} before update or delete or truncate on ${sql.id(table)}
    for each statement execute function ${refuse}()`.execute(db);
}
