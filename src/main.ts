import { setTimeout as sleep } from 'node:timers/promises';
import { openBureau } from './bureau.ts';
import type { FrontDesk } from './command/front-desk.ts';
import type { SlackWorkspace } from './config/platforms.ts';
import { type Config, loadConfig } from './config.ts';
import { type Connection, connect, type Platform, unconnected } from './connection.ts';
import { freeOrphans } from './delivery/orphans.ts';
import { createOutbox, type Outbox } from './delivery/outbox.ts';
import { obstacleOf } from './delivery/route.ts';
import type { Sender } from './delivery/sender.ts';
import { readingProcess } from './desk/reading-process.ts';
import { createPoller } from './feeds/poll.ts';
import { publicWeb } from './feeds/public-web.ts';
import { keepGarbageSmall } from './garbage.ts';
import { createLog, type Log } from './log.ts';
import { roleIds } from './news/role.ts';
import { createApi } from './platform/api/app.ts';
import { discordCss, drawDiscord } from './platform/discord/draw.ts';
import { renderDiscord } from './platform/discord/render.ts';
import { drawSlack, slackCss } from './platform/slack/draw.ts';
import { renderSlack } from './platform/slack/render.ts';
import type { Preview } from './platform/web/preview.ts';
import { startNewsroom } from './platform/web/server.ts';
import { startBeats } from './schedule/beat.ts';
import { statusLines } from './status.ts';
import { lockDataDir } from './store/lock.ts';

type Chat = Platform & { readonly sender: Sender };

/** A platform that answers within this is reported as up in the first words. */
const FIRST_WORDS_MS = 1_500;

const say = (line: string): void => console.log(line);

const previews: readonly Preview[] = [
  { name: 'slack', label: 'Slack', css: slackCss, draw: (message) => renderSlack(message).map(drawSlack).join('') },
  {
    name: 'discord',
    label: 'Discord',
    css: discordCss,
    draw: (message) => renderDiscord(message).map(drawDiscord).join(''),
  },
];

/** Runs the desk until it is told to stop. Throws, before it is ready, errors whose message says what to do. */
async function run(config: Config, log: Log): Promise<void> {
  const clock = Date.now;
  const lock = config.databaseUrl === null ? lockDataDir(config.dataDir) : null;
  let outbox: Outbox | null = null;
  let senders: () => readonly Sender[] = () => [];
  const bureau = await openBureau({
    config,
    log,
    clock,
    onQueued: () => outbox?.wake(),
    obstacle: (channel) => obstacleOf(senders(), channel),
  });
  const { store, desk, file, frontDesk } = bureau;
  await bureau.furnish();
  keepGarbageSmall();
  if (lock !== null) await freeOrphans(store, clock(), log);
  await store.pauses.hurry(clock());

  const chats = chatsOf(config, roleIds(file.editors, 'slack'), { frontDesk, log, clock });
  const status = () => statusLines({ bureau, polls: config.poll, platforms: chats });
  const newsroom = await startNewsroom({
    ...config.http,
    frontDesk,
    store,
    previews,
    status: async () => ({ lines: await status() }),
    api: createApi({ desk, answerOnce: bureau.answerOnce, tokens: store.tokens, clock, log }),
    clock,
    log,
  });

  const upChats = (): readonly Sender[] =>
    chats.map((chat) => chat.state()).flatMap((state) => (state.kind === 'up' ? [state.platform.sender] : []));
  senders = () => [newsroom.sender, ...upChats()];
  outbox = createOutbox({ store, senders, pausing: desk.pausing, log, clock });
  outbox.start();

  const closing = new AbortController();
  const poller = createPoller({
    store,
    sources: file.sources,
    bounds: file.feeds,
    read: readingProcess({ subject: file }),
    take: desk.take,
    userAgent: config.userAgent,
    fetch: publicWeb(file.feeds),
    signal: closing.signal,
    log,
  });
  const digests = { name: 'digests', cron: '*/10 * * * * *', run: desk.publishDue };
  const feeds = { name: 'feeds', cron: '*/15 * * * * *', run: poller.pollDue };
  const pauses = { name: 'pauses', cron: '*/15 * * * * *', run: desk.revive };
  const receipts = { name: 'receipts', cron: '*/5 * * * * *', run: desk.watchAlerts };
  const grades = { name: 'grades', cron: '30 * * * * *', run: desk.regradeAlerts };
  const watch = { name: 'watch', cron: '0 * * * * *', run: desk.watch };
  const sources = { name: 'sources', cron: '15 * * * * *', run: desk.watchSources };
  const beats = startBeats([digests, receipts, pauses, grades, watch, sources, ...(config.poll ? [feeds] : [])], log);

  await Promise.race([Promise.all(chats.map((chat) => chat.tried)), sleep(FIRST_WORDS_MS)]);
  say(`Sitrep, the ${file.name} desk: ${file.title}`);
  say(`  Newsroom  ${newsroom.url}`);
  for (const { label, state, text } of await status())
    say(`  ${label.padEnd(9)} ${state === 'on' ? '' : `${state}. `}${text}`);
  say(`Ready after ${(performance.now() / 1000).toFixed(1)} s. Ask in the newsroom, or here: npm run sitrep -- latest`);
  say('Ctrl-C ends it.');

  await stopSignal();
  say('Ending: what is in flight is finished, the rest waits for the next start.');
  closing.abort();
  await Promise.all([beats.stop(), outbox.stop()]);
  await Promise.all(chats.map((chat) => chat.stop()));
  await newsroom.stop();
  await store.close();
  lock?.release();
}

/**
 * The chat platforms, connecting in the background where the settings turn them on; several workspaces each by itself. Only
 * then their libraries are loaded.
 */
function chatsOf(
  { slack, discord }: Config,
  editorGroups: readonly string[],
  common: { readonly frontDesk: FrontDesk; readonly log: Log; readonly clock: () => number },
): readonly Connection<Chat>[] {
  const { log } = common;
  const connectSlack = async (workspace: SlackWorkspace): Promise<Chat> => {
    const { startSlack } = await import('./platform/slack/start.ts');
    return startSlack({
      settings: workspace.mode === 'http' ? { ...workspace, http: workspace.listen } : workspace,
      editorGroups,
      ...common,
      log: workspace.place === null ? log : log.child({ connection: workspace.label }),
    });
  };
  const connectDiscord = async (settings: Extract<Config['discord'], { state: 'on' }>): Promise<Chat> => {
    const { startDiscord } = await import('./platform/discord/start.ts');
    return startDiscord({ settings, ...common });
  };
  return [
    ...(slack.state === 'off'
      ? [unconnected('Slack', slack)]
      : slack.workspaces.map((workspace) =>
          connect({ label: workspace.label, start: () => connectSlack(workspace), log }),
        )),
    discord.state === 'off'
      ? unconnected('Discord', discord)
      : connect({ label: 'Discord', start: () => connectDiscord(discord), log }),
  ];
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}

try {
  const config = loadConfig({ env: process.env });
  const log = createLog({ level: config.logLevel, secrets: config.secrets, readable: process.stderr.isTTY });
  // A promise that a library left unattended is a fault to be seen, not a reason to stop delivering.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'main: a promise was rejected unseen'));
  await run(config, log);
  process.exit(0);
} catch (error) {
  console.error(`Sitrep cannot start.\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
