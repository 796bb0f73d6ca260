import { believedMove } from '../feeds/move.ts';
import { type Bloc, blocs, type Source } from '../news/source.ts';
import type { PollState } from '../store/sources.ts';
import type { Room } from './room.ts';
import { troubleOf } from './source-trouble.ts';

export interface SourceHealth {
  readonly source: Source;
  /** null for a source without a feed. */
  readonly state: PollState | null;
  readonly health: 'good' | 'failing' | 'waiting' | 'no feed';
  /** It is read, and has brought nothing new for longer than is usual for it. */
  readonly silent: boolean;
  /** Where its feed moved for good, which the desk file does not say yet. */
  readonly movedTo: string | null;
  /** Updates a day over the last seven; null where nobody asked for so much. */
  readonly daily: number | null;
}

/** Every source of the desk file with how reading it goes. */
export interface SourceReport {
  readonly sources: readonly SourceHealth[];
  /** Set where the reader asked for one bloc, whose sources are told in full. */
  readonly bloc: Bloc | null;
}

const DAYS = 7;
const DAY = 24 * 3_600_000;

/** The desk's sources, by bloc and then by name. */
export const sourceReportOf =
  (room: Room) =>
  async (bloc: Bloc | null): Promise<SourceReport> => {
    const { store, file } = room;
    const states = new Map((await store.sources.states()).map((state) => [state.source, state]));
    const arrived = bloc === null ? null : await store.updates.arrivals(room.clock() - DAYS * DAY);
    const listed = file.sources.filter((source) => bloc === null || source.bloc === bloc);
    const sorted = listed.toSorted(
      (one, other) => blocs.indexOf(one.bloc) - blocs.indexOf(other.bloc) || one.name.localeCompare(other.name),
    );
    const daily = ({ id }: Source): number | null => (arrived === null ? null : (arrived.get(id) ?? 0) / DAYS);
    return {
      bloc,
      sources: sorted.map((source) => ({ ...healthOf(source, states.get(source.id) ?? null), daily: daily(source) })),
    };
  };

function healthOf(source: Source, state: PollState | null): Omit<SourceHealth, 'daily'> {
  const unread = { source, state, silent: false, movedTo: null };
  if (source.feed === null) return { ...unread, state: null, health: 'no feed' };
  if (state === null || state.lastTried === null) return { ...unread, health: 'waiting' };
  return {
    source,
    state,
    health: state.failures > 0 ? 'failing' : 'good',
    silent: troubleOf(source, state)?.kind === 'silent',
    movedTo: believedMove(state),
  };
}
