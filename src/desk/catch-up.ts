import { personKey } from '../news/person.ts';
import { usualTerms } from '../news/terms.ts';
import { composeDigest, type Digest, sinceFor } from './digest.ts';
import { openPress } from './press.ts';
import type { Room } from './room.ts';

export interface CatchUpQuery {
  readonly person: Parameters<typeof personKey>[0];
  /** From when on; null for since the person last asked, or for the last day where that never was. */
  readonly since: number | null;
  readonly topics: readonly string[];
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** What is new for one person. */
export interface CatchUp {
  readonly query: CatchUpQuery;
  readonly digest: Digest;
}

/** What is new since a person last asked. A first page is remembered as having been asked for. */
export const catchUpOf =
  (room: Room) =>
  async (query: CatchUpQuery): Promise<CatchUp> => {
    const { topics, limit, page } = query;
    const press = await openPress(room);
    const person = personKey(query.person);
    const since = query.since ?? sinceFor(await room.store.visits.last(person), press.now);
    const digest = await composeDigest(room, press, {
      terms: { ...usualTerms, topics, limit },
      slot: press.now,
      since,
      memory: null,
      skip: (page - 1) * limit,
    });
    if (page === 1) await room.store.visits.note(person, press.now);
    return { query, digest };
  };
