import { sql } from 'kysely';
import type { Db } from '../engine.ts';
import type { Schema } from '../schema.ts';

/** Lets the database itself refuse whatever would change or remove a row of the table. */
export async function protect(db: Db, table: keyof Schema): Promise<void> {
  const refuse = sql`begin select raise(abort, ${sql.lit(`store: the ${table} is append-only`)}); end`;
  await sql`create trigger ${sql.id(`${table}_no_update`)} before update on ${sql.id(table)} ${refuse}`.execute(db);
  await sql`create trigger ${sql.id(`${table}_no_delete`)} before delete on ${sql.id(table)} ${refuse}`.execute(db);
  // What "insert or replace" deletes, it deletes without a trigger (https://sqlite.org/lang_conflict.html).
  await sql`create trigger ${sql.id(`${table}_no_replace`)} before insert on ${sql.id(table)}
    when exists (select 1 from ${sql.id(table)} where rowid = new.rowid) ${refuse}`.execute(db);
}
