import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { botMember, botUser, channelObject, type Json, roles, type World } from './world.ts';

export interface Gateway {
  /** Sends an event to every bot that is connected; false where none is. */
  dispatch(type: string, data: Json): boolean;
  /** Cuts every connection with a close code. */
  cut(code: number): void;
  /** Answers every later IDENTIFY with a close code. */
  refuse(code: number): void;
  close(): void;
}

/** The WebSocket side: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats and RESUME as events/gateway has them. */
export function attachGateway(server: Server, world: World, address: () => string): Gateway {
  const sockets = new WebSocketServer({ server });
  const ready = new Set<WebSocket>();
  let sequence = 0;
  let refusal: number | null = null;
  const send = (socket: WebSocket, op: number, d: unknown, t: string | null = null): void =>
    socket.send(JSON.stringify({ op, d, t, s: t === null ? null : ++sequence }));

  sockets.on('connection', (socket) => {
    send(socket, 10, { heartbeat_interval: 41_250 });
    socket.on('close', () => ready.delete(socket));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) return send(socket, 11, null);
      if (op !== 2 && op !== 6) {
        world.failures.push(`the gateway got an unexpected opcode ${op}`);
        return;
      }
      if (refusal !== null) return socket.close(refusal);
      if (d.token !== world.token) return socket.close(4004, 'Authentication failed.');
      ready.add(socket);
      if (op === 6) return send(socket, 0, {}, 'RESUMED');
      if (d.intents !== 1) world.failures.push(`the bot asked for more intents than it needs: ${d.intents}`);
      send(socket, 0, readyEvent(world, address()), 'READY');
      send(socket, 0, guildObject(world), 'GUILD_CREATE');
    });
  });

  return {
    dispatch: (type, data) => {
      for (const socket of ready) send(socket, 0, data, type);
      return ready.size > 0;
    },
    cut: (code) => {
      for (const socket of sockets.clients) socket.close(code);
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

const readyEvent = (world: World, address: string): Json => ({
  v: 10,
  user: botUser(world),
  guilds: [{ id: world.guild, unavailable: true }],
  session_id: 'stand-in-session',
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
