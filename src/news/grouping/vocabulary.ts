/** A word of the vocabulary. How much it tells is asked of the vocabulary, which counts it. */
export interface Word {
  readonly stem: string;
  /** The part of all texts that hold it, by the desk's long memory, 0 to 1. */
  readonly known: number;
  /** Reports of the window that hold it, and stories that do. */
  reports: number;
  holders: number;
  /** Its weight, and at how many counts it was that. */
  weight: number;
  weighed: number;
  /** What it is worth in the report that is being compared; 0 where that does not hold it. */
  worth: number;
  /** In how many headlines and summaries of the story that is being compared it stands. */
  inTitles: number;
  inRests: number;
}

/** How often words are met, over long and in the last days. */
export interface Vocabulary {
  /** The part of all texts that hold a word with this stem, by the long memory, 0 to 1. */
  known(stem: string): number;
  /** The word with this stem, the same object each time while anything holds it. */
  word(stem: string): Word;
  /** How much it tells one event from another: larger is rarer. */
  weight(word: Word): number;
  /** Counts a report that came into the window, or (`by` -1) left it. */
  count(words: readonly Word[], by: 1 | -1): void;
  /** Counts a story that holds words from now on, or (`by` -1) does no more. What no story holds is forgotten. */
  hold(words: Iterable<Word>, by: 1 | -1): void;
}

/** How often words are met in many texts of years: of `texts` texts, how many hold a stem. */
export interface WordMemory {
  readonly texts: number;
  readonly words: Readonly<Record<string, number>>;
}

/**
 * So many texts in which no word stood are added to what was counted: of few texts, little can be said. Grouping hardly
 * depends on it (20 or 300 change its figures by less than half a point).
 */
const UNREAD = 80;

/**
 * Inverse document frequency, −ln of the part of texts that hold a word (Spärck Jones 1972). That part is taken of two: of the
 * long memory, because a young window knows nothing; and of the window, because what everybody writes of this week tells no
 * event from another, however rare it was before. Their sum grouped better than their mean or the larger of them.
 */
export function createVocabulary(memory: WordMemory): Vocabulary {
  const words = new Map<string, Word>();
  const known = new Map(Object.entries(memory.words));
  const partOf = (stem: string): number => ((known.get(stem) ?? 0) + 0.5) / (memory.texts + UNREAD);
  let reports = 0;
  /** Rises whenever something is counted. */
  let counts = 0;

  return {
    known: partOf,
    word(stem) {
      const found = words.get(stem);
      if (found !== undefined) return found;
      const word = {
        stem,
        known: partOf(stem),
        reports: 0,
        holders: 0,
        weight: 0,
        weighed: -1,
        worth: 0,
        inTitles: 0,
        inRests: 0,
      };
      words.set(stem, word);
      return word;
    },
    weight(word) {
      if (word.weighed !== counts) {
        word.weight = -Math.log(word.known + (word.reports + 0.5) / (reports + UNREAD));
        word.weighed = counts;
      }
      return word.weight;
    },
    count(counted, by) {
      reports += by;
      counts += 1;
      for (const word of counted) word.reports += by;
    },
    hold(held, by) {
      for (const word of held) {
        word.holders += by;
        if (word.holders === 0) words.delete(word.stem);
      }
    },
  };
}
