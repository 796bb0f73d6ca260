import { networkProblem } from './network-problem.ts';

export interface FetchOptions {
  readonly url: string;
  /** Validators of the last good answer, for a conditional request. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Names the program, with an address where its makers can be reached. */
  readonly userAgent: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: () => number;
  /** For the whole request, the last byte included. */
  readonly timeoutMs?: number;
  /** After decompression. */
  readonly maxBytes?: number;
  /** Ends the request early, for example when the desk closes. */
  readonly signal?: AbortSignal;
}

export type Fetched =
  | {
      readonly kind: 'fresh';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      /** After redirects. */
      readonly finalUrl: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'failed';
      /** For people; holds no part of the address but the host. */
      readonly problem: string;
      /** HTTP status; null when no answer came at all. */
      readonly status: number | null;
      /** Milliseconds for which the server asks to be left alone. */
      readonly retryAfter: number | null;
      /** The publisher says that nothing will be here again (410). */
      readonly gone: boolean;
    };

/** Reads one address, once, over http(s), with redirects. Never throws. */
export async function fetchFeed({
  url,
  etag = null,
  lastModified = null,
  userAgent,
  fetch = globalThis.fetch,
  clock = Date.now,
  timeoutMs = 20_000,
  maxBytes = 10_000_000,
  signal,
}: FetchOptions): Promise<Fetched> {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) return failed('the feed has no http(s) address');
  const headers = new Headers({ 'user-agent': userAgent, accept: ACCEPT });
  if (etag !== null) headers.set('if-none-match', etag);
  if (lastModified !== null) headers.set('if-modified-since', lastModified);
  if (address.username !== '') headers.set('authorization', credentials(address));
  address.username = '';
  address.password = '';
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const limit = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const response = await fetch(address.href, { headers, redirect: 'follow', signal: limit });
    if (response.status === 304) return { kind: 'unchanged' };
    if (response.status !== 200) {
      await response.body?.cancel();
      return refused(response, address.host, clock());
    }
    const bytes = await readBody(response, maxBytes);
    if (bytes === null)
      return failed(`${address.host} sends more than ${Math.round(maxBytes / 1e6)} MB`, response.status);
    return {
      kind: 'fresh',
      bytes,
      contentType: response.headers.get('content-type'),
      finalUrl: response.url || address.href,
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    };
  } catch (error) {
    if (signal?.aborted === true) return failed('the desk closed meanwhile');
    if (timeout.aborted) return failed(`${address.host} did not answer in full within ${timeoutMs / 1_000} seconds`);
    return failed(networkProblem(error, address.host));
  }
}

const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

/** `fetch` refuses addresses with credentials; a header carries them, and is dropped on a redirect to another host. */
function credentials({ username, password }: URL): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Null when there is more than `limit`: the rest is not awaited. */
async function readBody(response: Response, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(response: Response, host: string, now: number): Fetched {
  const { status } = response;
  const asksForPatience = status === 429 || status === 503;
  return failed(`${host} ${statusWords(status)} (HTTP ${status})`, status, {
    retryAfter: asksForPatience ? retryAfter(response.headers.get('retry-after'), now) : null,
    gone: status === 410,
  });
}

function failed(
  problem: string,
  status: number | null = null,
  wish: { readonly retryAfter: number | null; readonly gone: boolean } = { retryAfter: null, gone: false },
): Fetched {
  return { kind: 'failed', problem, status, ...wish };
}

function statusWords(status: number): string {
  if (status === 401 || status === 403) return 'does not let this program read the feed';
  if (status === 404) return 'has nothing at this address';
  if (status === 410) return 'has given this feed up';
  if (status === 429) return 'asks to be read less often';
  if (status >= 500) return 'is in trouble';
  return 'does not give the feed';
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), as milliseconds from now. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : null;
}
