import { corroborationOf } from '../news/corroboration.ts';
import { gradeOf } from '../news/grade.ts';
import type { Source } from '../news/source.ts';
import { courseOf, type StoryDecision } from '../news/story-decision.ts';
import { type Memory, type Told, toldNow } from '../news/told.ts';
import type { StoredUpdate } from '../news/update.ts';
import { voicesOf } from '../news/voice.ts';
import type { StoryView } from './story-view.ts';

/**
 * How a story stood, by the reports that a reader was told of, under whatever number; undefined where none of them was told. As
 * of `now`, for remembering it.
 */
export type Tellings = (view: StoryView, memory: Memory, now: number) => Told | undefined;

/** When updates came from one story into another. */
interface Move {
  readonly at: number;
  readonly from: number;
}

/**
 * Follows what channels were told through editors' decisions, in order: what was told of one story is told of the one that it
 * became part of, and of the one that came out of it, as far as the reports go that were there then.
 */
export function createTellings(decisions: readonly StoryDecision[], sources: ReadonlyMap<string, Source>): Tellings {
  const joined = new Map<number, number>();
  const moves = new Map<string, Move[]>();
  for (const decision of decisions) {
    const { at, updates } = decision;
    const { from, to } = courseOf(decision);
    joined.set(to, at);
    for (const id of updates) moves.set(id, [...(moves.get(id) ?? []), { at, from }]);
  }

  /** What was told of the story that an update was in, while it was in it. */
  function toldOf({ id, seen, story }: StoredUpdate, memory: Memory): readonly Told[] {
    const stays = [...(moves.get(id) ?? []), { at: Number.POSITIVE_INFINITY, from: story }];
    return stays.flatMap(({ at, from }, index) => {
      const since = index === 0 ? seen : (stays[index - 1]?.at ?? seen);
      const told = memory.get(from);
      return told !== undefined && told.at >= since && told.at <= at ? [told] : [];
    });
  }

  return ({ story, reports }, memory, now) => {
    const own = memory.get(story.id);
    if ((joined.get(story.id) ?? 0) <= (own?.at ?? 0)) return own;
    const updates = reports.map(({ update }) => update);
    const known = updates
      .map((update) => ({ update, told: toldOf(update, memory) }))
      .filter(({ told }) => told.length > 0);
    if (known.length === 0) return undefined;
    const read = known.map(({ update }) => update);
    const voices = voicesOf(read, sources);
    const corroboration = corroborationOf(read, sources, voices);
    const standing = toldNow({ corroboration, grade: gradeOf(read, sources, voices), reports: known }, now);
    return { ...standing, corrected: Math.max(...known.flatMap(({ told }) => told.map((one) => one.corrected))) };
  };
}
