import type { LedgerRow } from '../../../src/store/ledger.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Row } from '../oracle.ts';
import { rowOf } from '../rows.ts';
import { type Entry, entryOf } from './history.ts';
import type { Evidence } from './oracle.ts';

const BATCH = 1_000;

/** What the store has of alerts, for the oracle. */
export async function readStore(store: Store): Promise<Pick<Evidence, 'rows' | 'entries' | 'keys'>> {
  const entries = await entriesOf(store);
  return { rows: await rowsOf(store), entries, keys: await keysOf(store, entries) };
}

async function rowsOf({ deliveries }: Store): Promise<readonly Row[]> {
  const found = [...(await deliveries.withKey('alert:')), ...(await deliveries.withKey('amend:'))];
  // What waits for a channel's next digest waits for ever here.
  return found.filter(({ dedupeKey }) => !/^amend:\d+:digest:/.test(dedupeKey)).map(rowOf);
}

async function entriesOf({ ledger }: Store): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let after: number | null = null; ; ) {
    const rows: readonly LedgerRow[] = await ledger.rows({ after, limit: BATCH });
    entries.push(...rows.flatMap((row) => entryOf(row) ?? []));
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < BATCH) return entries;
  }
}

async function keysOf({ alerts }: Store, entries: readonly Entry[]): Promise<Evidence['keys']> {
  const keys = new Map<number, readonly string[]>();
  for (const alert of new Set(entries.map((entry) => entry.alert)))
    keys.set(
      alert,
      (await alerts.keysOf(alert)).map(({ person }) => person),
    );
  return keys;
}
