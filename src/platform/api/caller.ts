import { tokenStanding } from '../../desk/tokens.ts';
import { secretHash } from '../../news/token.ts';
import type { Token, TokenTable } from '../../store/tokens.ts';
import { Problem } from './problem.ts';

const unauthorized = (message: string): Problem =>
  new Problem('unauthorized', message, { headers: { 'WWW-Authenticate': 'Bearer' } });

/** Finds the token that a request bears. Throws a `Problem` where there is none, or one that no longer works. */
export async function callerOf(
  { headers }: Request,
  { tokens, now }: { readonly tokens: Pick<TokenTable, 'byHash'>; readonly now: number },
): Promise<Token> {
  const [, secret] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (secret === undefined)
    throw unauthorized('Say who asks: Authorization: Bearer and a token, which sitrep token create makes.');
  const token = await tokens.byHash(secretHash(secret));
  if (token === null) throw unauthorized('This token is not known here. sitrep token create makes one.');
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
