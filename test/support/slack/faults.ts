import type { ServerResponse } from 'node:http';

/**
 * What goes wrong with the next calls of a method. `before`: the call never took effect; `after`: it did, and its answer
 * is lost.
 */
export type Fault = { readonly method: string; readonly times?: number } & (
  | { readonly kind: 'rate limit'; readonly retryAfter: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'status'; readonly status: number; readonly when?: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'hang'; readonly when: 'before' | 'after' }
  | { readonly kind: 'page' }
);

export interface Faults {
  add(fault: Fault): void;
  /** The fault for this call, used up by asking. */
  take(method: string): Fault | null;
}

export function createFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (method) => {
      const found = waiting.find(({ fault, left }) => fault.method === method && left > 0);
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}

export const takesEffect = (fault: Fault): boolean => 'when' in fault && fault.when === 'after';

/** Plays the fault instead of an answer. */
export function play(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate limit':
      response.writeHead(429, { 'retry-after': String(fault.retryAfter) });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return;
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
