import { type Bloc, blocs, type Source } from '../news/source.ts';
import type { PollState } from '../store/sources.ts';
import type { Room } from './room.ts';

export interface SourceHealth {
  readonly source: Source;
  /** null for a source without a feed. */
  readonly state: PollState | null;
  readonly health: 'good' | 'failing' | 'waiting' | 'no feed';
}

/** Every source of the desk file with how reading it goes. */
export interface SourceReport {
  readonly sources: readonly SourceHealth[];
  /** Set where the reader asked for one bloc. */
  readonly bloc: Bloc | null;
}

/** The desk's sources, by bloc and then by name. */
export const sourceReportOf =
  (room: Room) =>
  async (bloc: Bloc | null): Promise<SourceReport> => {
    const states = new Map((await room.store.sources.states()).map((state) => [state.source, state]));
    const listed = room.file.sources.filter((source) => bloc === null || source.bloc === bloc);
    const sorted = listed.toSorted(
      (one, other) => blocs.indexOf(one.bloc) - blocs.indexOf(other.bloc) || one.name.localeCompare(other.name),
    );
    return { bloc, sources: sorted.map((source) => healthOf(source, states.get(source.id) ?? null)) };
  };

function healthOf(source: Source, state: PollState | null): SourceHealth {
  if (source.feed === null) return { source, state: null, health: 'no feed' };
  if (state === null || state.lastTried === null) return { source, state, health: 'waiting' };
  return { source, state, health: state.failures > 0 ? 'failing' : 'good' };
}
