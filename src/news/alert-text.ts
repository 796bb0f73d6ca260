/** How long an editor's words about an alert may be, in characters. */
export const alertText = {
  headline: { min: 5, max: 200 },
  known: { max: 1_500 },
  unknown: { max: 1_000 },
  /** Of all its addresses, with the blanks between them. */
  link: { max: 1_500 },
  /** Why it goes with too little behind it. */
  override: { min: 5, max: 300 },
  /** Why it is corrected, withdrawn or closed. */
  reason: { min: 5, max: 300 },
} as const;

/** So many sources a reader looks at. */
export const MOST_LINKS = 5;
