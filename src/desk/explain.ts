import type { Explainer } from '../content/explainer.ts';
import { findExplainer } from '../content/subject.ts';
import { UserError } from '../news/user-error.ts';
import type { Room } from './room.ts';
import { type StoryView, viewStories } from './story-view.ts';

/** A background text with the newest story of its topic. */
export interface Explanation {
  readonly explainer: Explainer;
  /** Titles of the related explainers, by id. */
  readonly related: readonly Explainer[];
  readonly newest: StoryView | null;
}

/** The explainer for a subject as people type it. Throws `UserError` that names the nearest ones. */
export const explainOf =
  (room: Room) =>
  async (subject: string): Promise<Explanation> => {
    const { found, near } = findExplainer(room.explainers, subject);
    if (found === null) throw new UserError(nothingFor(subject, near.length > 0 ? near : room.explainers));
    const related = room.explainers.filter((explainer) => found.related.includes(explainer.id));
    const stories = await room.store.stories.newest({ topics: [found.topic], limit: 1 });
    const [newest] = await viewStories(room, stories);
    return { explainer: found, related, newest: newest ?? null };
  };

function nothingFor(subject: string, near: readonly Explainer[]): string {
  const offered = near.slice(0, 8).map((explainer) => `/explain ${explainer.id}`);
  return `There is no explainer for “${subject}”. Try ${offered.join(', ')}, or /search ${subject}.`;
}
