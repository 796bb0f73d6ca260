import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newsOf } from './news.ts';

/** What a bot needs to know of one workspace of a stand-in. */
export interface ChatWorkspace {
  readonly url: string;
  readonly botToken: string;
  /** For Socket Mode; null where the platform has none. */
  readonly appToken: string | null;
  readonly id: string;
  readonly channels: readonly string[];
}

/** A message as it stands in a channel. Times are epoch milliseconds of this machine's clock. */
export interface ChatPost {
  readonly id: string;
  readonly words: string;
  readonly at: number;
  /** The message below which it stands; null where it stands by itself. */
  readonly above: string | null;
  /** null where it was never edited. */
  readonly editedAt: number | null;
}

export interface ChatReport {
  /** The messages in each channel, in their order; channels in the order of the workspaces. */
  readonly channels: readonly (readonly ChatPost[])[];
  /** Requests that were answered with 429. */
  readonly refused: number;
  /** What the real platform would not have forgiven. */
  readonly failures: readonly string[];
}

export type ChatOrder =
  | { readonly kind: 'ask'; readonly commands: readonly string[] }
  | { readonly kind: 'stop asking' }
  | { readonly kind: 'report' };

type ChatNews =
  | { readonly kind: 'open'; readonly workspaces: readonly ChatWorkspace[] }
  | { readonly kind: 'times'; readonly times: readonly (readonly number[])[] }
  | { readonly kind: 'report'; readonly report: ChatReport };

/** A platform's stand-in that runs in a process of its own. */
export interface ChatProcess {
  readonly platform: ChatOptions['platform'];
  readonly workspaces: readonly ChatWorkspace[];
  /** Some people ask, one command each, again and again. */
  ask(commands: readonly string[]): void;
  /** Ends that, once; returns by command how long each answer took to be seen, in milliseconds. */
  stopAsking(): Promise<readonly (readonly number[])[]>;
  report(): Promise<ChatReport>;
  stop(): Promise<void>;
}

/** What a stand-in is to hold. */
export interface ChatOptions {
  readonly platform: 'discord' | 'slack';
  readonly channels: number;
  /** The channels are shared out evenly. */
  readonly workspaces: number;
  /** Each workspace has a limit of its own, beside that of its channels. */
  readonly workspaceBudget: boolean;
}

/** Starts a stand-in. */
export async function startChat(options: ChatOptions): Promise<ChatProcess> {
  const child = fork(fileURLToPath(new URL('chat-process.ts', import.meta.url)), [JSON.stringify(options)]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const news = newsOf<ChatNews>(child, `the stand-in for ${options.platform}`);
  const order = (given: ChatOrder): void => void child.send(given);

  const { workspaces } = await news('open');
  return {
    platform: options.platform,
    workspaces,
    ask: (commands) => order({ kind: 'ask', commands }),
    stopAsking: async () => {
      const told = news('times');
      order({ kind: 'stop asking' });
      return (await told).times;
    },
    report: async () => {
      const told = news('report');
      order({ kind: 'report' });
      return (await told).report;
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
