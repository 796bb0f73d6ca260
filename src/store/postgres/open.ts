import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { errorCode } from '../../news/error-code.ts';
import { UserError } from '../../news/user-error.ts';
import type { Engine } from '../engine.ts';
import { fullDisk } from '../full.ts';
import { storable } from '../storable.ts';
import { columns } from './columns.ts';
import { alone } from './matter.ts';
import { protect } from './protect.ts';
import { createIndex, index, search } from './search.ts';

/**
 * PostgreSQL at `url`. Throws `UserError` where it does not answer or does not let us in. `onLost` hears of connections
 * that broke while nobody used them; the pool makes new ones.
 */
export async function openPostgres({
  url,
  onLost,
}: {
  readonly url: string;
  readonly onLost: (cause: Error) => void;
}): Promise<Engine> {
  const place = placeOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'sitrep',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A replica that froze inside a transaction must not keep the others waiting for ever.
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  pool.on('error', onLost);
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    throw new UserError(`store: cannot use ${place}: ${reason(cause)}`, { cause });
  }
  return {
    name: 'postgres',
    place,
    dialect: new PostgresDialect({
      pool: {
        options: pool.options,
        connect: async () => clean(await pool.connect()),
        end: () => pool.end(),
      },
    }),
    columns,
    createIndex,
    index,
    search,
    alone,
    protect,
    // The pool itself waits for its connections to come back.
    settle: async () => {},
  };
}

/** bigint as a number: our times and counts stay far below 2^53. Elsewhere in the process nothing changes. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);

function clean(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]) =>
    client.query(text, values.map(storable)).catch((error: unknown) => {
      // disk_full: https://www.postgresql.org/docs/current/errcodes-appendix.html
      throw errorCode(error) === '53100' ? fullDisk(error) : error;
    });
  return {
    // The cast: Kysely's type also covers cursors, which need a package of their own and are not used.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

function placeOf(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new UserError(
      'store: DATABASE_URL is not an address of a PostgreSQL (postgres://user:password@host:5432/name).',
    );
  }
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
function reason(cause: unknown): string {
  const code = errorCode(cause);
  switch (code) {
    case '28P01':
    case '28000':
      return 'it refuses this user or password. Mend DATABASE_URL.';
    case '3D000':
      return 'it has no database of that name. Create it, or mend DATABASE_URL.';
    case '53300':
      return 'it takes no more connections. Raise its max_connections, or end what else uses it.';
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
      return `it does not answer (${code}). Start it, or mend DATABASE_URL.`;
    default:
      return `${cause instanceof Error ? cause.message : String(cause)}. Look at the server, or mend DATABASE_URL.`;
  }
}
