/** What an editor decided on stories. Grouping and digests keep to it. Times are epoch milliseconds. */
export interface StoryDecision {
  /** Rises. */
  readonly id: number;
  readonly at: number;
  /** `platform:user id`. */
  readonly by: string;
  readonly kind: 'merge' | 'split';
  /** The story that stays: that took the other in, or that the other came out of. */
  readonly story: number;
  readonly other: number;
  /** The ids of the updates that were moved: into `story` by a merge, into `other` by a split. */
  readonly updates: readonly string[];
}

/** The story that the updates were moved to, and the one that they left. */
export const courseOf = ({ kind, story, other }: Pick<StoryDecision, 'kind' | 'story' | 'other'>) =>
  kind === 'merge' ? { from: other, to: story } : { from: story, to: other };
