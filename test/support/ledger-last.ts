import type { Store, Tables } from '../../src/store/store.ts';

/**
 * The same store, but a transaction fails that uses another table after the ledger. On PostgreSQL it could wait there for
 * one that waits for the ledger until the server ends one of them, though seldom enough that no other test sees it.
 */
export function ledgerLast(store: Store): Store {
  return { ...store, transaction: (work) => store.transaction((tables) => work(watched(tables))) };
}

function watched(tables: Tables): Tables {
  let written = false;
  const { ledger } = tables;
  const writing =
    <Entries>(write: (entries: Entries) => Promise<void>) =>
    (entries: Entries) => {
      written = true;
      return write(entries);
    };
  const watchedLedger = { ...ledger, append: writing(ledger.append), appendAll: writing(ledger.appendAll) };
  return new Proxy(tables, {
    get(target, name: keyof Tables) {
      if (name === 'ledger') return watchedLedger;
      if (written) throw new Error(`the ledger comes last in a transaction, but ${name} is used after it`);
      return target[name];
    },
  });
}
