import { type Bloc, blocs, type Source } from './source.ts';
import type { StoredUpdate } from './update.ts';

/** How many independent voices stand behind a story. */
export interface Corroboration {
  /** Independent owners: one owner counts once, and so does one wire, however many outlets copied it. */
  readonly owners: readonly string[];
  /** Sources that published it. */
  readonly outlets: number;
  /** Blocs whose sources report it, in the order of `blocs`. */
  readonly blocs: readonly Bloc[];
}

/** Counts the voices behind a story's updates. An update of an unlisted source counts as one of `unknown` bloc. */
export function corroborationOf(updates: readonly StoredUpdate[], sources: ReadonlyMap<string, Source>): Corroboration {
  const owners = new Set<string>();
  const outlets = new Set<string>();
  const seen = new Set<Bloc>();
  for (const update of updates) {
    const source = sources.get(update.source);
    owners.add(voiceOf(update, source));
    outlets.add(update.source);
    seen.add(source?.bloc ?? 'unknown');
  }
  return { owners: [...owners], outlets: outlets.size, blocs: blocs.filter((bloc) => seen.has(bloc)) };
}

/** Whose account an update really is: the wire it was copied from, else its source's owner. */
export function voiceOf(update: Pick<StoredUpdate, 'wire' | 'source'>, source: Source | undefined): string {
  return (update.wire ?? source?.owner ?? update.source).trim().toLowerCase();
}
