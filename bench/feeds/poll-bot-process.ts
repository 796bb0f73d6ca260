import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readingProcess } from '../../src/desk/reading-process.ts';
import { createPoller, type PollReport } from '../../src/feeds/poll.ts';
import { publicWeb } from '../../src/feeds/public-web.ts';
import { keepGarbageSmall } from '../../src/garbage.ts';
import { createLog } from '../../src/log.ts';
import { startBeats } from '../../src/schedule/beat.ts';
import type { Store } from '../../src/store/store.ts';
import { bureauAt } from '../harness/bureau.ts';
import { peakMemory } from '../harness/memory.ts';
import type { BotNews, BotOptions, BotOrder, PollRound } from './poll-bot.ts';

/** A bot that polls, put together as `main.ts` does, in a process of its own whose memory is measured: poll-bot-process.ts <options>. */
const TOLD_EVERY = 1_000;

// `startPollBot` alone starts this file, with options of this shape.
const { desk: path, ...place } = JSON.parse(process.argv[2] ?? '') as BotOptions;
let ahead = 0;
const clock = (): number => Date.now() + ahead;
const log = createLog({ level: 'warn' });
const { store, desk, file } = await bureauAt({ ...place, clean: async () => {} }, { clock, desk: path });
keepGarbageSmall();

let polled = new Set<string>();
let onAll = (): void => {};
/** The store's own, and counts. */
const sources: Pick<Store['sources'], 'claimDue' | 'polled'> = {
  claimDue: store.sources.claimDue,
  async polled(state) {
    await store.sources.polled(state);
    polled.add(state.source);
    if (polled.size % TOLD_EVERY === 0) tell({ kind: 'polled', feeds: polled.size });
    if (polled.size === file.sources.length) onAll();
  },
};
const poller = createPoller({
  store: { sources },
  sources: file.sources,
  bounds: file.feeds,
  read: readingProcess({ subject: file }),
  take: desk.take,
  userAgent: 'Sitrep bench',
  fetch: publicWeb(file.feeds),
  clock,
  log,
});

async function round(): Promise<PollRound> {
  polled = new Set();
  const reports: PollReport[] = [];
  const all = new Promise<void>((resolve) => {
    onAll = resolve;
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = process.cpuUsage();
  const began = performance.now();
  delay.enable();
  const run = async (): Promise<void> => void reports.push(await poller.pollDue());
  const beats = startBeats(
    [
      { name: 'feeds', cron: '*/15 * * * * *', run },
      { name: 'sources', cron: '15 * * * * *', run: desk.watchSources },
    ],
    log,
  );
  await all;
  const seconds = (performance.now() - began) / 1_000;
  await beats.stop();
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  const sum = (what: keyof PollReport): number => reports.reduce((total, report) => total + report[what], 0);
  return {
    tried: sum('tried'),
    fresh: sum('fresh'),
    unchanged: sum('unchanged'),
    failed: sum('failed'),
    unreachable: sum('unreachable'),
    newUpdates: sum('newUpdates'),
    seconds,
    cpu: (user + system) / 1e6,
    memory: await peakMemory(),
    block: delay.max / 1e6,
  };
}

function tell(news: BotNews): void {
  process.send?.(news);
}

process.on('message', async (order: BotOrder) => {
  ({ ahead } = order);
  tell({ kind: 'round', round: await round() });
});
process.once('disconnect', async () => {
  await store.close();
  process.exit(0);
});
tell({ kind: 'open', memory: await peakMemory() });
