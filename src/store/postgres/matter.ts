import { sql } from 'kysely';
import type { Db, Matter } from '../engine.ts';

/** Numbers of our own choice, the same in every release: replicas of two releases must meet at the same lock. */
const keys: Readonly<Record<Matter, number>> = {
  migrations: 1,
  arrivals: 2,
  polls: 3,
  claims: 4,
  editions: 5,
  ledger: 6,
};

/** "STRP": the first half of the lock's key, so that another program in the same database does not use it by chance. */
const ours = 0x53545250;

/**
 * Waits for the advisory lock of a matter and holds it until the transaction ends. The statements after it see what
 * the holders before it committed, because each statement of a "read committed" transaction has its own snapshot
 * (https://www.postgresql.org/docs/current/transaction-iso.html#XACT-READ-COMMITTED).
 */
export async function alone(transaction: Db, matter: Matter): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ours)}, ${sql.lit(keys[matter])})`.execute(transaction);
}
