import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau.ts';
import type { FrontDesk } from '../../src/command/front-desk.ts';
import { createOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import { createLog } from '../../src/log.ts';
import { startDiscord } from '../../src/platform/discord/start.ts';
import { startSlack } from '../../src/platform/slack/start.ts';
import { bureauAt } from './bureau.ts';
import { type ChatOptions, type ChatProcess, type ChatWorkspace, startChat } from './chat.ts';
import { emptyPlace } from './place.ts';

/** A desk that delivers to a stand-in through a platform's real SDK. */
export interface ChatDesk {
  readonly bureau: Bureau;
  readonly chat: ChatProcess;
}

interface ChatDeskOptions extends ChatOptions {
  /** The text of a desk file; left out for the bundled one. */
  readonly desk?: string;
  /** What stands in for the front desk, for those who ask on the platform. */
  readonly frontDesk?: (own: FrontDesk) => FrontDesk;
  /** What stands in for each sender. */
  readonly sender?: (own: Sender) => Sender;
}

interface Running {
  readonly sender: Sender;
  stop(): Promise<void>;
}

const log = createLog({ level: 'warn' });

/** Opens such a desk in an empty place, with every channel of the stand-in subscribed, for as long as the work takes. */
export async function onChat<Result>(
  options: ChatDeskOptions,
  work: (house: ChatDesk) => Promise<Result>,
): Promise<Result> {
  const { desk: text, frontDesk = (own) => own, sender = (own) => own, ...stage } = options;
  const place = await emptyPlace(process.env.DATABASE_URL);
  const chat = await startChat(stage);
  try {
    const desk = join(place.dataDir, 'desk.yaml');
    if (text !== undefined) await writeFile(desk, text);
    let outbox: Outbox | null = null;
    const own = text === undefined ? {} : { desk };
    const bureau = await bureauAt(place, { ...own, onQueued: () => outbox?.wake() });
    await subscribe(bureau, chat);
    const asked = frontDesk(bureau.frontDesk);
    const running = await Promise.all(chat.workspaces.map((one, at) => connect(one, at + 1, chat.platform, asked)));
    const senders = running.map((one) => sender(one.sender));
    outbox = createOutbox({ store: bureau.store, senders: () => senders, pausing: bureau.desk.pausing, log });
    outbox.start();
    const result = await work({ bureau, chat });
    await outbox.stop();
    for (const { stop } of running) await stop();
    await bureau.store.close();
    return result;
  } finally {
    await chat.stop();
    await place.clean();
  }
}

async function connect(
  { url: apiUrl, botToken, appToken }: ChatWorkspace,
  place: number,
  platform: ChatOptions['platform'],
  frontDesk: FrontDesk,
): Promise<Running> {
  if (platform === 'discord') {
    return startDiscord({ settings: { token: botToken, applicationId: null, apiUrl }, frontDesk, log });
  }
  return startSlack({ settings: { place, botToken, appToken, apiUrl }, frontDesk, log, clock: Date.now });
}

/** Subscribes all channels of the stand-in. */
async function subscribe({ store, desk }: Bureau, { workspaces, platform }: ChatProcess): Promise<void> {
  await store.transaction(async (tables) => {
    for (const { id: workspace, channels: ids } of workspaces)
      for (const id of ids) {
        await tables.channels.save({ platform, workspace, id, name: id });
        await tables.subscriptions.create({
          channel: `${platform}:${id}`,
          topics: [],
          cron: '0 8 * * *',
          zone: desk.zone,
          limit: 5,
          leastGrade: null,
          languages: [],
          alerts: 'update',
          quiet: null,
          whenEmpty: 'line',
          nextSlot: Date.now() + 86_400_000,
          createdBy: 'bench',
          createdAt: Date.now(),
        });
      }
  });
}
