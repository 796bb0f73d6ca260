import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What goes wrong with a request. `reset-before` breaks the connection before the request counts, `reset-after` after it
 * did. A `status` comes before the request counts and a `hang` after it did, where `when` does not say otherwise.
 */
export interface Fault {
  readonly kind: 'status' | 'reset-before' | 'reset-after' | 'hang';
  readonly when?: 'before' | 'after';
  /** For `status`. */
  readonly status?: number;
  readonly code?: number;
  /** Seconds, for status 429; null leaves it out of headers and body, as a proxy's 429 does. */
  readonly retryAfter?: number | null;
}

/** A fault of the next requests whose `METHOD /path` starts with `on`. */
export interface ServerFault extends Fault {
  readonly on: string;
  readonly times?: number;
}

/** True where the request counts, and its answer is lost. */
export function takesEffect({ kind, when }: Fault): boolean {
  switch (kind) {
    case 'status':
      return when === 'after';
    case 'hang':
      return when !== 'before';
    case 'reset-before':
      return false;
    case 'reset-after':
      return true;
  }
}

/** Plays the fault instead of an answer. */
export function play(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'status':
      refuse(fault, response);
      return;
    case 'hang':
      return;
    case 'reset-before':
    case 'reset-after':
      request.socket.destroy();
  }
}

function refuse({ status = 500, code = 0, retryAfter = 1 }: Fault, response: ServerResponse): void {
  const limited = status === 429 && retryAfter !== null;
  const headers: Record<string, string> = limited
    ? {
        'retry-after': String(retryAfter),
        'x-ratelimit-bucket': 'stand-in',
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset-after': String(retryAfter),
        'x-ratelimit-scope': 'user',
      }
    : {};
  const body = limited
    ? { message: 'You are being rate limited.', retry_after: retryAfter, global: false }
    : { code, message: `stand-in: ${status}` };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
