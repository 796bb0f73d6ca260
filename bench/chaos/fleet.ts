import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, startBot } from './bot.ts';

/** Longer than a start takes under the worst weather: what is not ready by then is killed all the same. */
const slowestStartMs = 15_000;

/** The bots of a run. Each is killed and started again at random moments, some while they start. */
export interface Fleet {
  /** Resolves when every bot of the fleet is ready. */
  ready(): Promise<void>;
  /** Kills one bot at a random moment and starts it again at once. `meanwhile` runs while it is dead. */
  killOne(meanwhile: () => Promise<void>): Promise<void>;
  /** Ends them as an operator does; throws where one does not end well. */
  end(): Promise<void>;
  /** Ends them whatever happens. */
  abandon(): Promise<void>;
}

export function startFleet(options: {
  /** One for each bot. */
  readonly settings: readonly Readonly<Record<string, string>>[];
  readonly logFile: string;
  readonly random: () => number;
}): Fleet {
  const { settings, logFile, random } = options;
  const bots: Bot[] = settings.map((own) => startBot(own, logFile));

  /** Most have been at work for a while. */
  async function moment({ ready }: Bot): Promise<void> {
    if (random() < 0.15) return void (await sleep(random() * 1_000));
    const patience = new AbortController();
    await Promise.race([ready, sleep(slowestStartMs, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    await sleep(300 + random() * 3_700);
  }

  return {
    ready: async () => {
      await Promise.all(bots.map(({ ready }) => ready));
    },
    killOne: async (meanwhile) => {
      const at = Math.floor(random() * bots.length);
      const [bot, own] = [bots[at], settings[at]];
      if (bot === undefined || own === undefined) throw new Error('chaos: there is no bot to kill');
      await moment(bot);
      bot.signal('SIGKILL');
      await bot.exit;
      await meanwhile();
      bots[at] = startBot(own, logFile);
    },
    end: async () => {
      for (const { signal } of bots) signal('SIGTERM');
      const codes = await Promise.all(bots.map(({ exit }) => exit));
      if (codes.some((code) => code !== 0)) throw new Error(`chaos: a bot ended with exit code ${codes} (${logFile})`);
    },
    abandon: async () => {
      for (const { signal } of bots) signal('SIGKILL');
      await Promise.all(bots.map(({ exit }) => exit));
    },
  };
}
