import type { AddressInfo } from 'node:net';
import type { Weather } from '../faults.ts';
import type { Fault, ServerFault } from './faults.ts';
import { attachGateway } from './gateway.ts';
import { createPeople, type People, spoken } from './people.ts';
import type { RateLimits } from './rate-limits.ts';
import { routesOf } from './routes.ts';
import { createApi } from './server.ts';
import {
  channelObject,
  createWorld,
  type PermissionName,
  type StandInChannel,
  type StandInMessage,
  type World,
} from './world.ts';

/** A Discord on loopback to which the real library connects: REST v10, the gateway, and people who use the bot. */
export interface DiscordStandIn extends People {
  /** Base address of the API, for `DISCORD_API_URL`. */
  readonly url: string;
  readonly token: string;
  readonly world: World;
  /** Adds a channel (or a thread under `parent`) in which the bot lacks `denied`. */
  channel(given: {
    name: string;
    type?: number;
    parent?: string;
    locked?: boolean;
    denied?: readonly PermissionName[];
  }): StandInChannel;
  /** Deletes a channel with all that stands in it. */
  remove(channel: StandInChannel): void;
  /** What stands in a channel, oldest first. */
  messages(channel: string): readonly StandInMessage[];
  /** A message of somebody else. */
  say(channel: string, content: string): void;
  fault(fault: ServerFault): void;
  /** From now on this draws a fault for every request that none is ordered for; null ends it. */
  weather(pick: Weather<Fault> | null): void;
  /** From now on these limits hold; none before. */
  enforce(limits: RateLimits): void;
  /** Ends every gateway connection with a close code. */
  cut(code: number): void;
  /** Asks every bot to connect anew and resume, as Discord does from time to time. */
  reconnect(): void;
  /** Answers every later login with a close code. */
  refuse(code: number): void;
  /** What the bot did that real Discord would not have forgiven. */
  readonly failures: string[];
  stop(): Promise<void>;
}

/** Starts a stand-in with one server in it. `failures` must be empty at the end of every test. */
export async function startDiscordStandIn({
  token = 'stand-in.discord.token',
}: {
  token?: string;
} = {}): Promise<DiscordStandIn> {
  const world = createWorld(token);
  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { server, fault, weather, enforce } = createApi(world, routesOf(world), () => `ws://${address()}`);
  const gateway = attachGateway(server, world, () => `ws://${address()}`);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    ...createPeople(world, gateway),
    url: `http://${address()}/api`,
    token,
    world,
    channel: ({ name, type = 0, parent = null, locked = false, denied = [] }) => {
      const channel = { id: world.snowflake(), name, type, parent, recipient: null, locked, denied, messages: [] };
      world.channels.set(channel.id, channel);
      return channel;
    },
    remove: (channel) => {
      world.channels.delete(channel.id);
      gateway.dispatch(channel.parent === null ? 'CHANNEL_DELETE' : 'THREAD_DELETE', channelObject(world, channel));
    },
    messages: (channel) => world.channels.get(channel)?.messages ?? [],
    say: (channel, content) => void world.channels.get(channel)?.messages.push(spoken(world, channel, content)),
    fault,
    weather,
    enforce,
    cut: gateway.cut,
    reconnect: gateway.reconnect,
    refuse: gateway.refuse,
    failures: world.failures,
    stop: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
