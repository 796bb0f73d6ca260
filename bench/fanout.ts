import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Bureau, openBureau } from '../src/bureau.ts';
import type { FrontDesk } from '../src/command/front-desk.ts';
import { loadConfig } from '../src/config.ts';
import { createOutbox, type Outbox } from '../src/delivery/outbox.ts';
import type { Rates, Sender } from '../src/delivery/sender.ts';
import { createLog } from '../src/log.ts';
import { startDiscord } from '../src/platform/discord/start.ts';
import { startSlack } from '../src/platform/slack/start.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import { type ChatProcess, startChat } from './harness/chat.ts';
import { percentile } from './harness/percentile.ts';
import { emptyPlace } from './harness/place.ts';

const channels = 1_000;
const patienceMs = 120_000;
const log = createLog({ level: 'warn' });
const none = fileURLToPath(new URL('none', import.meta.url));
/** A command that takes so long here that its answer is deferred. */
const slow = { command: 'sources', ms: 2_000 };

interface Fanout {
  readonly platform: 'discord' | 'slack';
  /** Instead of the platform's own. */
  readonly rates?: Rates;
}

interface Running {
  readonly sender: Sender;
  stop(): Promise<void>;
}

async function connect({ chat }: ChatProcess, { platform }: Fanout, frontDesk: FrontDesk): Promise<Running> {
  const { url: apiUrl, botToken, appToken } = chat;
  if (platform === 'discord') {
    return startDiscord({ settings: { token: botToken, applicationId: null, apiUrl }, frontDesk, log });
  }
  return startSlack({ settings: { botToken, appToken, apiUrl }, frontDesk, log, clock: Date.now });
}

/** Subscribes all channels of the stand-in. */
async function subscribe({ store, desk }: Bureau, { chat }: ChatProcess, platform: string): Promise<void> {
  await store.transaction(async (tables) => {
    for (const id of chat.channels) {
      await tables.channels.save({ platform, workspace: chat.workspace, id, name: id });
      await tables.subscriptions.create({
        channel: `${platform}:${id}`,
        topics: [],
        cron: '0 8 * * *',
        zone: desk.zone,
        limit: 5,
        alerts: true,
        nextSlot: Date.now() + 86_400_000,
        createdBy: 'bench',
        createdAt: Date.now(),
      });
    }
  });
}

interface Outcome {
  /** From the editor's order to the last receipt in the store. */
  readonly seconds: number;
  /** Milliseconds until an answer is seen. */
  readonly answers: readonly number[];
  /** The same for answers that take long, without what they take. */
  readonly deferred: readonly number[];
  readonly report: Awaited<ReturnType<ChatProcess['report']>>;
}

async function alertAll(fanout: Fanout): Promise<Outcome> {
  const place = await emptyPlace(process.env.DATABASE_URL);
  const chat = await startChat(fanout.platform, channels);
  try {
    const env = { SITREP_DATA_DIR: place.dataDir, DATABASE_URL: place.url ?? undefined };
    let outbox: Outbox | null = null;
    const config = loadConfig({ env, envFile: none });
    const bureau = await openBureau({ config, log, onQueued: () => outbox?.wake() });
    await bureau.furnish();
    await subscribe(bureau, chat, fanout.platform);
    const frontDesk: FrontDesk = {
      ...bureau.frontDesk,
      ask: async (question) => {
        if (question.command === slow.command) await sleep(slow.ms);
        return bureau.frontDesk.ask(question);
      },
    };
    const running = await connect(chat, fanout, frontDesk);
    const sender = fanout.rates === undefined ? running.sender : { ...running.sender, rates: fanout.rates };
    outbox = createOutbox({ store: bureau.store, senders: () => [sender], pausing: bureau.desk.pausing, log });
    outbox.start();
    const outcome = await measure(bureau, chat);
    await outbox.stop();
    await running.stop();
    await bureau.store.close();
    return outcome;
  } finally {
    await chat.stop();
    await place.clean();
  }
}

async function measure({ desk, store }: Bureau, chat: ChatProcess): Promise<Outcome> {
  chat.ask(['latest', slow.command]);
  // The requests of connecting count as well.
  await sleep(1_500);
  const alert = {
    headline: 'Foreign ministers call an extraordinary meeting for tonight',
    known: 'The meeting begins at 20:00 in Brussels. All members will take part, the chair says.',
    unknown: 'What it will decide.',
    link: 'https://example.org/statement',
    level: 'flash',
    topics: [],
    author: 'terminal:bench',
    authorName: 'bench',
  } as const;
  const { alert: sent } = await desk.alert(alert);
  // The desk's own newsroom takes the alert too, and is not running here.
  const began = performance.now();
  while ((await store.deliveries.counts()).sent < channels) {
    if (performance.now() - began > patienceMs) throw new Error('bench: the alert did not reach every channel');
    await sleep(100);
  }
  const [answers = [], deferred = []] = await chat.stopAsking();
  const deliveries = await store.deliveries.withKey(`alert:${sent.id}:`);
  const report = await chat.report();
  const wrong = report.posts.filter((posts) => posts !== 1).length;
  if (wrong > 0 || report.failures.length > 0) {
    throw new Error(`bench: ${wrong} channels have not exactly one alert (${report.failures.slice(0, 3).join('; ')})`);
  }
  return {
    seconds: (Math.max(...deliveries.map(({ sentAt }) => sentAt ?? 0)) - sent.createdAt) / 1_000,
    answers,
    deferred: deferred.map((time) => time - slow.ms),
    report,
  };
}

function figuresOf(
  name: string,
  { seconds, answers, deferred, report }: Outcome,
  goal: Goal | null,
): readonly Figure[] {
  const within = (value: number): Goal => ({ bound: 'at most', value });
  const all = `one alert to ${channels.toLocaleString('en')} ${name}`;
  return [
    goal?.bound === 'at least'
      ? figure(all, channels / seconds, 'messages/s', goal)
      : figure(`${all}, to the last receipt`, seconds, 's', goal),
    figure(`${name}: refused for a rate limit`, report.refused, 'requests', within(0)),
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

export const bench: Bench = {
  name: 'fanout',
  summary:
    "One alert to every channel, from the editor's order to the last receipt, while people ask. The bot and its SDKs are real; the platforms are stand-ins in processes of their own. Discord takes 50 requests a second; for Slack the rates are lifted.",
  async run({ progress }) {
    progress(`${channels} Discord channels, 50 requests a second`);
    const discord = await alertAll({ platform: 'discord' });
    progress(`${channels} Slack channels, without a limit`);
    const slack = await alertAll({ platform: 'slack', rates: {} });
    return [
      ...figuresOf('Discord channels', discord, { bound: 'at most', value: 21.5 }),
      ...figuresOf('Slack channels', slack, { bound: 'at least', value: 300 }),
    ];
  },
};
