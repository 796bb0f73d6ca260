import { generateKeyPairSync } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { publicKeyAt } from '../../src/cli/public-key.ts';
import { createBench } from '../support/bot-process.ts';

const bench = createBench();
afterAll(() => bench.clean());

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
const der = publicKey.export({ format: 'der', type: 'spki' });

it.each([
  ['a PEM file', bench.file('key.pem', pem)],
  ['a file of base64', bench.file('key.txt', `${x}\n`)],
  ['its 32 bytes in base64', Buffer.from(x, 'base64url').toString('base64')],
  ['its 32 bytes in base64url', x],
  ['DER in base64', der.toString('base64')],
])('reads a public key from %s', async (_, place) => {
  expect(await publicKeyAt(place)).toBe(x);
});

it.each([
  [
    'a private key',
    bench.file('private.pem', privateKey.export({ format: 'pem', type: 'pkcs8' })),
    /private key, which stays/,
  ],
  ['a key of another kind', bench.file('rsa.pem', rsa()), /Ed25519 public key/],
  ['a file that is not there', 'nowhere.pem', /takes a PEM file/],
  ['a broken file', bench.file('broken.pem', pem.replace('MCow', 'MCox')), /takes a PEM file/],
  ['too few bytes', 'AAAA', /takes a PEM file/],
  ['nothing', '', /takes a PEM file/],
])('refuses %s in words', async (_, place, words) => {
  await expect(publicKeyAt(place)).rejects.toThrow(words);
});

function rsa(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 })
    .publicKey.export({ format: 'pem', type: 'spki' })
    .toString();
}
