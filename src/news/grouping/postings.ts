import type { Report } from './report.ts';
import type { StoryEntry } from './story-entry.ts';
import type { Vocabulary, Word } from './vocabulary.ts';

/** Which stories hold a word: the inverted index. */
export interface Postings {
  add(story: StoryEntry, words: Iterable<Word>): void;
  /** Takes a story away from words that it no longer holds. */
  remove(story: StoryEntry, words: Iterable<Word>): void;
  /** The stories that have most in common with a report, at most `limit`, among those that `fits` lets pass. */
  closest(report: Report, fits: (story: StoryEntry) => boolean, limit: number): readonly StoryEntry[];
}

/** Stories looked at for one word, latest first: a word of the whole window tells little, and would take all the time. */
const MOST_OF_WORD = 100;
/** Stories looked at in all, the rarest word's first. */
const MOST_LOOKED_AT = 600;

/** Nothing is posted yet. */
export function createPostings(vocabulary: Vocabulary): Postings {
  const byWord = new Map<Word, StoryEntry[]>();
  let question = 0;

  return {
    add(story, words) {
      for (const word of words) {
        const others = byWord.get(word);
        if (others === undefined) byWord.set(word, [story]);
        else others.push(story);
      }
    },

    remove(story, words) {
      for (const word of words) {
        const others = byWord.get(word) ?? [];
        // Stories end about in the order in which they began, so it stands near the front.
        const at = others.indexOf(story);
        if (at >= 0) others.splice(at, 1);
        if (others.length > 0) continue;
        byWord.delete(word);
        vocabulary.forget(word);
      }
    },

    closest(report, fits, limit) {
      question += 1;
      const found: StoryEntry[] = [];
      let left = MOST_LOOKED_AT;
      for (const { word, value } of weighed(report, vocabulary)) {
        const holders = byWord.get(word) ?? [];
        const until = Math.max(0, holders.length - Math.min(MOST_OF_WORD, left));
        left -= holders.length - until;
        for (let at = holders.length - 1; at >= until; at -= 1) {
          const story = holders[at];
          if (story === undefined) continue;
          if (story.asked !== question) {
            story.asked = question;
            story.score = 0;
            found.push(story);
          }
          story.score += value;
        }
        if (left <= 0) break;
      }
      return closestOf(found, limit, fits);
    },
  };
}

/** The best `limit` of the stories that were found; with equal scores the earlier story. */
function closestOf(found: StoryEntry[], limit: number, fits: (story: StoryEntry) => boolean): readonly StoryEntry[] {
  const best: StoryEntry[] = [];
  for (const story of found) {
    const last = best.at(-1);
    if (best.length === limit && last !== undefined && !comesBefore(story, last)) continue;
    if (!fits(story)) continue;
    let place = best.length;
    for (let before = best[place - 1]; before !== undefined && comesBefore(story, before); ) {
      place -= 1;
      before = best[place - 1];
    }
    best.splice(place, 0, story);
    best.length = Math.min(best.length, limit);
  }
  return best;
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
