import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackStandIn } from './stand-in.ts';

/** One address for several stand-ins, as slack.com is one for every workspace: a call goes to the one whose token it bears. */
export async function startSlackFront(standIns: readonly SlackStandIn[]): Promise<{
  /** For `apiUrl`. */
  readonly url: string;
  close(): Promise<void>;
}> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const token = authorization.replace('Bearer ', '');
    const owner = standIns.find(({ workspace }) => token === workspace.botToken || token === workspace.appToken);
    if (owner === undefined) {
      response.end('{"ok":false,"error":"invalid_auth"}');
      return;
    }
    const path = (request.url ?? '').replace('/api/', '');
    const answer = await fetch(owner.url + path, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: Buffer.concat(chunks),
    }).catch(() => null);
    if (answer === null) {
      request.socket.resetAndDestroy();
      return;
    }
    const names = ['content-type', 'retry-after', 'x-oauth-scopes', 'x-accepted-oauth-scopes'];
    const headers = names.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    response.writeHead(answer.status, Object.fromEntries(headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
