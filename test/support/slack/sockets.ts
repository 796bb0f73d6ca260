import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { nextId, type Workspace } from './workspace.ts';

export interface Sockets {
  /** The address for one connection, as `apps.connections.open` gives it. */
  open(): string;
  /**
   * Hands an envelope to one connection; resolves with the acknowledgement's payload, or rejects after three seconds, or
   * when the connection ends before.
   */
  deliver(type: 'slash_commands' | 'interactive', payload: object, again?: boolean): Promise<unknown>;
  /** Says `disconnect`, as Slack does every few hours, and closes. */
  disconnect(reason: string): void;
  /** Cuts every connection without a word. */
  cut(): void;
  /** Resolves when that many connections have said hello since the start. */
  connected(total: number): Promise<void>;
  close(): void;
}

/** Socket Mode. Source: docs.slack.dev/apis/events-api/using-socket-mode */
export function createSockets(
  workspace: Workspace,
  deadline = 3_000,
): Sockets & { attach(server: Server, origin: string): void } {
  const tickets = new Set<string>();
  const live = new Set<WebSocket>();
  const waiting = new Map<string, { socket: WebSocket; settle: (payload: unknown) => void; lose: () => void }>();
  const watchers: { total: number; resolve: () => void }[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  let base = '';
  let greeted = 0;

  sockets.on('connection', (socket) => {
    live.add(socket);
    socket.on('close', () => {
      live.delete(socket);
      for (const { socket: gone, lose } of waiting.values()) if (gone === socket) lose();
    });
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      const found = waiting.get(envelope_id);
      if (found === undefined) workspace.failures.push(`acknowledged twice, too late or never sent: ${envelope_id}`);
      found?.settle(payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: live.size, connection_info: { app_id: 'A0APP' } }));
    greeted += 1;
    for (const { total, resolve } of watchers) if (greeted >= total) resolve();
  });

  function send(socket: WebSocket, type: string, payload: object, attempt: number): Promise<unknown> {
    const envelope_id = nextId('E');
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(envelope_id);
      };
      const timer = setTimeout(() => {
        end();
        workspace.failures.push(`no acknowledgement within ${deadline} ms`);
        reject(new Error('operation_timeout'));
      }, deadline);
      waiting.set(envelope_id, {
        socket,
        settle: (answer) => {
          end();
          resolve(answer);
        },
        lose: () => {
          end();
          reject(new Error('the connection ended before the acknowledgement'));
        },
      });
      const retry = attempt === 0 ? {} : { retry_attempt: attempt, retry_reason: 'timeout' };
      socket.send(JSON.stringify({ envelope_id, type, accepts_response_payload: true, payload, ...retry }));
    });
  }

  return {
    attach: (server, origin) => {
      base = origin.replace('http:', 'ws:');
      server.on('upgrade', (request, socket, head) => {
        const ticket = new URL(request.url ?? '/', origin).searchParams.get('ticket') ?? '';
        if (!tickets.delete(ticket)) {
          workspace.failures.push(`a connection without a fresh ticket (${request.url})`);
          socket.destroy();
          return;
        }
        sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
      });
    },
    open: () => {
      const ticket = nextId('K');
      tickets.add(ticket);
      return `${base}/link/?ticket=${ticket}`;
    },
    deliver: async (type, payload, again = false) => {
      const open = () => [...live].filter(({ readyState, OPEN }) => readyState === OPEN);
      const [socket] = open();
      if (socket === undefined) throw new Error('dispatch_failed: no open connection');
      const answer = await send(socket, type, payload, 0);
      // "Each payload goes to any one of them": the second time to another one, where there is one.
      return again ? send(open().at(-1) ?? socket, type, payload, 1) : answer;
    },
    disconnect: (reason) => {
      for (const socket of live) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
      }
    },
    cut: () => {
      for (const socket of live) socket.terminate();
    },
    connected: (total) =>
      new Promise((resolve) => {
        if (greeted >= total) resolve();
        else watchers.push({ total, resolve });
      }),
    close: () => {
      for (const socket of live) socket.terminate();
      sockets.close();
    },
  };
}
