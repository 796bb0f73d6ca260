import { fileURLToPath } from 'node:url';
import { commandsFor } from '../commands/index.ts';
import type { FrontDesk } from './command/front-desk.ts';
import { createFrontDesk } from './command/reception.ts';
import type { Config } from './config.ts';
import { archiveSource, archiveUpdates, loadArchive } from './content/archive.ts';
import { type DeskFile, loadDeskFile } from './content/desk-file.ts';
import { loadExplainers } from './content/explainer.ts';
import { createDesk, type Desk } from './desk/desk.ts';
import { createHeadlines } from './desk/headlines.ts';
import { type AnswerOnce, answerOnceOf } from './desk/request.ts';
import type { Room } from './desk/room.ts';
import { layouts } from './layout/layouts.ts';
import type { Log } from './log.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

/** The desk on its store: what the bot and the terminal have in common. */
export interface Bureau {
  readonly file: DeskFile;
  readonly store: Store;
  readonly desk: Desk;
  readonly frontDesk: FrontDesk;
  readonly answerOnce: AnswerOnce;
  /** Takes in what the desk starts with: sources, archive, default subscriptions. Doing it again changes nothing. */
  readonly furnish: () => Promise<void>;
}

const content = (path: string): string => fileURLToPath(new URL(`../content/${path}`, import.meta.url));

/** Reads the desk file and its texts, and opens the store. Throws errors whose message says what to do. */
export async function openBureau(options: {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: () => number;
  readonly onQueued?: () => void;
  /** Left out where no platform is connected. */
  readonly obstacle?: Room['obstacle'];
}): Promise<Bureau> {
  const { config, log, clock = Date.now, onQueued = () => {}, obstacle = null } = options;
  const [file, explainers, facts] = await Promise.all([
    loadDeskFile(config.desk),
    loadExplainers(content('explainers')),
    loadArchive(content('archive')),
  ]);
  const store = await openStore({ dataDir: config.dataDir, url: config.databaseUrl, log });
  const sources = new Map([...file.sources, archiveSource].map((source) => [source.id, source]));
  const room = {
    ...{ store, file, sources, explainers, headlines: createHeadlines() },
    ...{ zone: config.timeZone, clock, log, onQueued, obstacle },
  };
  const desk = createDesk(room, layouts);
  const frontDesk = createFrontDesk({ commands: commandsFor(file), desk, log, clock });
  return {
    file,
    store,
    desk,
    frontDesk,
    answerOnce: answerOnceOf(room, layouts),
    async furnish() {
      await store.sources.sync(file.sources, clock());
      await desk.take(archiveUpdates(facts, { now: clock() }));
      await desk.subscribeDefaults();
    },
  };
}
