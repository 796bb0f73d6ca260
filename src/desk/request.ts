import type { LedgerEntry } from '../store/ledger.ts';
import type { Store, Tables } from '../store/store.ts';
import { createDesk, type Desk, type Layouts } from './desk.ts';
import type { Room } from './room.ts';

/** What a program asks to be done. */
export interface Request {
  /** Id of its token. */
  readonly token: number;
  /** The program's own name for this request. */
  readonly key: string;
  /** Tells it from every other request. */
  readonly fingerprint: string;
}

/** What it is answered: an HTTP status and a body. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `ended`: the token no longer works. `taken`: its key was used for another request. Nothing was done then. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly repeated: boolean }
  | { readonly kind: 'ended' | 'taken' };

/** Does what a request asks, on the desk that it is given, once. */
export type AnswerOnce = (request: Request, act: (desk: Desk) => Promise<Answer>) => Promise<Outcome>;

/**
 * Does a request once however often it comes, and answers every other time what was answered first.
 *
 * All that it does, the answer and the ledger's entries are kept in one transaction: a process that dies leaves all or
 * nothing of it, so whoever got no answer asks again under the same key. The transaction begins by taking the token into its
 * hands. Requests of one token are therefore one after the other, in whichever processes, and one that repeats another finds
 * its answer; a token is revoked before an act or after it, never during it. Where `act` throws, nothing was done, nothing is
 * kept, and the key is free.
 */
export const answerOnceOf =
  (room: Room, layouts: Layouts): AnswerOnce =>
  async ({ token, key, fingerprint }, act) => {
    let queued = false;
    const onQueued = () => {
      queued = true;
    };
    const outcome = await room.store.transaction(async (tables): Promise<Outcome> => {
      const now = room.clock();
      if (!(await tables.tokens.use(token, now))) return { kind: 'ended' };
      const given = await tables.requests.answerTo(token, key);
      if (given !== null && given.fingerprint !== fingerprint) return { kind: 'taken' };
      if (given !== null) return { kind: 'answered', answer: given, repeated: true };
      const entries: LedgerEntry[] = [];
      const store = joined(room.store, tables, entries);
      const answer = await act(createDesk({ ...room, store, onQueued }, layouts));
      await tables.requests.keep(token, key, { fingerprint, ...answer }, now);
      await tables.ledger.appendAll(entries);
      return { kind: 'answered', answer, repeated: false };
    });
    // Only now can the outbox see what was queued.
    if (queued) room.onQueued();
    return outcome;
  };

/** A store whose transactions are all part of one, and whose entries for the ledger wait for its end in `entries`. */
function joined(store: Store, tables: Tables, entries: LedgerEntry[]): Store {
  const ledger = {
    ...tables.ledger,
    append: async (entry: LedgerEntry) => void entries.push(entry),
    appendAll: async (more: readonly LedgerEntry[]) => void entries.push(...more),
  };
  const within: Tables = { ...tables, ledger };
  return { ...store, ...within, transaction: (work) => work(within) };
}
