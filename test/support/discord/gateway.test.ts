import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type DiscordStandIn, startDiscordStandIn } from './stand-in.ts';
import type { StandInChannel } from './world.ts';

let discord: DiscordStandIn;
let news: StandInChannel;
const open: WebSocket[] = [];

beforeEach(async () => {
  discord = await startDiscordStandIn();
  news = discord.channel({ name: 'news' });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await discord.stop();
});

interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Readonly<Record<string, unknown>>;
}

/** A client of the gateway that keeps what it is sent. */
async function connect(): Promise<{ socket: WebSocket; frames: Frame[]; send: (op: number, d: unknown) => void }> {
  const socket = new WebSocket(discord.url.replace('http', 'ws'));
  open.push(socket);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  await expect.poll(() => frames.map(({ op }) => op)).toEqual([10]);
  return { socket, frames, send: (op, d) => socket.send(JSON.stringify({ op, d })) };
}

/** Identifies, and returns the session with the number of its last event. */
async function begin() {
  const client = await connect();
  client.send(2, { token: discord.token, intents: 1 });
  await expect.poll(() => client.frames.map(({ t }) => t)).toEqual([null, 'READY', 'GUILD_CREATE']);
  return { ...client, session: String(client.frames[1]?.d.session_id), seq: Number(client.frames[2]?.s) };
}

const resume = (session: string, seq: number) => ({ token: discord.token, session_id: session, seq });

describe('a session', () => {
  test('is resumed with the events that were missed, and only those', async () => {
    const first = await begin();
    discord.remove(news);
    await expect.poll(() => first.frames.at(-1)?.t).toBe('CHANNEL_DELETE');
    first.socket.terminate();
    discord.remove(discord.channel({ name: 'one' }));
    const again = await connect();
    again.send(6, resume(first.session, first.seq + 1));
    await expect.poll(() => again.frames.map(({ t }) => t)).toEqual([null, 'CHANNEL_DELETE', 'RESUMED']);
    expect(again.frames.map(({ s }) => s)).toEqual([null, first.seq + 2, first.seq + 3]);
    expect(again.frames[1]?.d.name).toBe('one');
  });

  test('that is unknown, was ended or missed too much cannot be resumed', async () => {
    const ended = await begin();
    ended.socket.close(1000);
    const behind = await begin();
    behind.socket.terminate();
    await expect.poll(() => [ended, behind].map(({ socket }) => socket.readyState)).toEqual([3, 3]);
    for (let count = 0; count < 201; count += 1) discord.remove(news);
    for (const [session, seq] of [
      ['nobody', 1],
      [ended.session, ended.seq],
      [behind.session, behind.seq],
    ] as const) {
      const client = await connect();
      client.send(6, resume(session, seq));
      await expect.poll(() => client.frames.at(-1)).toMatchObject({ op: 9, d: false });
    }
  });

  test('is asked to move to a new connection', async () => {
    const { frames } = await begin();
    discord.reconnect();
    await expect.poll(() => frames.at(-1)?.op).toBe(7);
  });

  test('has its heartbeats answered', async () => {
    const { frames, send } = await begin();
    send(1, null);
    await expect.poll(() => frames.at(-1)?.op).toBe(11);
  });
});
