import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../news/user-error.ts';

/**
 * The Ed25519 key that a person names, as `Token.publicKey` has it: a PEM file, or the key in base64 (its 32 bytes, or DER).
 * Throws `UserError`.
 */
export async function publicKeyAt(place: string): Promise<string> {
  // npm and the launcher change the directory and say where the person stood.
  const path = resolve(process.env.INIT_CWD ?? '.', place);
  const text = await readFile(path, 'utf8').catch(() => place);
  if (text.includes('PRIVATE KEY'))
    throw new UserError(
      'That is a private key, which stays where it is. openssl pkey -in key.pem -pubout prints its public key.',
    );
  const { x } = keyIn(text)?.export({ format: 'jwk' }) ?? {};
  if (x !== undefined) return x;
  throw new UserError(
    '--public-key takes a PEM file of an Ed25519 public key, or the key in base64. openssl genpkey -algorithm ed25519 makes one.',
  );
}

function keyIn(text: string): KeyObject | null {
  const bytes = Buffer.from(text, 'base64');
  try {
    const key = text.includes('PUBLIC KEY')
      ? createPublicKey(text)
      : bytes.length === 32
        ? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' })
        : createPublicKey({ key: bytes, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
