import { createArrivalWindow } from './arrival-window.ts';
import { type Likeness, likenesses } from './likeness.ts';
import { createPostings } from './postings.ts';
import { type Headline, type Report, reportOf, saysTheSame, withWordsOf, wordsOf } from './report.ts';
import {
  addReport,
  createStoryEntry,
  hasWording,
  heldWords,
  holds,
  isCounted,
  isOver,
  type Placed,
  postedWords,
  recount,
  type StoryEntry,
} from './story-entry.ts';
import { type StoryModel, verdict } from './story-model.ts';
import { createVocabulary, type Word } from './vocabulary.ts';

/** The stories of the last days, and which of them a new update belongs to. */
export interface StoryIndex {
  /** The story that an update belongs to, or null where it starts one. */
  match(headline: Headline): Match | null;
  /** The stories that it may belong to, with how like it is to each. */
  candidates(headline: Headline): readonly Candidate[];
  /**
   * Puts an update into a story. A known one leaves the story that it was in, and is read anew; as it was, it changes nothing.
   */
  add(headline: Headline, story: number): void;
  /** Puts those of these updates that it knows into a story, where they stand by their arrival. */
  move(ids: readonly string[], story: number): void;
  /** Forgets an update, as if it had never been added. */
  remove(id: string): void;
}

export interface Match {
  readonly story: number;
  /** How probable it is that the update belongs to it, 0 to 1. */
  readonly probability: number;
}

export interface Candidate {
  readonly story: number;
  readonly likeness: Likeness;
}

/** Reports of one event come within this of each other, and a story without a report for so long is over. */
export const STORY_WINDOW_MS = 72 * 3_600_000;

/** Issues of a daily page have one headline. What comes later than this is another issue. */
const SAME_ISSUE_MS = 12 * 3_600_000;
/** Stories compared in full. */
const MOST_CANDIDATES = 5;

/**
 * An inverted index over a sliding window: an update is compared with the few stories that share most of its rarer words, so
 * that the time it takes does not grow with the store. What it holds depends on nothing but the updates that were added, in
 * their order: read again from a store (every update of the window, and all of each story that has one), it is the same.
 */
