/** Whose account a source gives. `unknown` is said, never guessed. */
export const blocs = ['russia', 'ukraine', 'nato', 'other', 'independent', 'unknown'] as const;
export type Bloc = (typeof blocs)[number];

export const sourceKinds = ['news', 'think_tank', 'government', 'editor', 'archive'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Source reliability of the Admiralty code (NATO AJP-2.1): A completely reliable … E unreliable, F cannot be judged. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

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
  /**
   * A medium or institute controlled by a government or chiefly paid from its budget, whichever government it is;
   * false for a government body itself, whose kind says it.
   */
  readonly stateMedia: boolean;
  readonly reliability: Reliability;
  /** The public page that the reliability and the state affiliation rest on. */
  readonly basis: string | null;
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
  stateMedia: false,
  reliability: 'F',
  basis: null,
  language: 'en',
  feed: null,
  verified: null,
  every: null,
} as const satisfies Source;
