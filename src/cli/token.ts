import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { TokenReport } from '../desk/tokens.ts';
import { tokenStanding } from '../desk/tokens.ts';
import { fields, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { nearest } from '../news/nearest.ts';
import { personKey } from '../news/person.ts';
import { type TokenScope, tokenScopes } from '../news/token.ts';
import { UserError } from '../news/user-error.ts';
import type { Token } from '../store/tokens.ts';
import { localAsker } from './answer.ts';
import type { Listing } from './deliveries.ts';
import { publicKeyAt } from './public-key.ts';

const MOST_DAYS = 3_650;

/**
 * `sitrep token`: which programs may use the API. `create` shows a new token's secret, once; `list` lists them; `revoke`
 * ends one, also while the bot runs. Throws `UserError`.
 */
export async function token({
  bureau: { desk },
  args: [what, ...args],
  clock = Date.now,
}: {
  readonly bureau: Pick<Bureau, 'desk'>;
  readonly args: readonly string[];
  readonly clock?: () => number;
}): Promise<Listing | Message> {
  const by = personKey(localAsker());
  switch (what) {
    case 'create': {
      const { values, positionals } = parseArgs({
        args,
        options: { scopes: { type: 'string' }, expires: { type: 'string' }, 'public-key': { type: 'string' } },
        allowPositionals: true,
      });
      const [name] = positionals;
      if (name === undefined || values.scopes === undefined)
        throw new UserError(
          `Say its name and what it may do: sitrep token create ci --scopes ${tokenScopes.join(',')}`,
        );
      const days = values.expires === undefined ? null : daysOf(values.expires);
      const scopes = scopesOf(values.scopes);
      const key = values['public-key'];
      const publicKey = key === undefined ? null : await publicKeyAt(key);
      return layoutCreated(await desk.createToken({ name, scopes, days, publicKey, by }));
    }
    case 'revoke': {
      const [which] = args;
      if (which === undefined) throw new UserError('Say which: sitrep token revoke and its name or number.');
      const { id, name } = await desk.revokeToken({ which, by });
      return said(`Token ${id} (${name}) is revoked: what it asks from now on is refused.`);
    }
    case undefined:
    case 'list': {
      const tokens = await desk.tokens();
      return { rows: tokens, message: layoutList(tokens, clock()) };
    }
    default:
      throw new UserError(`sitrep token ${what} is nothing: there is sitrep token create, list and revoke.`);
  }
}

function scopesOf(typed: string): readonly TokenScope[] {
  const words = [...new Set(typed.split(',').map((word) => word.trim()))];
  return words.map((word) => {
    const scope = tokenScopes.find((known) => known === word);
    if (scope !== undefined) return scope;
    const meant = nearest(word, tokenScopes);
    const hint = meant === null ? `It takes ${tokenScopes.join(', ')}.` : `Did you mean ${meant}?`;
    throw new UserError(`--scopes takes no “${word}”. ${hint}`);
  });
}

function daysOf(typed: string): number {
  const days = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new UserError(`--expires takes days, a whole number from 1 to ${MOST_DAYS}, not “${typed}”.`);
}

const said = (summary: string): Message => ({ tone: 'routine', summary, blocks: [paragraph(summary)] });

function layoutCreated({ token, secret }: TokenReport): Listing {
  const { id, name, scopes, expiresAt } = token;
  const summary = `Token ${id} (${name}) is made.`;
  return {
    rows: [{ ...token, secret }],
    message: {
      tone: 'routine',
      summary,
      blocks: [
        paragraph(summary),
        fields([
          secret === null ? ['Signs with', token.publicKey ?? ''] : ['Token', secret],
          ['May', scopes.join(', ')],
          ['Works until', expiresAt === null ? 'it is revoked' : time(expiresAt, 'moment')],
        ]),
        note(
          secret === null
            ? 'Its requests are signed with the other half of this key: docs/api.md says how.'
            : 'It is shown this once and nowhere kept: put it where the program reads its secrets.',
        ),
      ],
    },
  };
}

function layoutList(tokens: readonly Token[], now: number): Message {
  if (tokens.length === 0) return said('There are no tokens. sitrep token create makes one.');
  return {
    tone: 'routine',
    summary: `Tokens, newest first: ${tokens.length}`,
    blocks: [list(tokens.map((one) => line(one, now)))],
  };
}

function line(token: Token, now: number): readonly Inline[] {
  const { id, name, scopes, publicKey, createdAt, createdBy, lastUsedAt } = token;
  return [
    strong(`${id} ${name}`),
    text(` · ${publicKey === null ? 'secret' : 'signs'} · ${scopes.join(', ')} · made `),
    time(createdAt, 'moment'),
    text(` by ${createdBy} · `),
    ...(lastUsedAt === null ? [text('never used')] : [text('last used '), time(lastUsedAt, 'moment')]),
    ...ending(token, now),
  ];
}

function ending(token: Token, now: number): readonly Inline[] {
  const { expiresAt, revokedAt } = token;
  if (revokedAt !== null) return [text(' · revoked '), time(revokedAt, 'moment')];
  if (expiresAt === null) return [];
  return [text(tokenStanding(token, now) === 'expired' ? ' · expired ' : ' · until '), time(expiresAt, 'moment')];
}
