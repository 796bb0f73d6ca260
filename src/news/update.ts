import { createHash } from 'node:crypto';

/**
 * What an update's time rests on: the date that its publisher gave it; or the moment at which the desk first read it, since
 * that date lies in the future (`ahead`), or cannot be read or is not there (`undated`).
 */
export const datings = ['dated', 'ahead', 'undated'] as const;
export type Dating = (typeof datings)[number];

/** One published piece from one source, as plain text. Times are epoch milliseconds, UTC. */
export interface Update {
  readonly id: string;
  /** The id of the source that published it. */
  readonly source: string;
  readonly title: string;
  readonly summary: string | null;
  /** Absolute http(s) address of the piece. */
  readonly url: string | null;
  readonly language: string | null;
  readonly author: string | null;
  /** The agency or body the piece was taken from, where it says so. */
  readonly wire: string | null;
  readonly image: string | null;
  readonly published: number;
  readonly dating: Dating;
  /** When this desk first read it. */
  readonly seen: number;
  readonly topic: string;
}

/** An update as the store keeps it. */
export interface StoredUpdate extends Update {
  /** Order of arrival: later is larger. */
  readonly seq: number;
  readonly story: number;
  /** 0 for the text as first read; one more for every edit by its publisher. */
  readonly revision: number;
  /** When its publisher last corrected it (`news/correction.ts`); null where it never did. */
  readonly corrected: number | null;
}

/** The stable id of what a source calls `identity` (a guid, else a link, else a hash of the text). */
export function updateId(source: string, identity: string): string {
  return createHash('sha256').update(`${source}\n${identity}`).digest('hex').slice(0, 20);
}
