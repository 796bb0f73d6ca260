import { setTimeout as sleep } from 'node:timers/promises';
import { startDiscordStandIn } from '../../test/support/discord/stand-in.ts';
import { startSlackStandIn } from '../../test/support/slack/stand-in.ts';
import type { Chat, ChatOrder, ChatReport } from './chat.ts';

/** A platform's stand-in in a process of its own, so that it shares no event loop with the bot: chat-process.ts <platform>. */
const discordLimits = { global: { requests: 50, perMs: 1_000 }, channel: { requests: 5, perMs: 5_000 } };
const pauseMs = 20;

interface StandIn {
  readonly chat: Chat;
  /** Ends when the person sees the answer. */
  ask(command: string): Promise<void>;
  report(): ChatReport;
}

async function discord(channels: number): Promise<StandIn> {
  const standIn = await startDiscordStandIn();
  standIn.enforce(discordLimits);
  const { world } = standIn;
  const all = Array.from({ length: channels }, (_, at) => standIn.channel({ name: `channel-${at}` }));
  const question = standIn.channel({ name: 'questions' });
  return {
    chat: {
      url: standIn.url,
      botToken: standIn.token,
      appToken: null,
      workspace: world.guild,
      channels: all.map(({ id }) => id),
    },
    ask: async (command) => void (await standIn.command({ channel: question, name: command })),
    report: () => ({
      posts: all.map(({ messages }) => messages.length),
      refused: world.rateLimited.length,
      failures: world.failures,
    }),
  };
}

async function slack(channels: number): Promise<StandIn> {
  const { url, workspace, command } = await startSlackStandIn();
  const all = Array.from({ length: channels }, (_, at) => `C${String(at).padStart(6, '0')}`);
  for (const id of all)
    workspace.channels.set(id, { id, name: id.toLowerCase(), isPrivate: false, isArchived: false, isMember: true });
  return {
    chat: {
      url,
      botToken: workspace.botToken,
      appToken: workspace.appToken,
      workspace: workspace.team.id,
      channels: all,
    },
    ask: async (name) => {
      const outcome = await command({ name: '/sitrep', text: name });
      while (outcome.shown.length === 0) await sleep(5);
    },
    report: () => {
      const posts = new Map<string, number>();
      for (const { channel } of workspace.messages) posts.set(channel, (posts.get(channel) ?? 0) + 1);
      return { posts: all.map((id) => posts.get(id) ?? 0), refused: 0, failures: workspace.failures };
    },
  };
}

const [platform, channels] = process.argv.slice(2);
const { chat, ask, report } = await (platform === 'slack' ? slack : discord)(Number(channels));
let asking: Promise<readonly (readonly number[])[]> = Promise.resolve([]);
let stopped = false;

async function askOn(command: string): Promise<readonly number[]> {
  const times: number[] = [];
  while (!stopped) {
    const began = performance.now();
    await ask(command);
    times.push(performance.now() - began);
    await sleep(pauseMs);
  }
  return times;
}

process.on('message', async (order: ChatOrder) => {
  switch (order.kind) {
    case 'ask':
      asking = Promise.all(order.commands.map(askOn));
      break;
    case 'stop asking':
      stopped = true;
      process.send?.({ kind: 'times', times: await asking });
      break;
    case 'report':
      process.send?.({ kind: 'report', report: report() });
  }
});
process.once('disconnect', () => process.exit(0));
process.send?.({ kind: 'open', chat });
