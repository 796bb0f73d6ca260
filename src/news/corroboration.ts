import { type Bloc, blocs, type Source } from './source.ts';
import type { StoredUpdate } from './update.ts';
import { type Voice, voicesOf } from './voice.ts';

/** How many independent voices stand behind a story. */
export interface Corroboration {
  /**
   * Independent owners (`voice.ts`): one owner counts once, and so does one wire, one quoted outlet and one text, however many
   * copied it. None where nobody knows who owns what reports it.
   */
  readonly owners: readonly string[];
  /** Sources that published it. */
  readonly outlets: number;
  /** Blocs whose sources report it, in the order of `blocs`. */
  readonly blocs: readonly Bloc[];
}

/** Counts the voices behind a story's updates. */
export function corroborationOf(
  updates: readonly StoredUpdate[],
  sources: ReadonlyMap<string, Source>,
  voices: readonly Voice[] = voicesOf(updates, sources),
): Corroboration {
  const seen = new Set<Bloc>(updates.map((update) => sources.get(update.source)?.bloc ?? 'unknown'));
  return {
    owners: voices.map(({ origin }) => origin.key),
    outlets: new Set(updates.map((update) => update.source)).size,
    blocs: blocs.filter((bloc) => seen.has(bloc)),
  };
}
