import type { Selectable } from 'kysely';
import type { TokenScope } from '../news/token.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** What a program shows to be let in. Its secret is nowhere kept: the table alone holds the hash. */
export interface Token {
  readonly id: number;
  /** No two that are not revoked share one. */
  readonly name: string;
  /** Ed25519, 32 bytes as base64url, of a token that signs its requests; null for one that is its own secret. */
  readonly publicKey: string | null;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: number;
  /** `platform:user id`. */
  readonly createdBy: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
}

/** A token to be kept: with the `secretHash` of its secret, or with a public key. */
export type NewToken = Omit<Token, 'id' | 'revokedAt' | 'lastUsedAt'> & { readonly hash: string | null };

export interface TokenTable {
  /** Returns the new token's id; null where one of this name is not revoked. */
  create(token: NewToken): Promise<number | null>;
  /** Newest first, also those that no longer work. */
  all(): Promise<readonly Token[]>;
  /** The token of a secret, also one that no longer works. */
  byHash(hash: string): Promise<Token | null>;
  /** The one of this name that is not revoked. */
  byName(name: string): Promise<Token | null>;
  /**
   * Notes that a token is used now; false where it was revoked or has expired. In a transaction it holds the token until that
   * ends: who revokes it, or uses it too, waits.
   */
  use(id: number, now: number): Promise<boolean>;
  /** False where it was revoked before. */
  revoke(id: number, now: number): Promise<boolean>;
}

/** Who may use the API. */
export function tokenTable(db: Db): TokenTable {
  const columns = [
    'id',
    'name',
    'publicKey',
    'scopes',
    'createdAt',
    'createdBy',
    'expiresAt',
    'revokedAt',
    'lastUsedAt',
  ] as const;
  const rows = () => db.selectFrom('tokens').select(columns);

  return {
    async create({ scopes, ...token }) {
      const row = await db
        .insertInto('tokens')
        .values({ ...token, scopes: JSON.stringify(scopes) })
        .onConflict((known) => known.doNothing())
        .returning('id')
        .executeTakeFirst();
      return row?.id ?? null;
    },

    all: async () => (await rows().orderBy('id', 'desc').execute()).map(fromRow),

    async byHash(hash) {
      const row = await rows().where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async byName(name) {
      const row = await rows().where('name', '=', name).where('revokedAt', 'is', null).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },

    async use(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('tokens')
        .set({ lastUsedAt: now })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .where((token) => token.or([token('expiresAt', 'is', null), token('expiresAt', '>', now)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async revoke(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('tokens')
        .set({ revokedAt: now })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

const fromRow = ({ scopes, ...row }: Omit<Selectable<Schema['tokens']>, 'hash'>): Token => ({
  ...row,
  scopes: JSON.parse(scopes),
});
