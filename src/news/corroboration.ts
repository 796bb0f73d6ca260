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

/**
 * Counts the voices behind a story's updates. A source that the desk does not list is on the unknown side, and no voice of
 * its own beside listed ones: whose it is, nobody knows.
 */
export function corroborationOf(updates: readonly StoredUpdate[], sources: ReadonlyMap<string, Source>): Corroboration {
  const listed = updates.filter((update) => sources.has(update.source));
  const voices = (listed.length > 0 ? listed : updates).map((update) => voiceOf(update, sources));
  const seen = new Set<Bloc>(updates.map((update) => sources.get(update.source)?.bloc ?? 'unknown'));
  return {
    owners: [...new Set(voices)],
    outlets: new Set(updates.map((update) => update.source)).size,
    blocs: blocs.filter((bloc) => seen.has(bloc)),
  };
}

/** Whose account an update really is: the wire it was copied from, else its source's owner. A listed wire has its owner. */
export function voiceOf(update: Pick<StoredUpdate, 'wire' | 'source'>, sources: ReadonlyMap<string, Source>): string {
  const owner = originOf(update, sources)?.owner;
  return (owner ?? update.wire ?? update.source).trim().toLowerCase();
}

/** The source that stands behind an update: its wire where the desk lists that, none where it does not. */
export function originOf(
  { wire, source }: Pick<StoredUpdate, 'wire' | 'source'>,
  sources: ReadonlyMap<string, Source>,
): Source | undefined {
  if (wire === null) return sources.get(source);
  const name = wire.trim().toLowerCase();
  return [...sources.values()].find((listed) => listed.name.toLowerCase() === name);
}
