import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { isPublicAddress } from './public-address.ts';

export interface PublicWebOptions {
  /** Hosts (`news.example`) and hosts with a port (`127.0.0.1:8080`) that may be read wherever they stand. */
  readonly allow: readonly string[];
  readonly lookup?: typeof dns.lookup;
}

/** The code of the error with which a connection to an address inside a network is refused. */
export const notPublic = 'ERR_NOT_PUBLIC';

/**
 * A `fetch` that reaches the public internet alone, so that no feed and no redirect leads it to the services of its own
 * network. The address itself is judged while the connection is made: a name that leads elsewhere by then changes nothing.
 * Connections are kept by each such `fetch` and close when idle.
 */
export function publicWeb({ allow, lookup = dns.lookup }: PublicWebOptions): typeof globalThis.fetch {
  const allowed = new Set(allow.map((host) => host.toLowerCase()));
  const publicLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const open = found.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (first === undefined) return callback(refusal(), []);
      if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

  async function load() {
    const { Agent, buildConnector, fetch } = await import('undici');
    const toAllowed = buildConnector({ lookup });
    const toPublic = buildConnector({ lookup: publicLookup });
    const connect: buildConnector.connector = (options, callback) => {
      const host = bare(options.hostname);
      if (isAllowed(allowed, options)) toAllowed(options, callback);
      // An address in place of a name is never looked up.
      else if (isIP(host) !== 0 && !isPublicAddress(host)) callback(refusal(), null);
      else toPublic(options, callback);
    };
    return { fetch, dispatcher: new Agent({ connect }) };
  }

  // With the first request: loading it takes longer than most answers that need no network.
  let loaded: ReturnType<typeof load> | null = null;
  return async (input, init) => {
    loaded ??= load();
    const { fetch, dispatcher } = await loaded;
    // The same `fetch` as Node's own; only its types are declared twice.
    const answer = fetch as unknown as typeof globalThis.fetch;
    return answer(input, { ...init, dispatcher } as RequestInit);
  };
}

function isAllowed(allowed: ReadonlySet<string>, { hostname, port, protocol }: buildConnector.Options): boolean {
  const host = hostname.toLowerCase();
  return allowed.has(host) || allowed.has(`${host}:${port || (protocol === 'https:' ? 443 : 80)}`);
}

/** IPv6 stands in brackets in an address. */
const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

const refusal = (): NodeJS.ErrnoException =>
  Object.assign(new Error('this address is not on the public internet'), { code: notPublic });
