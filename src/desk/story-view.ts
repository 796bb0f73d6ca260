import { type Corroboration, corroborationOf } from '../news/corroboration.ts';
import { type Grade, gradeOf } from '../news/grade.ts';
import { languageCode } from '../news/language-code.ts';
import { leadOf } from '../news/lead.ts';
import type { Source } from '../news/source.ts';
import type { Story } from '../news/story.ts';
import type { StoredUpdate } from '../news/update.ts';
import { type Voice, voicesOf } from '../news/voice.ts';
import type { Room } from './room.ts';

/** A story with what the desk can say of it. */
export interface StoryView {
  readonly story: Story;
  /** The report that speaks for the story (`leadOf`). */
  readonly lead: StoredUpdate;
  /** Oldest first, at least one. */
  readonly reports: readonly Report[];
  /** Whose accounts the reports are. */
  readonly voices: readonly Voice[];
  readonly corroboration: Corroboration;
  readonly grade: Grade;
}

export interface Report {
  readonly update: StoredUpdate;
  /** Undefined when the desk no longer lists the source. */
  readonly source: Source | undefined;
}

/** Puts what is stored about these stories together, in their order. Stories without updates are left out. */
export async function viewStories(room: Room, stories: readonly Story[]): Promise<readonly StoryView[]> {
  const updates = await room.store.updates.ofStories(stories.map((story) => story.id));
  const byStory = Map.groupBy(updates, (update) => update.story);
  return stories.flatMap((story) => {
    const own = byStory.get(story.id) ?? [];
    const voices = voicesOf(own, room.sources);
    const lead = leadOf(own, room.sources, voices);
    if (lead === undefined) return [];
    return [
      {
        story,
        lead,
        reports: own.map((update) => ({ update, source: room.sources.get(update.source) })),
        voices,
        corroboration: corroborationOf(own, room.sources, voices),
        grade: gradeOf(own, room.sources, voices),
      },
    ];
  });
}

/**
 * A story as it is told in these languages (every one where none is named): the best report in one of them speaks for it,
 * and all others still count. null where none is.
 */
export function inLanguages(
  view: StoryView,
  languages: readonly string[],
  sources: ReadonlyMap<string, Source>,
): StoryView | null {
  if (languages.length === 0) return view;
  const own = view.reports
    .filter(({ update, source }) => languages.includes(languageCode(update.language ?? source?.language ?? null) ?? ''))
    .map(({ update }) => update);
  const lead = leadOf(own, sources, view.voices);
  return lead === undefined ? null : { ...view, lead };
}
