import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import type { Route } from './route.ts';
import type { Json, World } from './world.ts';

/**
 * Something that goes wrong with the next requests whose `METHOD /path` starts with `on`. `reset-before` breaks the
 * connection before the request counts, `reset-after` and `hang` after it did.
 */
export interface ServerFault {
  readonly on: string;
  readonly kind: 'status' | 'reset-before' | 'reset-after' | 'hang';
  /** For `status`. */
  readonly status?: number;
  readonly code?: number;
  /** Seconds, for status 429. */
  readonly retryAfter?: number;
  readonly times?: number;
}

/** The HTTP side. A request that matches no route is a failure of the bot, and answered with 404. */
export function createApi(
  world: World,
  routes: readonly Route[],
  gateway: () => string,
): { server: Server; fault(fault: ServerFault): void; enforce(limits: RateLimits): void } {
  const faults: { readonly fault: ServerFault; left: number }[] = [];
  const limits = createRateLimits(world);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      world.failures.push(`the stand-in itself failed: ${error}`);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const method = request.method ?? 'GET';
    const body = await read(request);
    world.requests.push(`${method} ${path}`);
    const due = faults.find(({ fault, left }) => left > 0 && `${method} ${path}`.startsWith(fault.on));
    if (due !== undefined) due.left -= 1;
    if (due?.fault.kind === 'reset-before') return void request.socket.destroy();
    if (due?.fault.kind === 'status') return refuse(response, due.fault);
    const { headers, refusal } = limits.verdict(method, path);
    if (refusal !== null) {
      response.writeHead(429, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(refusal));
      return;
    }
    const { status, json } = outcome(method, path, url.searchParams, body, request.headers.authorization);
    if (due?.fault.kind === 'reset-after') return void request.socket.destroy();
    if (due?.fault.kind === 'hang') return;
    if (json === null) return void response.writeHead(204).end();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  }

  function outcome(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Json,
    token: string | undefined,
  ): { status: number; json: unknown } {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match === null) continue;
      if (route.auth && token !== `Bot ${world.token}`)
        return { status: 401, json: { code: 0, message: '401: Unauthorized' } };
      try {
        const made = route.handle({ params: match.slice(1), query, body });
        return { status: 200, json: path === '/gateway/bot' ? { ...(made as Json), url: gateway() } : made };
      } catch (error) {
        if (error instanceof ApiError) return { status: error.status, json: error.body };
        throw error;
      }
    }
    world.failures.push(`an unknown route was called: ${method} ${path}`);
    return { status: 404, json: { code: 0, message: '404: Not Found' } };
  }

  return { server, fault: (fault) => void faults.push({ fault, left: fault.times ?? 1 }), enforce: limits.enforce };
}

async function read(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Json);
}

function refuse(response: ServerResponse, { status = 500, code = 0, retryAfter = 1 }: ServerFault): void {
  const headers: Record<string, string> =
    status === 429
      ? {
          'retry-after': String(retryAfter),
          'x-ratelimit-bucket': 'stand-in',
          'x-ratelimit-limit': '5',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset-after': String(retryAfter),
          'x-ratelimit-scope': 'user',
        }
      : {};
  const body =
    status === 429
      ? { message: 'You are being rate limited.', retry_after: retryAfter, global: false }
      : { code, message: `stand-in: ${status}` };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
