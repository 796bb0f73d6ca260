import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createFaults, type Weather } from '../faults.ts';
import { ApiError } from './api-error.ts';
import { type Fault, play, type ServerFault, takesEffect } from './faults.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import type { Route } from './route.ts';
import type { Json, World } from './world.ts';

/** The HTTP side. A request that matches no route is a failure of the bot, and answered with 404. */
export function createApi(
  world: World,
  routes: readonly Route[],
  gateway: () => string,
): {
  server: Server;
  fault(fault: ServerFault): void;
  weather(pick: Weather<Fault> | null): void;
  enforce(limits: RateLimits): void;
} {
  const faults = createFaults<Fault, ServerFault>(({ on }, call) => call.startsWith(on));
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
    const call = `${method} ${path}`;
    world.requests.push(call);
    const fault = faults.take(call);
    if (fault !== null && !takesEffect(fault)) {
      play(fault, request, response);
      return;
    }
    const { headers, refusal } = limits.verdict(method, path);
    if (refusal !== null) {
      response.writeHead(429, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(refusal));
      return;
    }
    const { status, json } = outcome(method, path, url.searchParams, body, request.headers.authorization);
    if (fault !== null) {
      if (status < 300) world.lostAnswers.push({ call, answer: json });
      play(fault, request, response);
      return;
    }
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

  return { server, fault: faults.add, weather: faults.weather, enforce: limits.enforce };
}

async function read(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Json);
}
