import { createHash, randomBytes } from 'node:crypto';

/** What a token may be allowed to do. Who may send an alert may also draft one. */
export const tokenScopes = [
  ...(['alerts:read', 'alerts:draft', 'alerts:send', 'alerts:approve', 'alerts:correct'] as const),
  'updates:write',
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Whether a token of these scopes may do what asks for one of them. */
export const grants = (held: readonly TokenScope[], needed: TokenScope): boolean =>
  held.includes(needed) || (needed === 'alerts:draft' && held.includes('alerts:send'));

/** What a token is named: no number, which would be taken for an id. */
export const isTokenName = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text);

/** A new secret of 256 random bits, known by its beginning to whoever finds it where it should not be. */
export const newSecret = (): string => `sitrep_${randomBytes(32).toString('base64url')}`;

/**
 * What is kept of a secret, as 64 hexadecimal digits. A plain SHA-256 is enough, and can be looked up: nobody finds 256
 * random bits by trying, which is what slow hashes with a salt are for.
 */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
