import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';

/** Dispatches that are kept for a client that comes back. */
const kept = 200;
/** Milliseconds for which a session without a connection can be resumed. */
const resumable = 60_000;

/** What one client has been sent, also over several connections: events/gateway, "Resuming". */
export interface Session {
  readonly id: string;
  /** The number of the latest dispatch. */
  seq: number;
  /** The latest dispatches, as they were sent. */
  readonly sent: { readonly seq: number; readonly frame: string }[];
  /** null while the client is away. */
  socket: WebSocket | null;
  awaySince: number;
}

export interface Sessions {
  /** Begins a session on this connection. */
  start(socket: WebSocket): Session;
  /** Goes on with a session on a new connection and sends what was missed since `seq`; null where that cannot be done. */
  resume(socket: WebSocket, id: unknown, seq: unknown): Session | null;
  /** Sends an event, or keeps it for a client that is away. */
  dispatch(session: Session, type: string, data: unknown): void;
  /** Sessions with a connection, and those that may be resumed. */
  all(): readonly Session[];
  /** A connection ended; with these codes its client ended the session too: "Initiating a Disconnect". */
  left(socket: WebSocket, code: number): void;
}

export function createSessions(clock: () => number = Date.now): Sessions {
  const sessions = new Map<string, Session>();

  const all = (): readonly Session[] => {
    for (const { id, socket, awaySince } of sessions.values())
      if (socket === null && clock() - awaySince > resumable) sessions.delete(id);
    return [...sessions.values()];
  };

  return {
    start: (socket) => {
      const session: Session = { id: randomUUID(), seq: 0, sent: [], socket, awaySince: 0 };
      sessions.set(session.id, session);
      return session;
    },
    resume: (socket, id, seq) => {
      const session = all().find((known) => known.id === id);
      if (session === undefined || typeof seq !== 'number' || seq > session.seq) return null;
      const missed = session.sent.filter((dispatch) => dispatch.seq > seq);
      if (missed.length < session.seq - seq) return null;
      session.socket = socket;
      for (const { frame } of missed) socket.send(frame);
      return session;
    },
    dispatch: (session, type, data) => {
      session.seq += 1;
      const frame = JSON.stringify({ op: 0, d: data, t: type, s: session.seq });
      session.sent.push({ seq: session.seq, frame });
      if (session.sent.length > kept) session.sent.shift();
      session.socket?.send(frame);
    },
    all,
    left: (socket, code) => {
      const session = [...sessions.values()].find((known) => known.socket === socket);
      if (session === undefined) return;
      session.socket = null;
      session.awaySince = clock();
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    },
  };
}
