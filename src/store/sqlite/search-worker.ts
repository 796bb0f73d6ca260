import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { newestMatches, type SearchAnswer, type SearchQuestion } from './newest-matches.ts';

// The entry of the search thread. `workerData` is the path of the database.
const database = new Database(workerData, { readonly: true, fileMustExist: true });
const search = database.prepare<[string, number], number>(newestMatches).pluck();

parentPort?.on('message', ({ id, expression, limit }: SearchQuestion) => {
  parentPort?.postMessage({ id, outcome: outcomeOf(expression, limit) } satisfies SearchAnswer);
});

function outcomeOf(expression: string, limit: number): SearchAnswer['outcome'] {
  try {
    return { found: search.all(expression, limit) };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}
