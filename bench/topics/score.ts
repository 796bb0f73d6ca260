/** What was expected of a text, and what it was judged to be. */
export interface Judged {
  readonly expected: string;
  readonly found: string;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well one topic was found among texts. */
export function scoreOf(judged: readonly Judged[], topic: string): Score {
  const expected = judged.filter((one) => one.expected === topic).length;
  const found = judged.filter((one) => one.found === topic).length;
  const both = judged.filter((one) => one.expected === topic && one.found === topic).length;
  return {
    precision: both / Math.max(found, 1),
    recall: both / Math.max(expected, 1),
    f1: (2 * both) / Math.max(expected + found, 1),
  };
}

/** The mean of the topics' F1, each counting the same however rare it is. */
export const macroF1 = (judged: readonly Judged[], topics: readonly string[]): number =>
  topics.reduce((sum, topic) => sum + scoreOf(judged, topic).f1, 0) / topics.length;
