/** A subject of the desk with the words that give it away, in any of the desk's languages. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  /** Lower-case words or phrases; a trailing `*` matches any ending. */
  readonly words: readonly string[];
}
