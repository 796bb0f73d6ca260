import type { ServerResponse } from 'node:http';

/**
 * What goes wrong with a call. `before`: the call never took effect; `after`: it did, and its answer is lost. Without
 * `retryAfter`, a rate limit comes without its header, as a proxy's does.
 */
export type Fault =
  | { readonly kind: 'rate limit'; readonly retryAfter: number | null }
  | { readonly kind: 'error'; readonly error: string; readonly when?: 'before' | 'after' }
  | { readonly kind: 'status'; readonly status: number; readonly when?: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'hang'; readonly when: 'before' | 'after' }
  | { readonly kind: 'page' };

/** A fault of the next calls of a method, or of the next uses of a `response_url`. */
export type MethodFault = Fault & { readonly method: string; readonly times?: number };

/** An answer; what is no text is sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: unknown;
}

export const takesEffect = (fault: Fault): boolean => 'when' in fault && fault.when === 'after';

/** Plays the fault instead of an answer. */
export function play(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate limit': {
      const { status, headers, answer } = tooMany(fault.retryAfter);
      response.writeHead(status, headers);
      response.end(JSON.stringify(answer));
      return;
    }
    case 'error':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: fault.error }));
      return;
    case 'status':
      response.writeHead(fault.status);
      response.end('upstream error');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Please log in</html>');
  }
}

/** The answer to one call too many. Source: docs.slack.dev/apis/web-api/rate-limits */
export const tooMany = (retryAfter: number | null): Reply => ({
  status: 429,
  headers: {
    'content-type': 'application/json',
    ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
  },
  answer: { ok: false, error: 'ratelimited' },
});
