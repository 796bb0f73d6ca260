import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, startBot } from './bot.ts';

/** Longer than a start takes under the worst weather: what is not ready by then is killed all the same. */
const slowestStartMs = 15_000;

/** A bot that ends by itself more often than this will not come up again. */
const mostCrashes = 20;

/** The bots of a run. Each is killed and started again at random moments, some while they start. */
export interface Fleet {
  /** Resolves when every bot of the fleet is ready. */
  ready(): Promise<void>;
  /** Kills one bot at a random moment and starts it again at once. `meanwhile` runs while it is dead. */
  killOne(meanwhile: () => Promise<void>): Promise<void>;
  /** How often a bot ended without being told to; it is started again then, as a supervisor does. */
  crashes(): number;
  /** Ends them as an operator does. */
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
  const told = new WeakSet<Bot>();
  let crashes = 0;

  const launch = (at: number): Bot => {
    const bot = startBot(settings[at] ?? {}, logFile);
    bot.exit.then((code) => {
      if (told.has(bot) && code === (ending ? 0 : null)) return;
      crashes += 1;
      if (!told.has(bot) && !ending && crashes < mostCrashes) bots[at] = launch(at);
    });
    return bot;
  };
  let ending = false;
  const bots: Bot[] = [];
  for (const at of settings.keys()) bots[at] = launch(at);

  async function stop(bot: Bot, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    told.add(bot);
    bot.signal(signal);
    await bot.exit;
  }

  /** Most have been at work for a while. */
  async function moment({ ready }: Bot): Promise<void> {
    if (random() < 0.15) return void (await sleep(random() * 1_000));
    const patience = new AbortController();
    const late = sleep(slowestStartMs, undefined, { signal: patience.signal });
    await Promise.race([ready, late]).catch(() => {});
    patience.abort();
    await sleep(300 + random() * 3_700);
  }

  return {
    ready: async () => {
      for (;;) {
        const all = await Promise.allSettled(bots.map(({ ready }) => ready));
        const failed = all.find(({ status }) => status === 'rejected');
        if (failed === undefined) return;
        // A rejection carries what the bot said.
        if (crashes >= mostCrashes) throw (failed as PromiseRejectedResult).reason;
      }
    },
    killOne: async (meanwhile) => {
      const at = Math.floor(random() * bots.length);
      const chosen = bots[at];
      if (chosen !== undefined) await moment(chosen);
      // It may have ended by itself meanwhile, and another stand in its place.
      const bot = bots[at];
      if (bot !== undefined) await stop(bot, 'SIGKILL');
      await meanwhile();
      bots[at] = launch(at);
    },
    crashes: () => crashes,
    end: async () => {
      ending = true;
      await Promise.all(bots.map((bot) => stop(bot, 'SIGTERM')));
    },
    abandon: async () => {
      ending = true;
      await Promise.all(bots.map((bot) => stop(bot, 'SIGKILL')));
    },
  };
}
