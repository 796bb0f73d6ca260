import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { FrontDesk } from '../../command/front-desk.ts';
import type { Sender } from '../../delivery/sender.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import { createApp } from './app.ts';
import { createBoard } from './board.ts';
import { createConversation } from './conversation.ts';
import { createDrawing } from './drawing.ts';
import { createEvents } from './events.ts';
import { isLoopback } from './guard.ts';
import { newsroomChannel } from './newsroom-channel.ts';
import type { NewsroomStatus } from './page.ts';
import type { Preview } from './preview.ts';
import { addQuestions } from './questions.ts';
import { createSender } from './sender.ts';

export interface Newsroom {
  readonly url: string;
  /** Delivers to the page's own channel. */
  readonly sender: Sender;
  stop(): Promise<void>;
}

/**
 * Opens the local newsroom: channels, their messages, and a composer for every command. Port 0 takes any free port.
 * On an address that others can reach it only shows messages, because whoever opens it is not known.
 * Throws when the address cannot be taken, in words that say what to change.
 */
export async function startNewsroom({
  host,
  port,
  frontDesk,
  store,
  previews,
  status,
  api,
  clock,
  log,
}: {
  readonly host: string;
  readonly port: number;
  readonly frontDesk: FrontDesk;
  readonly store: Pick<Store, 'engine' | 'channels' | 'deliveries'>;
  readonly previews: readonly Preview[];
  readonly status: () => Promise<NewsroomStatus>;
  /** What the same port serves to programs. */
  readonly api: Hono;
  readonly clock: () => number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}): Promise<Newsroom> {
  const open = isLoopback(host);
  if (!open) {
    log.warn(
      `web: the newsroom on ${host} can be read by everybody who reaches this machine; it takes no questions there. ` +
        'Set SITREP_HTTP_HOST to 127.0.0.1 to keep it to this machine and to ask in it',
    );
  }
  await store.channels.save(newsroomChannel);
  const closing = new AbortController();
  const conversation = createConversation();
  const board = createBoard({ store, conversation });
  const events = createEvents({
    read: board.changes,
    failed: (error) => log.error({ err: error }, 'web: the deliveries could not be read'),
  });
  const { commands } = frontDesk;
  const drawing = createDrawing({
    board,
    channels: store.channels,
    commands,
    previews,
    readOnly: !open,
    status,
    log,
  });
  const app = await createApp({
    host,
    engine: store.engine,
    board,
    drawing,
    events,
    api,
    closing: closing.signal,
    clock,
    log,
  });
  addQuestions(app, { open, frontDesk, conversation, drawing, clock });

  const server = createAdaptorServer({ fetch: app.fetch });
  const taken = await listen(server, host, port);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    sender: createSender({ store, arrived: events.nudge }),
    stop: () => {
      closing.abort();
      events.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

/** Resolves to the port in use. */
function listen(server: ServerType, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(refusal(error, host, port), { cause: error })),
    );
    // A TCP server's address is never a pipe's name.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function refusal({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `web: port ${port} on ${host} is used by another program. Set SITREP_HTTP_PORT to a free port, or end that program`;
    case 'EACCES':
      return `web: port ${port} may not be opened by this user. Set SITREP_HTTP_PORT to a port above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `web: ${host} is no address of this machine. Set SITREP_HTTP_HOST to 127.0.0.1`;
    default:
      return `web: the newsroom could not open (${host}:${port}): ${message}`;
  }
}
