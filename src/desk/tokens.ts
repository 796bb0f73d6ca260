import { isTokenName, newSecret, secretHash, type TokenScope } from '../news/token.ts';
import { UserError } from '../news/user-error.ts';
import type { Token } from '../store/tokens.ts';
import type { Room } from './room.ts';

/** A token that somebody wants for a program. */
export interface TokenOrder {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Days after which it no longer works; null where it works until it is revoked. */
  readonly days: number | null;
  /** As `Token.publicKey`. */
  readonly publicKey: string | null;
  /** `platform:user id`. */
  readonly by: string;
}

/** A token, and its secret where it has one: it is told once and nowhere kept. */
export interface TokenReport {
  readonly token: Token;
  readonly secret: string | null;
}

const DAY = 86_400_000;

/** Makes a token, with a ledger entry. Throws `UserError` for a name that is none or that another token bears. */
export const createTokenOf =
  (room: Room) =>
  async ({ name, scopes, days, publicKey, by }: TokenOrder): Promise<TokenReport> => {
    if (!isTokenName(name))
      throw new UserError(
        `A token's name has up to 40 small letters, digits and -, a letter first, for example ci. “${name}” is none.`,
      );
    const now = room.clock();
    const secret = publicKey === null ? newSecret() : null;
    const expiresAt = days === null ? null : now + days * DAY;
    const kept = { name, scopes, publicKey, createdAt: now, createdBy: by, expiresAt };
    return room.store.transaction(async (tables) => {
      const id = await tables.tokens.create({ ...kept, hash: secret === null ? null : secretHash(secret) });
      if (id === null)
        throw new UserError(`There is a token ${name} already. sitrep token revoke ${name} makes room for a new one.`);
      const details = { name, scopes, expiresAt, signs: publicKey !== null };
      await tables.ledger.append({ at: now, actor: by, action: 'token.created', subject: `token:${id}`, details });
      return { token: { ...kept, id, revokedAt: null, lastUsedAt: null }, secret };
    });
  };

/** Ends a token by its name or id, with a ledger entry: what it asks from then on is refused. Throws `UserError`. */
export const revokeTokenOf =
  (room: Room) =>
  async ({ which, by }: { readonly which: string; readonly by: string }): Promise<Token> => {
    const all = await room.store.tokens.all();
    const token =
      all.find(({ id }) => String(id) === which) ??
      all.find(({ name, revokedAt }) => name === which && revokedAt === null);
    if (token === undefined) throw new UserError(`There is no token “${which}”. sitrep token list shows them all.`);
    const now = room.clock();
    return room.store.transaction(async (tables) => {
      const { id, name } = token;
      if (!(await tables.tokens.revoke(id, now))) throw new UserError(`Token ${id} (${name}) was revoked already.`);
      await tables.ledger.append({
        at: now,
        actor: by,
        action: 'token.revoked',
        subject: `token:${id}`,
        details: { name },
      });
      return { ...token, revokedAt: now };
    });
  };

/** Whether a token works at this time. */
export function tokenStanding(
  { expiresAt, revokedAt }: Pick<Token, 'expiresAt' | 'revokedAt'>,
  now: number,
): 'works' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'works';
}
