import { createArrivalWindow } from './arrival-window.ts';
import { type Likeness, likenesses } from './likeness.ts';
import { createPostings } from './postings.ts';
import { type Headline, type Report, reportOf, saysTheSame, withWordsOf } from './report.ts';
import { addReport, createStoryEntry, isCounted, isOver, recount, type StoryEntry } from './story-entry.ts';
import { probability, type StoryModel } from './story-model.ts';
import { createVocabulary } from './vocabulary.ts';

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
  const storyOf = new Map<string, StoryEntry>();
  const issues = new Map<string, StoryEntry>();
  const window = createArrivalWindow(STORY_WINDOW_MS, expire);

  const counted = (story: StoryEntry): readonly Report[] =>
    [...story.wordings.values()].filter((report) => window.has(report.id));
  const count = (report: Report, by: 1 | -1): void => vocabulary.count([...report.title, ...report.rest], by);

  function expire(id: string): void {
    const story = storyOf.get(id);
    const report = story?.reports.get(id);
    if (story === undefined || report === undefined) return;
    if (isCounted(story, report)) count(report, -1);
    story.current -= 1;
    if (isOver(story)) end(story);
  }

  function end(story: StoryEntry): void {
    postings.end(story.words.keys());
    stories.delete(story.id);
    for (const [id, report] of story.reports) {
      storyOf.delete(id);
      if (issues.get(issueOf(report)) === story) issues.delete(issueOf(report));
    }
    // The index may hold on to it for a while.
    story.reports.clear();
    story.wordings.clear();
    story.words.clear();
  }

  /** Changes the reports that a story has, and counts it anew. */
  function change(story: StoryEntry, act: () => void): void {
    for (const report of counted(story)) count(report, -1);
    const before = new Set(story.words.keys());
    act();
    recount(story);
    const fresh = [...story.words.keys()].filter((word) => !before.has(word));
    const gone = [...before].filter((word) => !story.words.has(word));
    postings.add(story, fresh);
    postings.remove(story, gone);
    for (const report of counted(story)) count(report, 1);
  }

  function remove(id: string): void {
    const story = storyOf.get(id);
    if (story === undefined) return;
    change(story, () => story.reports.delete(id));
    storyOf.delete(id);
    if (window.delete(id)) story.current -= 1;
    if (isOver(story)) end(story);
  }

  function move(ids: readonly string[], id: number): void {
    const leaving = ids.flatMap((one) => {
      const from = storyOf.get(one);
      const report = from?.reports.get(one);
      return from === undefined || report === undefined || from.id === id
        ? []
        : [{ from, report, current: Number(window.has(one)) }];
    });
    if (leaving.length === 0) return;
    const left = Map.groupBy(leaving, ({ from }) => from);
    for (const [from, reports] of left) {
      change(from, () => {
        for (const { report } of reports) from.reports.delete(report.id);
      });
      for (const { report, current } of reports) {
        storyOf.delete(report.id);
        if (issues.get(issueOf(report)) === from) issues.delete(issueOf(report));
        from.current -= current;
      }
      if (isOver(from)) end(from);
    }
    const story = stories.get(id) ?? createStoryEntry(id);
    const current = leaving.reduce((sum, report) => sum + report.current, story.current);
    // All that is known of it is over.
    if (current === 0) return;
    stories.set(id, story);
    change(story, () => {
      // Words that went with them are others when they come again.
      for (const { report } of leaving) story.reports.set(report.id, withWordsOf(report, vocabulary));
    });
    story.current = current;
    for (const { report } of leaving) {
      storyOf.set(report.id, story);
      if (report.roundUp) issues.set(issueOf(report), story);
    }
  }

  function append(story: StoryEntry, report: Report): void {
    const fresh = [...report.title, ...report.rest].filter((word) => !story.words.has(word));
    const left = addReport(story, report);
    storyOf.set(report.id, story);
    story.current += 1;
    if (report.roundUp) issues.set(issueOf(report), story);
    if (!isCounted(story, report)) return;
    postings.add(story, fresh);
    count(report, 1);
    if (left === null) return;
    if (window.has(left.id)) count(left, -1);
    postings.remove(
      story,
      [...left.title, ...left.rest].filter((word) => !story.words.has(word)),
    );
  }

  function add(headline: Headline, id: number): void {
    const before = storyOf.get(headline.id);
    const known = before?.reports.get(headline.id);
    if (before !== undefined && known !== undefined && before.id === id) {
      const report = reportOf(headline, vocabulary);
      if (!saysTheSame(known, report)) change(before, () => before.reports.set(report.id, report));
      return;
    }
    remove(headline.id);
    window.add(headline.id, headline.seen);
    const story = stories.get(id) ?? createStoryEntry(id);
    stories.set(id, story);
    // Not before others have left: a word that goes with them is another when it comes again.
    append(story, reportOf(headline, vocabulary));
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
      if (report.roundUp) return issueAt(issues.get(issueOf(report)), report);
      const judge = report.rest.length === 0 ? model.headline : model.summary;
      let best: Match | null = null;
      for (const { story, likeness } of closest(report)) {
        const found = { story, probability: probability(judge, likeness) };
        if (found.probability >= (best?.probability ?? judge.threshold)) best = found;
      }
      return best;
    },
  };
}

const issueOf = ({ source, wording }: Report): string => `${source}\n${wording}`;

const issueAt = (story: StoryEntry | undefined, { published }: Report): Match | null =>
  story === undefined || Math.abs(published - story.last) > SAME_ISSUE_MS ? null : { story: story.id, probability: 1 };

/** The name of one place makes no event; and some feeds give all their pieces one summary. */
const LEAST_SHARED = 2;

const sharesWords = ({ title }: Report, story: StoryEntry): boolean =>
  title.filter((word) => story.words.has(word)).length >= LEAST_SHARED;

/** Stories are grouped within one language. Where a language is not known, the words decide. */
function isOfLanguage(story: StoryEntry, language: string | null): boolean {
  const [report] = story.reports.values();
  return language === null || report === undefined || report.language === null || report.language === language;
}
