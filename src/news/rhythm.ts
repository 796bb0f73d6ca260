/** How often a feed brings something, and when it asks to be left alone. By what it said when it was last read. */
export interface Rhythm {
  /** Milliseconds between two of its newest pieces, as a rule (the median); null where too few are dated. */
  readonly gap: number | null;
  /** The longest time between two of them. */
  readonly longestGap: number | null;
  /** Minutes for which it asks to be left alone. */
  readonly ttl: number | null;
  /** Hours of the day (UTC, 0 to 23) in which it asks to be left alone. */
  readonly skipHours: readonly number[];
  /** Days of the week (UTC, 0 is Sunday) on which it asks to be left alone. */
  readonly skipDays: readonly number[];
}
