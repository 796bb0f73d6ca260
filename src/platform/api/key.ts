import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';

/** The key under which a request is done once. Throws a `Problem` where there is none. */
export function idempotencyKey({ headers }: Request): string {
  const key = headers.get('idempotency-key') ?? '';
  if (/^[!-~]{1,255}$/.test(key)) return key;
  throw new Problem(
    'invalid',
    'Give each request a name of its own, so that asking again does nothing twice: the header Idempotency-Key with 1 to 255 ' +
      'visible ASCII characters, for example a UUID.',
    { field: 'Idempotency-Key' },
  );
}

/** Tells requests apart: the same one comes again with the same method, address and body. */
export const fingerprintOf = ({ method, url }: Request, body: Uint8Array): string => {
  const { pathname, search } = new URL(url);
  return createHash('sha256').update(`${method} ${pathname}${search}\n`).update(body).digest('hex');
};
