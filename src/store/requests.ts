import type { Db } from './engine.ts';

/** What was answered to a request, as it was given. */
export interface GivenAnswer {
  /** Of the request: another one under the same key is not the same. */
  readonly fingerprint: string;
  /** HTTP status. */
  readonly status: number;
  readonly body: string;
}

/** Milliseconds: thirty days. */
const MEMORY_MS = 30 * 86_400_000;

export interface RequestTable {
  /** What a token was answered under a key, for thirty days at least; null where nothing was. */
  answerTo(token: number, key: string): Promise<GivenAnswer | null>;
  /** Keeps an answer, and forgets those of the token that are older than thirty days. */
  keep(token: number, key: string, answer: GivenAnswer, now: number): Promise<void>;
}

/** What programs asked to be done, under their own keys, so that nothing is done twice. */
export function requestTable(db: Db): RequestTable {
  return {
    async answerTo(token, key) {
      const row = await db
        .selectFrom('requests')
        .select(['fingerprint', 'status', 'body'])
        .where('token', '=', token)
        .where('key', '=', key)
        .executeTakeFirst();
      return row ?? null;
    },

    async keep(token, key, answer, now) {
      await db
        .deleteFrom('requests')
        .where('token', '=', token)
        .where('at', '<', now - MEMORY_MS)
        .execute();
      await db
        .insertInto('requests')
        .values({ token, key, ...answer, at: now })
        .execute();
    },
  };
}