export function createStoryIndex(model: StoryModel): StoryIndex {
  const vocabulary = createVocabulary(model.memory);
  const postings = createPostings(vocabulary);
  const stories = new Map<number, StoryEntry>();
  const placedAs = new Map<string, Placed>();
  const issues = new Map<string, StoryEntry>();
  const window = createArrivalWindow(STORY_WINDOW_MS, expire);

  const count = ({ report }: Placed, by: 1 | -1): void => vocabulary.count(wordsOf(report), by);

  /** Counts the words of a story in the window. */
  function countAll({ wordings }: StoryEntry, by: 1 | -1): void {
    for (const placed of wordings) if (placed.current) count(placed, by);
  }

  function expire(placed: Placed): void {
    const { story } = placed;
    if (isCounted(placed)) count(placed, -1);
    placed.current = false;
    story.current -= 1;
    if (isOver(story)) end(story);
  }

  function end(story: StoryEntry): void {
    postings.end(postedWords(story));
    vocabulary.hold(heldWords(story), -1);
    stories.delete(story.id);
    for (const { report } of story.reports) {
      placedAs.delete(report.id);
      if (report.issueOf !== null && issues.get(report.issueOf) === story) issues.delete(report.issueOf);
    }
    // The index may hold on to it for a while.
    story.reports = [];
    story.wordings = [];
  }

  /** Does something to a story, and says of its words which it has from then on. */
  function rewrite(story: StoryEntry, act: () => void): void {
    const [held, posted] = [heldWords(story), postedWords(story)];
    act();
    const [heldNow, postedNow] = [heldWords(story), postedWords(story)];
    vocabulary.hold(without(heldNow, held), 1);
    vocabulary.hold(without(held, heldNow), -1);
    postings.add(story, without(postedNow, posted));
    postings.remove(story, without(posted, postedNow));
  }

  /** Changes the reports that a story has, and counts it anew. */
  function change(story: StoryEntry, act: () => void): void {
    countAll(story, -1);
    rewrite(story, () => {
      act();
      recount(story);
    });
    countAll(story, 1);
  }

  /** Takes reports out of the story that they are in. */
  function leave(story: StoryEntry, leaving: ReadonlySet<Placed>): void {
    change(story, () => {
      story.reports = story.reports.filter((placed) => !leaving.has(placed));
    });
    const issuesLeft = new Set(story.reports.map(({ report }) => report.issueOf));
    for (const { report } of leaving) {
      placedAs.delete(report.id);
      if (report.issueOf !== null && !issuesLeft.has(report.issueOf)) issues.delete(report.issueOf);
    }
    if (isOver(story)) end(story);
  }

  function remove(id: string): void {
    const placed = placedAs.get(id);
    if (placed === undefined) return;
    leave(placed.story, new Set([placed]));
    placed.current = false;
  }

  function move(ids: readonly string[], id: number): void {
    const moved = ids.flatMap((one) => placedAs.get(one) ?? []).filter(({ story }) => story.id !== id);
    for (const [from, leaving] of Map.groupBy(moved, ({ story }) => story)) leave(from, new Set(leaving));
    const story = stories.get(id) ?? createStoryEntry(id);
    // All that is known of it may be over.
    if (isOver(story) && !moved.some(({ current }) => current)) return;
    stories.set(id, story);
    change(story, () => {
      for (const placed of moved) {
        // Words that went with them are others when they come again.
        placed.report = withWordsOf(placed.report, vocabulary);
        placed.story = story;
        story.reports.push(placed);
      }
    });
    for (const placed of moved) settle(placed);
  }

  /** Says where a report is found. */
  function settle(placed: Placed): void {
    const { report, story } = placed;
    placedAs.set(report.id, placed);
    if (report.issueOf !== null) issues.set(report.issueOf, story);
  }

  function append(placed: Placed): void {
    const { story, report } = placed;
    const add = (): void => {
      const left = addReport(story, placed);
      if (left?.current) count(left, -1);
    };
    if (hasWording(story, report)) add();
    else rewrite(story, add);
    story.current += 1;
    settle(placed);
    if (isCounted(placed)) count(placed, 1);
  }

  function add(headline: Headline, id: number): void {
    const known = placedAs.get(headline.id);
    if (known?.story.id === id) {
      const report = reportOf(headline, vocabulary);
      if (saysTheSame(known.report, report)) return;
      change(known.story, () => {
        known.report = report;
      });
      return;
    }
    remove(headline.id);
    window.moveOn(headline.seen);
    const story = stories.get(id) ?? createStoryEntry(id);
    stories.set(id, story);
    // Not before others have left: a word that goes with them is another when it comes again.
    const placed = { report: reportOf(headline, vocabulary), story, current: true };
    window.add(placed);
    append(placed);
  }

  function closest(report: Report): readonly Candidate[] {
    const fits = (story: StoryEntry): boolean =>
      report.published >= story.first - STORY_WINDOW_MS &&
      report.published <= story.last + STORY_WINDOW_MS &&
      sharesWords(report, story) &&
      isOfLanguage(story, report.language);
    const found = postings.closest(report, fits, MOST_CANDIDATES);
    const likeness = likenesses(report, found, vocabulary);
    return found.map((story, index) => ({ story: story.id, likeness: likeness[index] ?? [] }));
  }

  return {
    add,
    move,
    remove,
    candidates: (headline) => closest(reportOf(headline, vocabulary)),
    match(headline) {
      const report = reportOf(headline, vocabulary);
      if (report.issueOf !== null) return issueAt(issues.get(report.issueOf), report);
      const judge = report.rest.length === 0 ? model.headline : model.summary;
      let best: Match | null = null;
      for (const { story, likeness } of closest(report)) {
        const found = verdict(judge, likeness);
        if (found !== null && found >= (best?.probability ?? 0)) best = { story, probability: found };
      }
      return best;
    },
  };
}

const without = (words: ReadonlySet<Word>, others: ReadonlySet<Word>): readonly Word[] =>
  [...words].filter((word) => !others.has(word));

const issueAt = (story: StoryEntry | undefined, { published }: Report): Match | null =>
  story === undefined || Math.abs(published - story.last) > SAME_ISSUE_MS ? null : { story: story.id, probability: 1 };

/** Words of its headline that a report shares with a story at least: some feeds give all their pieces one summary. */
const LEAST_SHARED = 1;
/** The name of one place makes no event. */
const LEAST_SHARED_ALONE = 2;

function sharesWords({ title, rest }: Report, story: StoryEntry): boolean {
  let missing = rest.length === 0 ? LEAST_SHARED_ALONE : LEAST_SHARED;
  for (const word of title) {
    if (holds(story, word)) missing -= 1;
    if (missing === 0) return true;
  }
  return false;
}

/** Stories are grouped within one language. Where a language is not known, the words decide. */
function isOfLanguage(story: StoryEntry, language: string | null): boolean {
  const known = story.reports[0]?.report.language ?? null;
  return language === null || known === null || known === language;
}
