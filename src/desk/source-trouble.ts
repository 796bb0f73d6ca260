import type { Message } from '../message/message.ts';
import type { Source } from '../news/source.ts';
import type { PollState } from '../store/sources.ts';
import { operationsOf, tell } from './notice.ts';
import type { Room } from './room.ts';

/** What an editor should look into: it does not mend itself, or would have by now. */
export interface SourceTrouble {
  readonly source: Source;
  /** `failing`: for a day. `silent`: it is read and brings nothing new. `gone`: its publisher gave the feed up. */
  readonly kind: 'failing' | 'silent' | 'gone';
  readonly since: number;
  /** Why it cannot be read, for people; null where it can. */
  readonly problem: string | null;
}

/** At least one trouble. */
export type TroubleLayout = (troubles: readonly SourceTrouble[]) => Message;

const DAY = 24 * 3_600_000;
/** A feed is silent when it brought nothing for so many times the longest pause between its newest pieces. */
const UNUSUAL = 3;

/** What is wrong with a source, by how its polls went; null where nothing is, or not for long. Pure. */
export function troubleOf(source: Source, state: PollState): SourceTrouble | null {
  const { goneAt, failingSince, lastTried, lastGood, lastNews, rhythm, problem } = state;
  if (goneAt !== null) return { source, kind: 'gone', since: goneAt, problem };
  // Measured between polls, so that a desk that was away for a week blames nobody when it comes back.
  if (failingSince !== null)
    return (lastTried ?? 0) - failingSince >= DAY ? { source, kind: 'failing', since: failingSince, problem } : null;
  const pause = rhythm?.longestGap ?? null;
  if (lastGood === null || lastNews === null || pause === null) return null;
  const silent = lastGood - lastNews >= Math.max(DAY, UNUSUAL * pause);
  return silent ? { source, kind: 'silent', since: lastNews, problem: null } : null;
}

/** Tells the operations channel of sources in trouble, of each once, in one message. Returns of how many it told now. */
export function watchSourcesOf(room: Room, layout: TroubleLayout): () => Promise<number> {
  const known = new Map(room.file.sources.map((source) => [source.id, source]));
  return async () => {
    const states = await room.store.sources.states();
    const troubles = states.flatMap((state) => {
      const source = known.get(state.source);
      return source === undefined || source.feed === null ? [] : (troubleOf(source, state) ?? []);
    });
    if (troubles.length === 0) return 0;
    const told = await room.store.transaction(async (tables) => {
      const fresh: SourceTrouble[] = [];
      for (const trouble of troubles)
        if (await tables.sources.noteTrouble(trouble.source.id, trouble.since)) fresh.push(trouble);
      const [first] = fresh;
      if (first === undefined) return 0;
      const topic = { about: `source ${first.source.id}`, since: first.since, now: room.clock() };
      await tell(tables, await operationsOf(room, tables), layout(fresh), topic);
      return fresh.length;
    });
    if (told > 0) room.onQueued();
    return told;
  };
}
