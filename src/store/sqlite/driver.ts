import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteDialect,
} from 'kysely';
import { fullDisk } from '../full.ts';
import { storable } from '../storable.ts';
import { preparedStatements } from './statements.ts';

/**
 * Kysely's SQLite dialect with a driver that suits several processes on one file. A transaction takes the write lock at
 * its start, so that it cannot fail half-way because another process wrote meanwhile. While another process holds that
 * lock, it waits without blocking the event loop, for `patience` milliseconds at most.
 */
export function sqliteDialect({
  database,
  patience = 30_000,
}: {
  readonly database: Database.Database;
  readonly patience?: number;
}): Dialect {
  const plain = new SqliteDialect({ database });
  const prepared = preparedStatements({ database });

  async function executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const started = performance.now();
    for (let pause = 1; ; pause = Math.min(2 * pause, 50)) {
      try {
        return run<Row>(sql, parameters);
      } catch (error) {
        if (hasCode(error, 'SQLITE_FULL')) throw fullDisk(error);
        // A busy statement did nothing: it can be repeated.
        if (!hasCode(error, 'SQLITE_BUSY')) throw error;
        if (performance.now() - started > patience) {
          throw new Error(`store: another process keeps the database locked (${database.name})`, { cause: error });
        }
      }
      await sleep(pause);
    }
  }

  function run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const statement = prepared(sql);
    // What the rows are, the one who asks says.
    if (statement.reader) return { rows: statement.all(...parameters.map(storable)) as Row[] };
    const { changes } = statement.run(...parameters.map(storable));
    return { numAffectedRows: BigInt(changes), rows: [] };
  }

  const connection: DatabaseConnection = {
    executeQuery,
    streamQuery() {
      throw new Error('store: queries are not streamed on SQLite');
    },
  };
  const execute = async (sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)));
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: () => execute('begin immediate'),
    commitTransaction: () => execute('commit'),
    // On a full disk SQLite rolls back by itself (sqlite.org/lang_transaction.html, 3.1); doing it again would hide why.
    rollbackTransaction: async () => (database.inTransaction ? execute('rollback') : undefined),
    releaseConnection: async () => {},
    destroy: async () => void database.close(),
  };

  return {
    createDriver: () => driver,
    createAdapter: () => plain.createAdapter(),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith(code);
