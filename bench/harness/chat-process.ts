import { setTimeout as sleep } from 'node:timers/promises';
import { textsOf } from '../../test/support/discord/body.ts';
import { startDiscordStandIn } from '../../test/support/discord/stand-in.ts';
import { type StandInMessage, snowflakeTime } from '../../test/support/discord/world.ts';
import { type SlackStandIn, startSlackStandIn } from '../../test/support/slack/stand-in.ts';
import type { Shown } from '../../test/support/slack/workspace.ts';
import type { ChatOptions, ChatOrder, ChatPost, ChatReport, ChatWorkspace } from './chat.ts';

/** A platform's stand-in in a process of its own, so that it shares no event loop with the bot: chat-process.ts <options>. */
const five = { requests: 5, perMs: 5_000 };
const discordLimits = { global: { requests: 50, perMs: 1_000 }, channel: five, edits: five };
const slackLimits = {
  channel: { requests: 1, perMs: 1_000 },
  workspace: { requests: 300, perMs: 60_000 },
  edits: { requests: 50, perMs: 60_000 },
};
const pauseMs = 20;

interface StandIn {
  readonly workspaces: readonly ChatWorkspace[];
  /** Ends when the person sees the answer. */
  ask(command: string): Promise<void>;
  report(): ChatReport;
}

async function discord({ channels }: ChatOptions): Promise<StandIn> {
  const standIn = await startDiscordStandIn();
  standIn.enforce(discordLimits);
  const { world, url, token: botToken } = standIn;
  const all = Array.from({ length: channels }, (_, at) => standIn.channel({ name: `channel-${at}` }));
  const question = standIn.channel({ name: 'questions' });
  return {
    workspaces: [{ url, botToken, appToken: null, id: world.guild, channels: all.map(({ id }) => id) }],
    ask: async (command) => void (await standIn.command({ channel: question, name: command })),
    report: () => ({
      channels: all.map(({ messages }) => messages.map(onDiscord)),
      refused: world.rateLimited.length,
      failures: world.failures,
    }),
  };
}

const onDiscord = ({ id, components, above, editedAt }: StandInMessage): ChatPost => ({
  id,
  words: textsOf(components).join('\n'),
  at: snowflakeTime(id),
  above,
  editedAt,
});

async function slack({ channels, workspaces, workspaceBudget }: ChatOptions): Promise<StandIn> {
  const each = channels / workspaces;
  const all = await Promise.all(
    Array.from({ length: workspaces }, (_, at) => slackWorkspace(at, each, workspaceBudget)),
  );
  const [first] = all;
  if (first === undefined) throw new Error('bench: there is no workspace');
  return {
    workspaces: all.map(({ workspace }) => workspace),
    ask: async (name) => {
      const outcome = await first.standIn.command({ name: '/sitrep', text: name });
      while (outcome.shown.length === 0) await sleep(5);
    },
    report: () => ({
      channels: all.flatMap(postsIn),
      refused: all.reduce((sum, { standIn }) => sum + standIn.workspace.rateLimited.length, 0),
      failures: all.flatMap(({ standIn }) => standIn.workspace.failures),
    }),
  };
}

interface SlackWorkspace {
  readonly standIn: SlackStandIn;
  readonly workspace: ChatWorkspace;
}

async function slackWorkspace(at: number, channels: number, workspaceBudget: boolean): Promise<SlackWorkspace> {
  const id = `T${String(at).padStart(6, '0')}`;
  const [botToken, appToken] = [`xoxb-${id}`, `xapp-${id}`];
  const standIn = await startSlackStandIn({ team: { id, name: `Team ${at}` }, botToken, appToken });
  standIn.enforce(workspaceBudget ? slackLimits : { channel: slackLimits.channel });
  const ids = Array.from({ length: channels }, (_, number) => `C${at}X${String(number).padStart(6, '0')}`);
  for (const channel of ids) {
    const shape = { id: channel, name: channel.toLowerCase(), isPrivate: false, isArchived: false, isMember: true };
    standIn.workspace.channels.set(channel, shape);
  }
  return { standIn, workspace: { url: standIn.url, botToken, appToken, id, channels: ids } };
}

function postsIn({ standIn, workspace: { channels } }: SlackWorkspace): readonly (readonly ChatPost[])[] {
  const posts = Map.groupBy(standIn.workspace.messages, ({ channel }) => channel);
  return channels.map((id) => (posts.get(id) ?? []).map(onSlack));
}

const onSlack = ({ ts, text, threadTs, edited }: Shown): ChatPost => ({
  id: ts,
  words: text,
  at: Number(ts) * 1_000,
  above: threadTs,
  editedAt: edited?.at ?? null,
});

// The harness alone starts this file, with options of this shape.
const options = JSON.parse(process.argv[2] ?? '') as ChatOptions;
const { workspaces, ask, report } = await (options.platform === 'slack' ? slack : discord)(options);
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
process.send?.({ kind: 'open', workspaces });
