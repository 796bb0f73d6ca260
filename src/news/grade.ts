import { originOf, voiceOf } from './corroboration.ts';
import { type Reliability, reliabilities, type Source } from './source.ts';
import type { StoredUpdate } from './update.ts';

/**
 * The Admiralty code that NATO staffs use (AJP-2.1): reliability of the source, A to F, and credibility of the
 * information, 1 confirmed … 5 improbable, 6 cannot be judged.
 */
export interface Grade {
  readonly reliability: Reliability;
  readonly credibility: 1 | 2 | 3 | 4 | 5 | 6;
  /** Why, in one sentence for people. */
  readonly reason: string;
}

/** As editors write it, for example `B2`. */
export const gradeCode = (grade: Grade): string => `${grade.reliability}${grade.credibility}`;

/** Reads a grade as editors write it, in any case; null for anything else. */
export function parseGrade(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return /^[A-F][1-6]$/.test(code) ? code : null;
}

/** Whether a grade is at least as good as `least` (a code such as `C3`), in both its figures. */
export const reaches = (grade: Grade, least: string): boolean =>
  grade.reliability <= least.slice(0, 1) && grade.credibility <= Number(least.slice(1));

/** What the second figure says, in the code's own words. */
export const credibilityWords: Readonly<Record<Grade['credibility'], string>> = {
  1: 'confirmed',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'cannot be judged',
};

/**
 * Grades a story by its best source and by its witnesses: independent owners of news organisations and think tanks that
 * are not a state's own and whose reliability is known (A to C). A government's statement is that government's statement:
 * however often it is repeated, it is no witness. Fails closed: an unknown source never raises a grade.
 */
export function gradeOf(updates: readonly StoredUpdate[], sources: ReadonlyMap<string, Source>): Grade {
  const known = updates.flatMap((update) => {
    const source = sources.get(update.source);
    return source === undefined ? [] : [{ update, source }];
  });
  const reliability = best(known.map(({ source }) => source.reliability));
  // A copy is as good a witness as the wire that it was copied from, where the desk knows that one.
  const witnesses = known.filter(
    ({ update, source }) => isWitness(source) && isWitness(originOf(update, sources) ?? source),
  );
  const owners = new Set(witnesses.map(({ update }) => voiceOf(update, sources)));
  const sides = new Set(witnesses.map(({ source }) => source.bloc));
  if (owners.size >= 3 && sides.size >= 2)
    return {
      reliability,
      credibility: 1,
      reason: `${owners.size} independent owners from ${sides.size} blocs report it.`,
    };
  if (owners.size >= 2) return { reliability, credibility: 2, reason: `${owners.size} independent owners report it.` };
  if (owners.size === 1) return { reliability, credibility: 3, reason: 'One independent owner reports it.' };
  return {
    reliability,
    credibility: 6,
    reason: 'Only official statements or sources without a known record report it.',
  };
}

const isWitness = (source: Source): boolean =>
  (source.kind === 'news' || source.kind === 'think_tank') &&
  !source.stateMedia &&
  reliabilities.indexOf(source.reliability) <= reliabilities.indexOf('C');

const best = (found: readonly Reliability[]): Reliability =>
  reliabilities.find((reliability) => found.includes(reliability)) ?? 'F';
