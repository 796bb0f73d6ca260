import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';

export interface Guard {
  /** Refuses every query of the handle that bears it, as long as its caller is inside `run`. */
  readonly plugin: KyselyPlugin;
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Throws inside `run`. */
  check(): void;
}

/**
 * Keeps the store's own handle out of its transactions. On SQLite such a query would wait for the one connection, which
 * the transaction gives back only after the query: for ever. On PostgreSQL it would silently be no part of it.
 */
export function transactionGuard(): Guard {
  // What was started inside a transaction may live on after it: then `open` tells that it may query again.
  const spans = new AsyncLocalStorage<{ open: boolean }>();
  const check = () => {
    if (spans.getStore()?.open) throw new Error('store: inside a transaction, use only the tables that it is given');
  };
  return {
    check,
    plugin: {
      transformQuery({ node }) {
        check();
        return node;
      },
      transformResult: async ({ result }) => result,
    },
    async run(work) {
      const span = { open: true };
      try {
        return await spans.run(span, work);
      } finally {
        span.open = false;
      }
    },
  };
}
