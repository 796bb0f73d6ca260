import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { createSessions, type Session } from './sessions.ts';
import { botMember, botUser, channelObject, type Json, roles, type World } from './world.ts';

export interface Gateway {
  /** Sends an event to every bot that is connected or may come back; false where none is. */
  dispatch(type: string, data: Json): boolean;
  /** Cuts every connection with a close code. */
  cut(code: number): void;
  /** Asks every bot to connect anew and resume. */
  reconnect(): void;
  /** Answers every later IDENTIFY with a close code. */
  refuse(code: number): void;
  close(): void;
}

/** The WebSocket side: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats and RESUME as events/gateway has them. */
export function attachGateway(server: Server, world: World, address: () => string): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions = createSessions();
  let refusal: number | null = null;
  const send = (socket: WebSocket, op: number, d: unknown): void =>
    socket.send(JSON.stringify({ op, d, t: null, s: null }));

  function identify(socket: WebSocket, { intents }: Json): void {
    if (intents !== 1) world.failures.push(`the bot asked for more intents than it needs: ${intents}`);
    const session = sessions.start(socket);
    sessions.dispatch(session, 'READY', readyEvent(world, session, address()));
    sessions.dispatch(session, 'GUILD_CREATE', guildObject(world));
  }

  function resume(socket: WebSocket, { session_id, seq }: Json): void {
    const session = sessions.resume(socket, session_id, seq);
    if (session === null) send(socket, 9, false);
    else sessions.dispatch(session, 'RESUMED', {});
  }

  sockets.on('connection', (socket) => {
    send(socket, 10, { heartbeat_interval: 41_250 });
    socket.on('close', (code) => sessions.left(socket, code));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) return send(socket, 11, null);
      if (op !== 2 && op !== 6) {
        world.failures.push(`the gateway got an unexpected opcode ${op}`);
        return;
      }
      if (refusal !== null) return socket.close(refusal);
      if (d.token !== world.token) return socket.close(4004, 'Authentication failed.');
      if (op === 2) identify(socket, d);
      else resume(socket, d);
    });
  });

  return {
    dispatch: (type, data) => {
      const all = sessions.all();
      for (const session of all) sessions.dispatch(session, type, data);
      return all.length > 0;
    },
    cut: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    reconnect: () => {
      for (const socket of sockets.clients) send(socket, 7, null);
    },
    refuse: (code) => {
      refusal = code;
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

const readyEvent = (world: World, session: Session, address: string): Json => ({
  v: 10,
  user: botUser(world),
  guilds: [{ id: world.guild, unavailable: true }],
  session_id: session.id,
  resume_gateway_url: address,
  shard: [0, 1],
  application: { id: world.applicationId, flags: 0 },
});

const guildObject = (world: World): Json => ({
  id: world.guild,
  name: 'Stand-in server',
  owner_id: world.guild,
  roles: roles(world),
  channels: [...world.channels.values()]
    .filter(({ parent, recipient }) => parent === null && recipient === null)
    .map((channel) => channelObject(world, channel)),
  members: [botMember(world)],
  member_count: 2,
  emojis: [],
  stickers: [],
  threads: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  features: [],
  preferred_locale: 'en-US',
  system_channel_flags: 0,
});
