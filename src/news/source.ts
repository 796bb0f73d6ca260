/** Whose account a source gives. `unknown` is said, never guessed. */
export const blocs = ['russia', 'ukraine', 'nato', 'other', 'independent', 'unknown'] as const;
export type Bloc = (typeof blocs)[number];

export const sourceKinds = ['news', 'think_tank', 'government', 'editor', 'archive'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Source reliability of the Admiralty code (NATO AJP-2.1): A completely reliable … E unreliable, F cannot be judged. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

/**
 * How a medium or institute stands to a state, whichever state it is: `controlled` where a government owns or directs it;
 * `funded` where a state pays chiefly for it and does not direct it by law, charter or statutes; `public` where a levy apart from
 * the budget pays for it and a law makes it independent; `none` where no state does. `unknown` is said, never guessed.
 */
export const stateTies = ['none', 'public', 'funded', 'controlled', 'unknown'] as const;
export type StateTie = (typeof stateTies)[number];

/** Who publishes. Two sources with one owner are not independent. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** The group behind the source. */
  readonly owner: string;
  /** ISO 3166-1 alpha-2, or `XX` for bodies of several states. */
  readonly country: string;
  readonly bloc: Bloc;
  /** `none` for a government body itself, whose kind says it. */
  readonly stateMedia: StateTie;
  readonly reliability: Reliability;
  /** The public page that the reliability rests on, and all other labels where `ownership` names none. */
  readonly basis: string | null;
  /** The public page that owner, country, bloc and the tie to a state rest on. */
  readonly ownership: string | null;
  /** The day (`YYYY-MM-DD`) on which somebody last held the labels against these pages; null where nobody has. */
  readonly reviewed: string | null;
  /** BCP 47, for example `en` or `uk`. */
  readonly language: string;
  readonly feed: string | null;
  /** The month (`YYYY-MM`) in which the feed address was last seen working; null where nobody has looked. */
  readonly verified: string | null;
  /** Minutes between two polls, where an editor fixed them; null: by the feed's own rhythm. */
  readonly every: number | null;
}

/** A source of which nothing is known: it says the least, and raises no grade. */
export const unknownSource = {
  id: 'unlisted',
  name: 'Unlisted source',
  kind: 'news',
  owner: 'unknown',
  country: 'XX',
  bloc: 'unknown',
  stateMedia: 'unknown',
  reliability: 'F',
  basis: null,
  ownership: null,
  reviewed: null,
  language: 'en',
  feed: null,
  verified: null,
  every: null,
} as const satisfies Source;
