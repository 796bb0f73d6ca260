import { fold } from './fold.ts';
import { keywords, similarity } from './similarity.ts';
import type { Update } from './update.ts';

type Text = Pick<Update, 'title' | 'summary' | 'published'>;

/** So much of the longer headline stands in the shorter one: a word may be added to three. */
const LEAST_KEPT = 0.75;
/** Issues of a daily page share less than this; so may a summary that was rewritten, but that happens within hours. */
const LEAST_ALIKE = 0.2;
const NEXT_ISSUE_MS = 12 * 3_600_000;

/**
 * Whether two updates that one source published at one address are the same piece, which came again under another guid.
 * Their headlines are the same, or one is the other with a few words added that hold no number. A page that says something
 * else under its old headline half a day later holds the next issue of a daily briefing, and that is another piece.
 */
export const isSamePiece = (one: Text, other: Text): boolean =>
  isSameHeadline(one.title, other.title) && !isNextIssue(one, other);

function isSameHeadline(one: string, other: string): boolean {
  if (one === other) return true;
  const [shorter = [], longer = []] = [words(one), words(other)].sort((a, b) => a.length - b.length);
  let kept = 0;
  const added = longer.filter((word) => {
    if (word !== shorter[kept]) return true;
    kept += 1;
    return false;
  });
  return kept === shorter.length && kept / longer.length >= LEAST_KEPT && !added.some((word) => /\p{N}/u.test(word));
}

const words = (headline: string): readonly string[] => fold(headline).split(' ').filter(Boolean);

function isNextIssue(one: Text, other: Text): boolean {
  if (one.summary === null || other.summary === null || one.summary === other.summary) return false;
  const apart = Math.abs(one.published - other.published);
  return apart >= NEXT_ISSUE_MS && similarity(keywords(one.summary), keywords(other.summary)) < LEAST_ALIKE;
}
