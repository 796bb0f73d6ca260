import { tokenStanding } from '../../desk/tokens.ts';
import { secretHash } from '../../news/token.ts';
import type { Token, TokenTable } from '../../store/tokens.ts';
import { type Problem, unauthorized } from './problem.ts';

/**
 * Finds the token that a request bears, or whose key is said to have signed it. Throws a `Problem` where there is none, or one
 * that no longer works.
 */
export async function callerOf(
  { headers }: Request,
  { tokens, now }: { readonly tokens: Pick<TokenTable, 'byHash' | 'byName'>; readonly now: number },
): Promise<Token> {
  const [, scheme, word = ''] = /^(Bearer|Sitrep) +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (scheme === undefined)
    throw unauthorized(
      'Say who asks: Authorization: Bearer and a token, or Sitrep and the name of a token that signs. sitrep token create makes them.',
    );
  const signs = scheme.toLowerCase() === 'sitrep';
  const token = signs ? await tokens.byName(word) : await tokens.byHash(secretHash(word));
  if (token === null || (token.publicKey !== null) !== signs)
    throw unauthorized('This token is not known here. sitrep token create makes one.');
  checkWorks(token, now);
  return token;
}

function checkWorks(token: Token, now: number): void {
  switch (tokenStanding(token, now)) {
    case 'works':
      return;
    case 'expired':
      throw unauthorized(`The token ${token.name} has expired. sitrep token create makes another.`);
    case 'revoked':
      throw tokenEnded(token);
  }
}

/** A token was revoked, perhaps while what it asked was still being read. */
export const tokenEnded = ({ name }: Token): Problem =>
  unauthorized(`The token ${name} no longer works, so nothing was done. sitrep token create makes another.`);

/** Who a token is to the desk. */
export const personOf = ({ name }: Token): { readonly by: string; readonly byName: string } => ({
  by: `api:${name}`,
  byName: `${name} (API)`,
});
