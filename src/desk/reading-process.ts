import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import type { Socket } from 'node:net';
import type { DeskFile } from '../content/desk-file.ts';
import type { FeedNews, NewsOptions } from '../feeds/feed-news.ts';
import { type Answer, entryFile } from './reading-entry.ts';

export interface ReadingOptions {
  /** By what the updates are judged. */
  readonly subject: Pick<DeskFile, 'about' | 'topics'>;
  /** A document that takes longer is given up. */
  readonly limitMs?: number;
  /** A document that needs more memory is given up. */
  readonly limitMb?: number;
  readonly entry?: URL;
}

interface Reader {
  readonly child: ChildProcess;
  /** Resolves when it is gone. */
  readonly ended: Promise<void>;
}

const LAST_WORDS = 10_000;

/**
 * Reads documents one after another in a process of its own, so that none of them, whatever it was made for, holds up
 * commands and alerts. No thread: one that asks for much memory at once takes the whole process with it, whatever its
 * limits. Small documents too: it is their size that is known beforehand, not their malice. The process starts with the
 * first document, and anew after one that ended it.
 */
export function readingProcess(options: ReadingOptions): (order: NewsOptions) => Promise<FeedNews> {
  const { subject, limitMs = 5_000, limitMb = 192, entry = entryFile } = options;
  let reader: Reader | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Reader> {
    // All that it needs is compiled here, and need not be there: what compiles takes 30 MB. It finds that only where V8's flags
    // are the same, but for the limit.
    flushCompileCache();
    const child = fork(entry, {
      execArgv: [...process.execArgv, `--max-old-space-size=${limitMb}`],
      // Whatever a document may make of the process, there is no secret in it.
      env: process.env.NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // Who waits for an answer is told; nobody else can do anything about it.
    child.on('error', () => {});
    const started = { child, ended: endOf(child) };
    void started.ended.then(() => {
      if (reader === started) reader = null;
    });
    const { about, topics } = subject;
    child.send({ about, topics });
    await once(child, 'message');
    return started;
  }

  async function read(order: NewsOptions): Promise<FeedNews> {
    reader ??= await start();
    const { child, ended } = reader;
    keepAlive(child, true);
    const late = AbortSignal.timeout(limitMs);
    try {
      const answer = once(child, 'message', { signal: late });
      child.send(order);
      const [given] = (await answer) as [Answer];
      if ('fault' in given) throw given.fault;
      return given.news;
    } catch (error) {
      reader = null;
      child.kill('SIGKILL');
      await ended;
      const problem = late.aborted ? `it could not be read within ${limitMs / 1_000} seconds` : lackOf(error, limitMb);
      if (problem === null) throw error;
      return { kind: 'problem', problem };
    } finally {
      keepAlive(child, false);
    }
  }

  return (order) => {
    const result = turn.then(() => read(order));
    turn = result.catch(() => {});
    return result;
  };
}

/** An idle reader does not keep the desk's own process alive. */
function keepAlive(child: ChildProcess, busy: boolean): void {
  const act = busy ? 'ref' : 'unref';
  child[act]();
  child.channel?.[act]();
  (child.stderr as Socket | null)?.[act]();
}

/**
 * Tells whoever waits for an answer when the process is gone, with its last words. An event: raced against it, a promise that
 * lives as long as the process would keep every answer in memory.
 */
async function endOf(child: ChildProcess): Promise<void> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (words: string) => {
    lastWords = (lastWords + words).slice(-LAST_WORDS);
  });
  await new Promise((resolve) => child.once('close', resolve));
  child.emit('error', new Error(`the process that reads feeds ended: ${lastWords}`));
}

/** In these words V8 says that its memory is at an end, or that it never could hold something so large. */
const lackOf = (error: unknown, limitMb: number): string | null =>
  error instanceof Error && /out of memory|invalid size error|Allocation failed/i.test(error.message)
    ? `reading it needs more than ${limitMb} MB of memory`
    : null;
