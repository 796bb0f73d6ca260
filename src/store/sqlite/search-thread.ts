import { Worker } from 'node:worker_threads';
import type { SearchAnswer, SearchQuestion } from './newest-matches.ts';

export interface SearchThread {
  search(expression: string, limit: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (found: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

const workerFile = new URL('./search-worker.ts', import.meta.url);

/**
 * Reads the full-text index of `file` in a thread of its own, because a search for a common word would hold up the
 * event loop. The thread starts with the first search; when it dies, the searches under way fail and the next one
 * starts it anew.
 */
export function searchThread({
  file,
  entry = workerFile,
}: {
  readonly file: string;
  readonly entry?: URL;
}): SearchThread {
  let worker: Worker | null = null;
  let asked = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = new Worker(entry, { workerData: file });
    // An idle thread does not keep the process alive.
    started.unref();
    started.on('message', ({ id, outcome }: SearchAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if ('found' in outcome) one?.resolve(outcome.found);
      else one?.reject(new Error('store: the search failed', { cause: outcome.problem }));
    });
    started.on('error', (cause) => lose(started, cause));
    started.on('exit', (code) => lose(started, new Error(`the search thread ended (exit code ${code})`)));
    return started;
  }

  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return;
    worker = null;
    for (const one of waiting.values()) one.reject(new Error('store: the search failed', { cause }));
    waiting.clear();
  }

  return {
    search: (expression, limit) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: asked, expression, limit } satisfies SearchQuestion);
      }),
    async close() {
      await worker?.terminate();
    },
  };
}
