import { UserError } from '../news/user-error.ts';
import { webAddress } from '../news/web-address.ts';
import { type BodyLimits, readBody } from './body.ts';
import { freshFor, retryAfter } from './freshness.ts';
import { networkProblem } from './network-problem.ts';
import { type Arrival, followRedirects } from './redirects.ts';

export interface FetchOptions {
  readonly url: string;
  /** Validators of the last good answer, for a conditional request. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Names the program, with an address where its makers can be reached. */
  readonly userAgent: string;
  /** What may be reached is its decision (`public-web.ts`). Redirects are left to this function. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock?: () => number;
  /** For the whole request, the last byte included: some servers think for long before the first. */
  readonly timeoutMs?: number;
  /** For the body, once its first byte is on the way. */
  readonly bodyMs?: number;
  /** A body of which fewer than a thousand bytes come in this time is given up. */
  readonly stallMs?: number;
  /** After decompression. */
  readonly maxBytes?: number;
  /** Ends the request early, for example when the desk closes. */
  readonly signal?: AbortSignal;
}

/** What a good answer says about the next request. */
export interface Advice {
  /** Milliseconds for which the answer stays fresh, by its `Cache-Control` or `Expires`; null where it does not say. */
  readonly freshFor: number | null;
  /** Where the feed moved for good, by this answer; null where it did not. */
  readonly movedTo: string | null;
}

export type Fetched =
  | (Advice & {
      readonly kind: 'fresh';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      /** What relative links in it are read against: its place by its own word (`Content-Location`), else after redirects. */
      readonly base: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
    })
  | (Advice & { readonly kind: 'unchanged' })
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
export async function fetchFeed(options: FetchOptions): Promise<Fetched> {
  const { url, clock = Date.now, timeoutMs = 20_000, signal } = options;
  const start = URL.parse(url);
  if (start === null || !/^https?:$/.test(start.protocol)) return failed('the feed has no http(s) address');
  const timeout = AbortSignal.timeout(timeoutMs);
  const limit = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  let { host } = start;
  try {
    const credentials = takeCredentials(start);
    const arrival = await followRedirects(start, (at) => {
      host = at.host;
      const headers = headersOf(options);
      if (credentials !== null && at.origin === start.origin) headers.set('authorization', credentials);
      return options.fetch(at.href, { headers, redirect: 'manual', signal: limit });
    });
    const { response, at } = arrival;
    const now = clock();
    if (response.status !== 200 && response.status !== 304) {
      await response.body?.cancel();
      return refused(response, host, now);
    }
    // The desk file alone knows the credentials: no other address could be asked with them.
    const advice = adviceOf(credentials === null ? arrival : { ...arrival, movedTo: null }, now);
    if (response.status === 304) return { kind: 'unchanged', ...advice };
    return {
      kind: 'fresh',
      ...advice,
      bytes: await readBody(response, host, limitsOf(options)),
      contentType: response.headers.get('content-type'),
      base: baseOf(response.headers, at),
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    };
  } catch (error) {
    if (signal?.aborted === true) return failed('the desk closed meanwhile');
    if (timeout.aborted) return failed(`${host} did not answer in full within ${timeoutMs / 1_000} seconds`);
    return failed(error instanceof UserError ? error.message : networkProblem(error, host));
  }
}

const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

function headersOf({ etag = null, lastModified = null, userAgent }: FetchOptions): Headers {
  const headers = new Headers({ 'user-agent': userAgent, accept: ACCEPT });
  if (etag !== null) headers.set('if-none-match', etag);
  if (lastModified !== null) headers.set('if-modified-since', lastModified);
  return headers;
}

/** `fetch` refuses addresses with credentials: a header carries them, to the address's own origin alone. */
function takeCredentials(address: URL): string | null {
  const { username, password } = address;
  if (username === '') return null;
  address.username = '';
  address.password = '';
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function limitsOf({ bodyMs = 4_500, stallMs = 4_000, maxBytes = 10_000_000 }: FetchOptions): BodyLimits {
  return { maxBytes, stallMs, leastBytes: 1_000, bodyMs };
}

/**
 * A server speaks for the pages of its own host alone (RFC 9110, section 8.7): behind a proxy it may not even know its name,
 * and a link would lead to a machine that nobody reaches.
 */
function baseOf(headers: Headers, at: URL): string {
  const place = webAddress(headers.get('content-location') ?? '', at.href);
  return place !== null && URL.parse(place)?.host === at.host ? place : at.href;
}

const adviceOf = ({ response, movedTo }: Arrival, now: number): Advice => ({
  freshFor: freshFor(response.headers, now),
  movedTo,
});

function refused(response: Response, host: string, now: number): Fetched {
  const { status } = response;
  const asksForPatience = status === 429 || status === 503;
  return failed(`${host} ${statusWords(status)} (HTTP ${status})`, status, {
    retryAfter: asksForPatience ? retryAfter(response.headers, now) : null,
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
