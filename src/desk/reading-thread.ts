import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DeskFile } from '../content/desk-file.ts';
import type { FeedNews, NewsOptions } from '../feeds/feed-news.ts';
import { errorCode } from '../news/error-code.ts';

export interface ReadingOptions {
  /** By what the updates are judged. */
  readonly subject: Pick<DeskFile, 'about' | 'topics'>;
  /** A document that takes longer is given up. */
  readonly limitMs?: number;
  /** A document that needs more memory is given up. */
  readonly limitMb?: number;
  readonly entry?: URL;
}

const workerFile = new URL('./reading-worker.ts', import.meta.url);

/**
 * Reads documents one after another in a thread of its own, so that none of them, whatever it was made for, holds up
 * commands and alerts. Small ones too: handing one over takes less than a millisecond, and it is their size that is known
 * beforehand, not their malice. The thread starts with the first document, and anew after one that it had to be ended for.
 */
export function readingThread(options: ReadingOptions): (order: NewsOptions) => Promise<FeedNews> {
  const {
    subject: { about, topics },
    limitMs = 5_000,
    limitMb = 256,
    entry = workerFile,
  } = options;
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Worker> {
    const resourceLimits = { maxOldGenerationSizeMb: limitMb };
    const started = new Worker(entry, { workerData: { about, topics }, resourceLimits });
    const end = (): void => {
      if (worker === started) worker = null;
    };
    started.on('error', end).on('exit', end);
    await once(started, 'message');
    return started;
  }

  async function read(order: NewsOptions): Promise<FeedNews> {
    worker ??= await start();
    const reader = worker;
    // An idle thread does not keep the process alive.
    reader.ref();
    const late = AbortSignal.timeout(limitMs);
    try {
      const answer = once(reader, 'message', { signal: late });
      reader.postMessage(order);
      const [news] = await answer;
      return news;
    } catch (error) {
      worker = null;
      await reader.terminate();
      const problem = late.aborted ? `it could not be read within ${limitMs / 1_000} seconds` : lackOf(error, limitMb);
      if (problem === null) throw error;
      return { kind: 'problem', problem };
    } finally {
      reader.unref();
    }
  }

  return (order) => {
    const result = turn.then(() => read(order));
    turn = result.catch(() => {});
    return result;
  };
}

const lackOf = (error: unknown, limitMb: number): string | null =>
  errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? `reading it needs more than ${limitMb} MB of memory` : null;
