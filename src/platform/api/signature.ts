import { createHash, createPublicKey, verify } from 'node:crypto';
import { Problem, unauthorized } from './problem.ts';

/** By so much the time of a signed request may differ from the desk's. */
const WINDOW_MS = 5 * 60_000;

/** What the header Sitrep-Signature takes, in words. */
export const signatureWords =
  'the Ed25519 signature in base64 over the lines v1, timestamp, method, path with query, Idempotency-Key (empty where there is ' +
  'none), and the body as it is sent';

/** What is signed of a request: no line but the body can hold a line break. */
function signedText({ method, url, headers }: Request, body: Uint8Array): Uint8Array {
  const { pathname, search } = new URL(url);
  const lines = ['v1', timestampOf(headers), method, `${pathname}${search}`, headers.get('idempotency-key') ?? '', ''];
  return Buffer.concat([Buffer.from(lines.join('\n')), body]);
}

const timestampOf = (headers: Headers): string => headers.get('sitrep-timestamp') ?? '';

/**
 * Checks that a request was signed with the token's key within the last minutes, and takes it once: `claim` says whether its
 * id is new, for an hour. Throws a `Problem`.
 */
export async function checkSignature({
  request,
  body,
  token,
  now,
  claim,
}: {
  readonly request: Request;
  readonly body: Uint8Array;
  readonly token: { readonly id: number; readonly publicKey: string };
  readonly now: number;
  readonly claim: (id: string) => Promise<boolean>;
}): Promise<void> {
  const timestamp = timestampOf(request.headers);
  const apart = Math.abs(Number(timestamp) * 1_000 - now);
  if (!/^\d{1,12}$/.test(timestamp) || apart > WINDOW_MS)
    throw unauthorized(
      `Sitrep-Timestamp takes the time of the request in seconds, within five minutes of the desk's own: ` +
        `that is ${new Date(now).toUTCString()}, ${Math.floor(now / 1_000)}. Set the clock and sign anew.`,
    );
  const text = signedText(request, body);
  const signature = Buffer.from(request.headers.get('sitrep-signature') ?? '', 'base64');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: token.publicKey }, format: 'jwk' });
  if (!verify(null, text, key, signature))
    throw unauthorized(`The signature does not fit. Sitrep-Signature takes ${signatureWords}.`);
  const id = createHash('sha256').update(`${token.id} `).update(text).digest('hex');
  if (!(await claim(`api:${id}`)))
    throw new Problem(
      'replayed',
      'This very request came before, so nothing was done. To ask again, sign it anew with a later time, under the same ' +
        'Idempotency-Key.',
    );
}
