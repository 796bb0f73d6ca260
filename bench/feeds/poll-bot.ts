import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PollReport } from '../../src/feeds/poll.ts';
import type { PeakMemory } from '../harness/memory.ts';
import { newsOf } from '../harness/news.ts';
import type { StorePlace } from '../harness/place.ts';

/** A round in which every feed was polled. */
export interface PollRound extends PollReport {
  /** Until the last feed was polled. */
  readonly seconds: number;
  /** Seconds of all threads. */
  readonly cpu: number;
  readonly memory: PeakMemory;
  /** The longest block of the event loop, in milliseconds. */
  readonly block: number;
}

export type BotNews =
  | { readonly kind: 'open'; readonly memory: PeakMemory }
  | { readonly kind: 'polled'; readonly feeds: number }
  | { readonly kind: 'round'; readonly round: PollRound };

/** Milliseconds by which the bot's clock is ahead of the machine's. */
export interface BotOrder {
  readonly ahead: number;
}

/** What the bot's process is told at its start. */
export interface BotOptions extends Pick<StorePlace, 'dataDir' | 'url'> {
  /** The path of its desk file. */
  readonly desk: string;
}

/** A bot that polls, in a process of its own. */
export interface PollBot {
  /** Until it was ready. */
  readonly memory: PeakMemory;
  /** Polls whatever is due by a clock that is so many milliseconds ahead, until every feed was polled. */
  round(ahead: number, onPolled: (feeds: number) => void): Promise<PollRound>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startPollBot(options: BotOptions): Promise<PollBot> {
  const child = fork(fileURLToPath(new URL('poll-bot-process.ts', import.meta.url)), [JSON.stringify(options)]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const news = newsOf<BotNews>(child, 'the bot');
  const { memory } = await news('open');
  return {
    memory,
    async round(ahead, onPolled) {
      const listen = (told: BotNews): void => {
        if (told.kind === 'polled') onPolled(told.feeds);
      };
      child.on('message', listen);
      const done = news('round');
      child.send({ ahead } satisfies BotOrder);
      const { round } = await done;
      child.off('message', listen);
      return round;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
