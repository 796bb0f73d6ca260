import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from '../faults.ts';
import { type Fault, type MethodFault, play, type Reply, takesEffect, tooMany } from './faults.ts';
import type { createRateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import { type Args, methods, Refusal, type Result } from './web-api.ts';
import type { Workspace } from './workspace.ts';

/** Serves the Web API under `/api/` and the response addresses under `/hooks/`, on a free port of the loopback. */
export async function startServer(
  workspace: Workspace,
  faults: Faults<MethodFault, Fault>,
  limits: ReturnType<typeof createRateLimits>,
  hooks: ResponseUrls,
  openConnection: () => string,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const path = request.url ?? '/';
    const call = path.startsWith('/api/') ? path.slice('/api/'.length) : 'response_url';
    if (call !== 'response_url') workspace.calls.push(call);
    const fault = faults.take(call);
    if (fault !== null && !takesEffect(fault)) {
      play(fault, response);
      return;
    }
    const reply = call === 'response_url' ? ofHook(request, path, body) : ofMethod(request, call, argsOf(body));
    if (fault !== null) {
      if (reply.status === 200) workspace.lostAnswers.push({ call, answer: reply.answer });
      play(fault, response);
      return;
    }
    response.writeHead(reply.status, reply.headers);
    response.end(typeof reply.answer === 'string' ? reply.answer : JSON.stringify(reply.answer));
  });

  function ofMethod(request: IncomingMessage, name: string, args: Args): Reply {
    const retryAfter = limits.retryAfter(name, args);
    if (retryAfter !== null) {
      workspace.rateLimited.push(name);
      return tooMany(retryAfter);
    }
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': (token === workspace.appToken ? workspace.appScopes : workspace.scopes).join(','),
      'x-accepted-oauth-scopes': (methods[name]?.scopes ?? []).join(','),
    };
    return { status: 200, headers, answer: callMethod(name, token, args) };
  }

  function ofHook({ method }: IncomingMessage, path: string, body: string): Reply {
    const taken = method === 'POST' ? hooks.take(path, body) : null;
    if (taken === null) workspace.failures.push(`unknown route ${method} ${path}`);
    const [status, answer] = taken ?? [404, 'not found'];
    return { status, headers: {}, answer };
  }

  function callMethod(name: string, token: string | null, args: Args): Result {
    try {
      if (name === 'apps.connections.open') return { ok: true, url: openFor(token) };
      const method = methods[name];
      if (method === undefined) throw new Refusal('unknown_method');
      if (token === null) throw new Refusal('not_authed');
      if (token === workspace.appToken) throw new Refusal('not_allowed_token_type');
      if (token !== workspace.botToken) throw new Refusal('invalid_auth');
      if (method.scopes.length > 0 && !method.scopes.some((scope) => workspace.scopes.includes(scope))) {
        throw new Refusal('missing_scope', { needed: method.scopes[0], provided: workspace.scopes.join(',') });
      }
      for (const argument of Object.keys(args)) {
        if (!method.args.includes(argument)) workspace.failures.push(`${name}: unknown argument ${argument}`);
      }
      return { ok: true, ...method.call(args, workspace) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (
        /^(unknown_|invalid_(blocks|arguments|metadata)|no_text|stand_in_|msg_(blocks_)?too_long)/.test(error.message)
      ) {
        workspace.failures.push(`${name}: ${error.message} ${JSON.stringify(error.more)}`);
      }
      return { ok: false, error: error.message, ...error.more };
    }
  }

  function openFor(token: string | null): string {
    if (token === workspace.botToken) throw new Refusal('not_allowed_token_type');
    if (token !== workspace.appToken) throw new Refusal('invalid_auth');
    if (!workspace.appScopes.includes('connections:write')) {
      throw new Refusal('missing_scope', { needed: 'connections:write' });
    }
    return openConnection();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Form fields; those that carry JSON, and true and false, as what they mean. */
function argsOf(body: string): Args {
  const structured = ['blocks', 'metadata', 'view', 'attachments'];
  const args: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    if (structured.includes(name)) args[name] = JSON.parse(value);
    else args[name] = value === 'true' ? true : value === 'false' ? false : value;
  }
  return args;
}
