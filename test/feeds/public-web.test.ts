import type dns from 'node:dns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFeed } from '../../src/feeds/fetch.ts';
import { isPublicAddress } from '../../src/feeds/public-address.ts';
import { publicWeb } from '../../src/feeds/public-web.ts';
import { startFeedServer } from '../support/feed-server.ts';

let server: Awaited<ReturnType<typeof startFeedServer>>;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.close());

const userAgent = 'Sitrep/0 (test; +https://desk.example/contact)';
const read = (url: string, allow: readonly string[] = [], lookup?: typeof dns.lookup) =>
  fetchFeed({ url, userAgent, fetch: publicWeb({ allow, lookup }) });
const inside = { kind: 'failed', status: null, problem: expect.stringMatching(/is inside a private network/) };

/** A resolver that gives these addresses for every name, one list after another. */
function resolving(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup = (hostname: string, _: object, callback: (error: null, found: object[]) => void) => {
    const found = answers[Math.min(asked.push(hostname), answers.length) - 1] ?? [];
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  // Of the overloads of `lookup`, the one that is called.
  return { asked, lookup: lookup as unknown as typeof dns.lookup };
}

describe('an address', () => {
  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '2a00:1450:4001:80b::200e'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.9.9.9', '168.63.129.16'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', 'fe80::1'],
    ...['fe80::1%eth0', '2a00::1%eth0', 'fd00:ec2::254', 'fc00::1', 'ff02::1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::'],
    ...['2001:0:7f00:1::', '2001:db8::1', '100::1', '127.1', '2130706433', 'localhost', ''],
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('the network of the desk itself', () => {
  it.each(['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '[::1]', '[::ffff:7f00:1]'])(
    'is not read as %s',
    async (host) => {
      const { port } = new URL(server.origin);
      expect(await read(`http://${host}:${port}/feed`)).toMatchObject(inside);
      expect(server.requests).toEqual([]);
    },
  );

  it('is not read by a name, also when only the second look at the name leads there', async () => {
    expect(await read(server.origin.replace('127.0.0.1', 'localhost'))).toMatchObject(inside);
    const rebinding = resolving(['169.254.169.254', 'fd00:ec2::254'], ['8.8.8.8']);
    expect(await read('http://wire.example/feed', [], rebinding.lookup)).toMatchObject(inside);
    expect(rebinding.asked).toEqual(['wire.example']);
  });

  it('is not read by a redirect', async () => {
    const { host } = new URL(server.origin);
    for (const location of [
      'http://169.254.169.254/latest/meta-data/',
      `http://localhost:${new URL(server.origin).port}/`,
    ]) {
      const url = server.publish('/feed', (response) => response.writeHead(302, { location }).end());
      expect(await read(url, [host])).toMatchObject(inside);
    }
    expect(server.requests).toHaveLength(2);
  });

  it('is read where the desk file allows the host, with its port or with any', async () => {
    const url = server.publish('/feed', { body: '<rss/>' });
    const { host, hostname, port } = new URL(url);
    expect(await read(url, [host])).toMatchObject({ kind: 'fresh' });
    expect(await read(url, [hostname])).toMatchObject({ kind: 'fresh' });
    expect(await read(url, [`${hostname}:1`])).toMatchObject(inside);
    const named = resolving(['127.0.0.1']);
    expect(await read(`http://wire.lan:${port}/feed`, ['wire.lan'], named.lookup)).toMatchObject({ kind: 'fresh' });
  });
});
