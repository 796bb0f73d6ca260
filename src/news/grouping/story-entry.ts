import { type Report, wordsOf } from './report.ts';
import type { Word } from './vocabulary.ts';

/** A story of the window. What its words are is asked of its reports: kept beside them, they would be most of the memory. */
export interface StoryEntry {
  readonly id: number;
  /** Its reports in order of arrival. */
  reports: Placed[];
  /** Those that gave it its last different headlines: one that only repeats a headline says nothing new. */
  wordings: Placed[];
  /** The earliest and latest publication. */
  first: number;
  last: number;
  /** How many of its reports arrived within the window. A story is over with the last of them. */
  current: number;
  /** How much it has in common with the report that is asked about, and the number of that question. */
  score: number;
  asked: number;
}

/** A report in its story. */
export interface Placed {
  report: Report;
  story: StoryEntry;
  /** Whether it arrived within the window. */
  current: boolean;
}

/** A story goes on as its last wordings do. More would make it like everything, and slow. */
const MOST_WORDINGS = 24;

export const createStoryEntry = (id: number): StoryEntry => ({
  id,
  reports: [],
  wordings: [],
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  current: 0,
  score: 0,
  asked: 0,
});

/** Whether none of its reports arrived within the window. */
export const isOver = (story: StoryEntry): boolean => story.current === 0;

/** The different words of its wordings. */
export function heldWords({ wordings }: StoryEntry): ReadonlySet<Word> {
  const words = new Set<Word>();
  for (const { report } of wordings) for (const word of wordsOf(report)) words.add(word);
  return words;
}

/** Rarest words of each summary by which a story is found. By all of them it was found less well, with more memory. */
const POSTED_OF_SUMMARY = 12;

/** Those of its words by which it is found. */
export const postedWords = ({ wordings }: StoryEntry): ReadonlySet<Word> =>
  new Set(wordings.flatMap(({ report: { title, rest } }) => [...title, ...rest.slice(0, POSTED_OF_SUMMARY)]));

/** Whether one of its wordings has a word. */
export const holds = ({ wordings }: StoryEntry, word: Word): boolean =>
  wordings.some(({ report }) => report.title.includes(word) || report.rest.includes(word));

/** Whether one of its wordings is that of a report. */
export const hasWording = ({ wordings }: StoryEntry, { wording }: Report): boolean =>
  wordings.some(({ report }) => report.wording === wording);

/** Adds a report that the story does not have, and returns the one whose wording it leaves behind for it. */
export function addReport(story: StoryEntry, placed: Placed): Placed | null {
  const { report } = placed;
  story.reports = appended(story.reports, placed);
  story.first = Math.min(story.first, report.published);
  story.last = Math.max(story.last, report.published);
  if (hasWording(story, report)) return null;
  story.wordings = appended(story.wordings, placed);
  return story.wordings.length > MOST_WORDINGS ? (story.wordings.shift() ?? null) : null;
}

/** Most stories have one report, and an empty array that something is pushed to makes room for 17. */
function appended(all: Placed[], placed: Placed): Placed[] {
  if (all.length === 0) return [placed];
  all.push(placed);
  return all;
}

/** Looks at all of a story anew, after some of its reports were replaced, came or left. */
export function recount(story: StoryEntry): void {
  const reports = story.reports.toSorted((one, other) => one.report.seen - other.report.seen);
  Object.assign(story, {
    ...createStoryEntry(story.id),
    current: reports.filter(({ current }) => current).length,
  });
  for (const placed of reports) addReport(story, placed);
}

/** Whether the story's words are those of a report, among others. */
export const isCounted = (placed: Placed): boolean => placed.story.wordings.includes(placed);
