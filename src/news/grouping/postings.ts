import type { Report } from './report.ts';
import { isOver, type StoryEntry } from './story-entry.ts';
import type { Vocabulary, Word } from './vocabulary.ts';

/** Which stories hold a word: the inverted index. */
export interface Postings {
  add(story: StoryEntry, words: Iterable<Word>): void;
  /** Takes a story away from words that it no longer holds. */
  remove(story: StoryEntry, words: Iterable<Word>): void;
  /** Takes a story that is over away from all its words. */
  end(words: Iterable<Word>): void;
  /** The stories that have most in common with a report, at most `limit`, among those that `fits` lets pass. */
  closest(report: Report, fits: (story: StoryEntry) => boolean, limit: number): readonly StoryEntry[];
}

/** Stories looked at for one word, latest first: a word of the whole window tells little, and would take all the time. */
const MOST_OF_WORD = 80;
/** Stories looked at in all, the rarest word's first. */
const MOST_LOOKED_AT = 450;
/** Of these the closest are asked whether they fit. */
const MOST_ASKED = 16;

/** The stories that hold a word, latest last, and how many of them are over. */
interface Holders {
  stories: StoryEntry[];
  over: number;
}

/** Nothing is posted yet. */
export function createPostings(vocabulary: Vocabulary): Postings {
  const byWord = new Map<Word, Holders>();
  let question = 0;

  function forgetUnheld(word: Word, { stories }: Holders): void {
    if (stories.length === 0) byWord.delete(word);
  }

  return {
    add(story, words) {
      for (const word of words) {
        const holders = byWord.get(word);
        if (holders === undefined) byWord.set(word, { stories: [story], over: 0 });
        else holders.stories.push(story);
      }
    },

    remove(story, words) {
      for (const word of words) {
        const holders = byWord.get(word);
        if (holders === undefined) continue;
        const at = holders.stories.lastIndexOf(story);
        if (at >= 0) holders.stories.splice(at, 1);
        forgetUnheld(word, holders);
      }
    },

    end(words) {
      for (const word of words) {
        const holders = byWord.get(word);
        if (holders === undefined) continue;
        holders.over += 1;
        // To take each away at once would move thousands of others every time.
        if (holders.over * 2 < holders.stories.length) continue;
        holders.stories = holders.stories.filter((story) => !isOver(story));
        holders.over = 0;
        forgetUnheld(word, holders);
      }
    },

    closest(report, fits, limit) {
      question += 1;
      const found: StoryEntry[] = [];
      let left = MOST_LOOKED_AT;
      for (const { word, value } of weighed(report, vocabulary)) {
        const stories = byWord.get(word)?.stories ?? [];
        let ofWord = Math.min(MOST_OF_WORD, left);
        for (let at = stories.length - 1; at >= 0 && ofWord > 0; at -= 1) {
          const story = stories[at];
          if (story === undefined || isOver(story)) continue;
          ofWord -= 1;
          left -= 1;
          if (story.asked !== question) {
            story.asked = question;
            story.score = 0;
            found.push(story);
          }
          story.score += value;
        }
        if (left <= 0) break;
      }
      const fitting: StoryEntry[] = [];
      for (const story of best(found, MOST_ASKED)) {
        if (fitting.length === limit) break;
        if (fits(story)) fitting.push(story);
      }
      return fitting;
    },
  };
}

/** The best `limit` of some stories, best first; with equal scores the earlier story. */
function best(stories: readonly StoryEntry[], limit: number): readonly StoryEntry[] {
  const found: StoryEntry[] = [];
  for (const story of stories) {
    const last = found.at(-1);
    if (found.length === limit && last !== undefined && !comesBefore(story, last)) continue;
    let place = found.length;
    for (let before = found[place - 1]; before !== undefined && comesBefore(story, before); ) {
      place -= 1;
      before = found[place - 1];
    }
    found.splice(place, 0, story);
    found.length = Math.min(found.length, limit);
  }
  return found;
}

const comesBefore = (one: StoryEntry, other: StoryEntry): boolean =>
  one.score > other.score || (one.score === other.score && one.id < other.id);

/** What a summary says counts for less than what the headline does. */
const OF_SUMMARY = 0.5;

/** The words of a report with the square of their weights, those that tell most first. */
function weighed({ title, rest }: Report, { weight }: Vocabulary) {
  const all = [
    ...title.map((word) => ({ word, value: weight(word) ** 2 })),
    ...rest.map((word) => ({ word, value: OF_SUMMARY * weight(word) ** 2 })),
  ];
  return all.sort((one, other) => other.value - one.value);
}
