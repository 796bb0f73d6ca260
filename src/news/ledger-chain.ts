import { createHash } from 'node:crypto';

/** What an entry of the ledger says, as it is kept. */
export interface RecordedEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** As `canonicalJson` writes it. */
  readonly details: string;
}

/** An entry bound to all that came before it. */
export interface ChainedEntry extends RecordedEntry {
  /** The hash of the entry before it, or `GENESIS`. */
  readonly previous: string;
  readonly hash: string;
}

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/**
 * Binds entries to each other in their order, the first to the entry whose hash is `head`. Each hash covers the one before
 * it, and so every entry up to there: what it says and its place in the order. The number of its row is not covered: a
 * database may leave numbers out.
 */
export function chainEntries(entries: readonly RecordedEntry[], head: string): readonly ChainedEntry[] {
  let previous = head;
  return entries.map((entry) => {
    const chained = { ...entry, previous, hash: hashOf(entry, previous) };
    previous = chained.hash;
    return chained;
  });
}

/** `changed`: an entry does not say what its hash covers. `displaced`: it does, and follows another than the one before it. */
export interface Break<Entry> {
  readonly kind: 'changed' | 'displaced';
  readonly entry: Entry;
}

/** The first place at which entries, in their order, are no chain that goes on from `head`; null where they are one. */
export function firstBreak<Entry extends ChainedEntry>(entries: readonly Entry[], head: string): Break<Entry> | null {
  let before = head;
  for (const entry of entries) {
    if (entry.hash !== hashOf(entry, entry.previous)) return { kind: 'changed', entry };
    if (entry.previous !== before) return { kind: 'displaced', entry };
    before = entry.hash;
  }
  return null;
}

/**
 * SHA-256 in hexadecimal over the hash before, a line feed, and the JSON list of time, actor, action, subject and details as
 * `canonicalJson` would write it.
 */
function hashOf({ at, actor, action, subject, details }: RecordedEntry, previous: string): string {
  const said = [at, actor, action, subject].map((part) => JSON.stringify(part));
  return createHash('sha256')
    .update(`${previous}\n[${[...said, details].join()}]`)
    .digest('hex');
}

/** JSON in the one spelling that is hashed: no spaces, the keys of every object in the order of their UTF-16 code units. */
export function canonicalJson(value: unknown): string {
  // What JSON cannot say goes, and what says itself in another way (a date, say) does so.
  return written(JSON.parse(JSON.stringify(value)));
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(byKey);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`).join()}}`;
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
