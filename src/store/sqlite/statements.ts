import type Database from 'better-sqlite3';

export type Statement = Database.Statement<unknown[], unknown>;

/**
 * Prepares a statement once for each text, and keeps the last used: preparing costs more than most statements do, and what
 * it takes beside the heap is given back only in a turn of the event loop, of which a transaction here has none. SQLite
 * itself prepares one anew when the tables have changed (sqlite.org/c3ref/prepare.html). A text that is long, as its list of
 * values is, hardly ever comes again, and is not kept.
 */
export function preparedStatements({
  database,
  most = 200,
  longest = 4_000,
}: {
  readonly database: Pick<Database.Database, 'prepare'>;
  readonly most?: number;
  /** Characters. */
  readonly longest?: number;
}): (sql: string) => Statement {
  const kept = new Map<string, Statement>();
  return (sql) => {
    const statement = kept.get(sql) ?? database.prepare<unknown[], unknown>(sql);
    if (sql.length > longest) return statement;
    // Whatever is used last stands last.
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > most) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return statement;
  };
}
