import { isCorrection, type Wording } from './correction.ts';
import { type Detail, type Moved, movedFigures } from './side-by-side.ts';
import type { StoredUpdate } from './update.ts';

/** What an update said until a time. */
export interface Revision extends Wording {
  readonly until: number;
}

/** What is no longer as it was first reported. */
export type StoryChange =
  | {
      readonly kind: 'edited';
      readonly report: number;
      readonly at: number;
      readonly was: string;
      readonly now: string;
      /** Its publisher says that it was wrong. */
      readonly corrected: boolean;
    }
  | ({ readonly kind: 'moved'; readonly at: number } & Moved);

/** What an update said one after the other, and since when. */
export const wordingsOf = (
  update: StoredUpdate,
  revisions: readonly Revision[],
): readonly (Wording & { readonly at: number })[] =>
  [...revisions, update].map(({ title, summary }, at) => ({
    title,
    summary,
    at: revisions[at - 1]?.until ?? update.published,
  }));

/**
 * What changed since the first report, oldest first: headlines that their publishers changed, texts that they corrected, and
 * figures that moved. Other edits of a text below its headline change nothing that a reader was told at first sight.
 */
export function storyChanges(
  updates: readonly StoredUpdate[],
  revisions: ReadonlyMap<string, readonly Revision[]>,
  details: readonly Detail[],
): readonly StoryChange[] {
  const edited = updates.flatMap((update, index) => {
    const said = wordingsOf(update, revisions.get(update.id) ?? []);
    return said.slice(1).flatMap((now, at): readonly StoryChange[] => {
      const was = said[at];
      if (was === undefined) return [];
      const corrected = isCorrection(was, now);
      const edit = { kind: 'edited', report: index + 1, at: now.at, corrected } as const;
      if (was.title !== now.title) return [{ ...edit, was: was.title, now: now.title }];
      return corrected ? [{ ...edit, was: was.summary ?? '', now: now.summary ?? '' }] : [];
    });
  });
  const moved = movedFigures(details).map((figure): StoryChange => ({ kind: 'moved', at: figure.now.at, ...figure }));
  return [...edited, ...moved].toSorted((one, other) => one.at - other.at);
}
