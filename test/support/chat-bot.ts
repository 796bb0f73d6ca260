import { expect, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createBench, type Run } from './bot-process.ts';
import { textsOf } from './discord/body.ts';
import { type DiscordStandIn, startDiscordStandIn } from './discord/stand-in.ts';
import type { InteractionRecord, StandInMessage } from './discord/world.ts';
import { type Outcome, type SlackStandIn, startSlackStandIn } from './slack/stand-in.ts';
import type { Shown } from './slack/workspace.ts';

/** How long the bot may take for anything. */
export const patience = { timeout: 15_000, interval: 50 };

/** The bot as a process of its own, connected to a stand-in of each chat platform, and its store. */
export interface ChatBot {
  readonly slack: SlackStandIn;
  readonly discord: DiscordStandIn;
  readonly bot: Run;
  readonly store: Store;
  readonly bench: ReturnType<typeof createBench>;
  /** For a terminal beside it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Fails where the bot did what a platform would not have taken. */
  expectNoFailures(): void;
  end(): Promise<void>;
}

/** Starts it with a desk file, which may name what is made in the stand-ins first, and waits until both platforms are up. */
export async function startChatBot(
  deskOf: (platforms: Pick<ChatBot, 'slack' | 'discord'>) => string,
): Promise<ChatBot> {
  const bench = createBench();
  const slack = await startSlackStandIn();
  const discord = await startDiscordStandIn();
  const close = async (): Promise<void> => {
    await bench.clean();
    await slack.close();
    await discord.stop();
  };
  try {
    const settings = {
      SITREP_DESK: bench.file('desk.yaml', deskOf({ slack, discord })),
      SITREP_DATA_DIR: bench.folder(),
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
    };
    const bot = bench.run('main.ts', settings);
    await vi.waitFor(() => {
      expect(bot.out()).toMatch(/^Ready/m);
      for (const told of ['Slack is up', 'Discord is up']) expect(bot.err()).toContain(told);
    }, patience);
    const store = await openStore({ dataDir: bot.dataDir, url: null });
    return {
      slack,
      discord,
      bot,
      store,
      bench,
      settings,
      expectNoFailures: () => {
        expect(slack.workspace.failures.splice(0)).toEqual([]);
        expect(discord.failures.splice(0)).toEqual([]);
      },
      end: async () => {
        await store.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What somebody on Slack is shown first. */
export async function shown(outcome: Outcome): Promise<Shown> {
  await vi.waitFor(() => expect(outcome.shown.length).toBeGreaterThan(0), patience);
  return outcome.shown[0] as Shown;
}

/** The answer to what somebody did on Discord. */
export function answerOf({ message }: InteractionRecord): StandInMessage {
  if (message === null) throw new Error('there is no answer');
  return message;
}

/** The words of a message on Discord. */
export const wordsOf = (message: StandInMessage | null): string => textsOf(message?.components ?? []).join('\n');
