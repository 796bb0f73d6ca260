import type { Report } from './report.ts';
import type { Word } from './vocabulary.ts';

/** A story of the window. */
export interface StoryEntry {
  readonly id: number;
  /** Its reports by their ids, in order of arrival. */
  readonly reports: Map<string, Report>;
  /** Its last different headlines, each with its first report: one that only repeats a headline says nothing new. */
  readonly wordings: Map<string, Report>;
  /** The words of these, with how many of them hold each: see `inTitles` and `inSummaries`. */
  readonly words: Map<Word, number>;
  /** The earliest and latest publication. */
  first: number;
  last: number;
  /** How many of its reports arrived within the window. A story is over with the last of them. */
  current: number;
  /** How much it has in common with the report that is asked about, and the number of that question. */
  score: number;
  asked: number;
}

/** A story goes on as its last wordings do. More would make it like everything, and slow. */
const MOST_WORDINGS = 24;

/** Both counts in one small number, because a window holds millions of them. */
const OF_SUMMARY = 1 << 8;
export const inTitles = (count: number): number => count % OF_SUMMARY;
export const inSummaries = (count: number): number => Math.floor(count / OF_SUMMARY);

export const createStoryEntry = (id: number): StoryEntry => ({
  ...{ id, reports: new Map(), wordings: new Map(), words: new Map() },
  ...{ first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, current: 0, score: 0, asked: 0 },
});

/** Whether none of its reports arrived within the window. */
export const isOver = (story: StoryEntry): boolean => story.current === 0;

/** Adds a report that the story does not have, and returns the one whose wording it leaves behind for it. */
export function addReport(story: StoryEntry, report: Report): Report | null {
  story.reports.set(report.id, report);
  story.first = Math.min(story.first, report.published);
  story.last = Math.max(story.last, report.published);
  if (story.wordings.has(report.wording)) return null;
  story.wordings.set(report.wording, report);
  countWords(story, report, 1);
  const [oldest] = story.wordings.values();
  if (story.wordings.size <= MOST_WORDINGS || oldest === undefined) return null;
  story.wordings.delete(oldest.wording);
  countWords(story, oldest, -1);
  return oldest;
}

/** Counts all of a story anew, after one of its reports was replaced or left it. */
export function recount(story: StoryEntry): void {
  const reports = [...story.reports.values()].sort((one, other) => one.seen - other.seen);
  story.reports.clear();
  story.wordings.clear();
  story.words.clear();
  story.first = Number.POSITIVE_INFINITY;
  story.last = Number.NEGATIVE_INFINITY;
  for (const report of reports) addReport(story, report);
}

/** Whether the story's words are those of a report, among others. */
export const isCounted = (story: StoryEntry, report: Report): boolean => story.wordings.get(report.wording) === report;

function countWords({ words }: StoryEntry, { title, rest }: Report, by: 1 | -1): void {
  const count = (word: Word, change: number): void => {
    const counted = (words.get(word) ?? 0) + change;
    if (counted === 0) words.delete(word);
    else words.set(word, counted);
  };
  for (const word of title) count(word, by);
  for (const word of rest) count(word, by * OF_SUMMARY);
}
