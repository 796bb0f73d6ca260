import { setTimeout as sleep } from 'node:timers/promises';
import type { FrontDesk } from '../src/command/front-desk.ts';
import type { Sender } from '../src/delivery/sender.ts';
import { paragraph } from '../src/message/build.ts';
import { rates } from '../src/platform/slack/limits.ts';
import type { Store } from '../src/store/store.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import type { ChatOptions, ChatPost, ChatProcess } from './harness/chat.ts';
import { type ChatDesk, onChat } from './harness/chat-desk.ts';
import { floorOf } from './harness/floor.ts';
import { percentile } from './harness/percentile.ts';

const channels = 1_000;
const patienceMs = 120_000;
/** Behind the alert, one channel in so many is sent two more, to see whether they keep their order. */
const followed = 20;
const followUps = ['First follow-up', 'Second follow-up'] as const;
/** A command that takes so long here that its answer is deferred. */
const slow = { command: 'sources', ms: 2_000 };

/** Without `workspaceBudget`, a workspace is limited by its channels alone. */
type Fanout = Omit<ChatOptions, 'channels'>;

interface Outcome {
  /** From the editor's order to the last receipt in the store. */
  readonly seconds: number;
  /** Channels in which the messages do not stand once each and in their order. */
  readonly misordered: number;
  /** Milliseconds until an answer is seen. */
  readonly answers: readonly number[];
  /** The same for answers that take long, without what they take. */
  readonly deferred: readonly number[];
  readonly report: Awaited<ReturnType<ChatProcess['report']>>;
}

const alertAll = (fanout: Fanout): Promise<Outcome> =>
  onChat(
    {
      ...fanout,
      channels,
      frontDesk: slowed,
      sender: (own) => (fanout.workspaceBudget ? own : withoutBudget(own)),
    },
    measure,
  );

/** One command takes long. */
const slowed = (frontDesk: FrontDesk): FrontDesk => ({
  ...frontDesk,
  ask: async (question) => {
    if (question.command === slow.command) await sleep(slow.ms);
    return frontDesk.ask(question);
  },
});

function withoutBudget({ rates: { workspace: _, ...rates }, ...sender }: Sender): Sender {
  return { ...sender, rates };
}

async function measure({ bureau: { desk, store }, chat }: ChatDesk): Promise<Outcome> {
  chat.ask(['latest', slow.command]);
  // The requests of connecting count as well.
  await sleep(1_500);
  const alert = {
    headline: 'Foreign ministers call an extraordinary meeting for tonight',
    known: 'The meeting begins at 20:00 in Brussels. All members will take part, the chair says.',
    unknown: 'What it will decide.',
    links: ['https://example.org/statement'],
    story: null,
    level: 'flash',
    topics: [],
    override: 'A bench has no sources.',
    author: 'terminal:bench',
    authorName: 'bench',
  } as const;
  const { alert: draft } = await desk.draftAlert(alert);
  const ordered = Date.now();
  const sent = await desk.sendAlert({ id: draft.id, by: alert.author, byName: alert.authorName, override: null });
  if (sent.kind !== 'sent') throw new Error('bench: the alert needs more keys than one');
  const more = await follow(store, chat);
  // The desk's own newsroom takes the alert too, and is not running here.
  const began = performance.now();
  while ((await store.deliveries.counts()).sent < channels + more) {
    if (performance.now() - began > patienceMs) throw new Error('bench: the alert did not reach every channel');
    await sleep(100);
  }
  const [answers = [], deferred = []] = await chat.stopAsking();
  const deliveries = await store.deliveries.withKey(`alert:${draft.id}:`);
  const report = await chat.report();
  if (report.failures.length > 0) throw new Error(`bench: the platform objects: ${report.failures[0]}`);
  return {
    seconds: (Math.max(...deliveries.map(({ sentAt }) => sentAt ?? 0)) - ordered) / 1_000,
    misordered: report.channels.filter((posts, at) => !inOrder(posts, at, alert.headline)).length,
    answers,
    deferred: deferred.map((time) => time - slow.ms),
    report,
  };
}

/** Queues the follow-ups at once, and returns how many there are. */
async function follow(store: Store, { workspaces, platform }: ChatProcess): Promise<number> {
  const keys = workspaces
    .flatMap((workspace) => workspace.channels)
    .filter((_, at) => at % followed === 0)
    .map((id) => `${platform}:${id}`);
  const rows = followUps.flatMap((summary) =>
    keys.map((channel) => ({
      dedupeKey: `${summary}:${channel}`,
      channel,
      kind: 'alert' as const,
      message: { tone: 'routine' as const, summary, blocks: [paragraph(summary)] },
      priority: 0,
      createdAt: Date.now(),
    })),
  );
  return store.deliveries.enqueueAll(rows);
}

function inOrder(posts: readonly ChatPost[], at: number, headline: string): boolean {
  const due = [headline, ...(at % followed === 0 ? followUps : [])];
  return posts.length === due.length && due.every((words, place) => posts[place]?.words.includes(words));
}

function figuresOf(
  name: string,
  { seconds, misordered, answers, deferred, report }: Outcome,
  goal: Goal | null,
): readonly Figure[] {
  const within = (value: number): Goal => ({ bound: 'at most', value });
  const all = `one alert to ${channels.toLocaleString('en')} ${name}`;
  return [
    goal?.bound === 'at least'
      ? figure(all, channels / seconds, 'messages/s', goal)
      : figure(`${all}, to the last receipt`, seconds, 's', goal),
    figure(`${name}: refused for a rate limit`, report.refused, 'requests', within(0)),
    figure(`${name}: with a message too many, missing or out of order`, misordered, 'channels', within(0)),
    figure(`${name}: /latest meanwhile, median`, percentile(answers, 0.5), 'ms'),
    figure(`${name}: /latest meanwhile, p99 of ${answers.length}`, percentile(answers, 0.99), 'ms', within(250)),
    figure(
      `${name}: a deferred answer's edit, slowest of ${deferred.length}`,
      Math.max(...deferred),
      'ms',
      within(1_000),
    ),
  ];
}

/** Over what the budget allows, at most. */
const OVER = 1.05;

export const bench: Bench = {
  name: 'fanout',
  summary:
    "One alert to every channel, from the editor's order to the last receipt, while people ask. The bot and its SDKs are real; the platforms are stand-ins in a process of their own, which refuse what is too fast: Discord over 50 requests a second, Slack over one post a second in a channel and 300 a minute in a workspace.",
  async run({ progress }) {
    progress(`${channels} Discord channels, 50 requests a second`);
    const discord = await alertAll({ platform: 'discord', workspaces: 1, workspaceBudget: true });
    const ten = { platform: 'slack', workspaces: 10 } as const;
    progress(`${channels} Slack channels in ${ten.workspaces} workspaces, each with its budget`);
    const slack = await alertAll({ ...ten, workspaceBudget: true });
    progress(`${channels} Slack channels in ${ten.workspaces} workspaces, without a budget`);
    const lifted = await alertAll({ ...ten, workspaceBudget: false });
    const floor = floorOf(channels / ten.workspaces, rates.workspace);
    return [
      ...figuresOf('Discord channels', discord, { bound: 'at most', value: 21.5 }),
      figure('what the budget of each Slack workspace allows', floor, 's'),
      ...figuresOf('Slack channels', slack, { bound: 'at most', value: floor * OVER }),
      ...figuresOf('Slack channels without a workspace budget', lifted, { bound: 'at least', value: 300 }),
    ];
  },
};
