import type { Corroboration } from './corroboration.ts';
import { durationWords } from './duration-words.ts';
import { fold } from './fold.ts';
import type { Grade } from './grade.ts';
import type { Reliability } from './source.ts';

/** What a story's place in a digest rests on. */
export interface Standing {
  readonly corroboration: Corroboration;
  readonly grade: Grade;
  /** Latest publication, epoch milliseconds. */
  readonly last: number;
  /** What the desk file makes of its topic; 1 where that says nothing. */
  readonly weight: number;
  /** An editor put it first. */
  readonly pinned: boolean;
}

/** How important a story is, and why, in one sentence. */
export interface Importance {
  /** Larger is more important. */
  readonly points: number;
  readonly reason: string;
}

const HALF_LIFE_MS = 12 * 3_600_000;
const reliabilityPoints: Readonly<Record<Reliability, number>> = { A: 3, B: 2, C: 1, D: 0, E: 0, F: 0 };
/** More than any story has by itself. */
const PIN = 1_000;

/**
 * Weighs a story: two points each time its independent owners double (one owner two points), one for every further bloc,
 * up to three for its best source's reliability, and three for being new, of which half is left every twelve hours; all that
 * times the desk's weight of the topic. A pinned story comes before every other.
 */
export function importanceOf({ corroboration, grade, last, weight, pinned }: Standing, now: number): Importance {
  const { owners, blocs } = corroboration;
  const age = Math.max(0, now - last);
  const parts: readonly (readonly [what: string, points: number])[] = [
    [counted(owners.length, 'independent owner'), 2 * Math.log2(1 + owners.length)],
    [counted(blocs.length, 'bloc'), Math.max(0, blocs.length - 1)],
    [`its best source (${grade.reliability})`, reliabilityPoints[grade.reliability]],
    [`being ${durationWords(age)} old`, 3 * 0.5 ** (age / HALF_LIFE_MS)],
  ];
  const sum = parts.reduce((total, [, points]) => total + points, 0) * weight;
  const because = parts
    .map(([what, points]) => [points.toFixed(1), what] as const)
    .filter(([points]) => points !== '0.0')
    .map(([points, what]) => `${points} for ${what}`);
  if (owners.length === 0) because.push('none for its owners, since ownership is unknown');
  const weighed = weight === 1 ? '' : `; all of it times ${weight} for its topic`;
  return {
    points: sum + (pinned ? PIN : 0),
    reason: `${pinned ? 'Pinned by an editor; ' : ''}${sum.toFixed(1)} points: ${because.join(', ') || 'for nothing'}${weighed}.`,
  };
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/**
 * How well a text answers search words, 0 to 1: words in the headline weigh twice those in the summary, a whole word
 * more than the beginning of one. The same for both engines, which only find candidates.
 */
export function relevance(
  words: readonly string[],
  text: { readonly title: string; readonly summary: string | null },
): number {
  if (words.length === 0) return 0;
  const title = ` ${fold(text.title)} `;
  const summary = ` ${fold(text.summary ?? '')} `;
  const score = (word: string, where: string): number =>
    where.includes(` ${word} `) ? 1 : where.includes(` ${word}`) ? 0.7 : 0;
  const total = words.map(fold).reduce((sum, word) => sum + Math.max(score(word, title), score(word, summary) / 2), 0);
  return total / words.length;
}
