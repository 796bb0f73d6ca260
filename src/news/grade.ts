import { stateAgencies } from './agency.ts';
import { isContested } from './denial.ts';
import { type Official, possessive } from './official.ts';
import { type Bloc, type Reliability, reliabilities, type Source } from './source.ts';
import type { StoredUpdate } from './update.ts';
import { type Voice, voicesOf } from './voice.ts';

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
 * Grades a story, after AJP-2.1 as `docs/judgement.md` sets out. The letter is the reliability of the best witness, the
 * figure what the witnesses amount to (`credibilityOf`). A witness is an independent voice (`voice.ts`) whose origin is a news
 * organisation or think tank that no state runs or pays and whose reliability is known (A to C), and that such a one passes on.
 * A government's statement is that government's statement: however often it is repeated, it is no witness. Fails closed: an
 * unknown source never raises a grade, nor does a copy or a quotation of what is there. Without a witness the letter is that of
 * the best source that speaks, beside a 6.
 */
export function gradeOf(
  updates: readonly StoredUpdate[],
  sources: ReadonlyMap<string, Source>,
  voices: readonly Voice[] = voicesOf(updates, sources),
): Grade {
  const witnesses = voices.flatMap((voice) => witnessOf(voice) ?? []);
  const seeing = witnesses.filter(({ officials }) => officials.length === 0);
  const reliability =
    witnesses.length > 0
      ? best(witnesses.map((witness) => witness.reliability))
      : best(updates.map(({ source }) => sources.get(source)?.reliability ?? 'F'));
  const found = {
    owners: seeing.length,
    relaying: witnesses.length - seeing.length,
    sides: new Set(seeing.map(({ bloc }) => bloc).filter((bloc) => bloc !== 'unknown')).size,
    statement: statementOf(witnesses),
    contested: isContested(voices),
  };
  return { reliability, ...credibilityOf(found) };
}

/** What decides the second figure of a grade. */
export interface Findings {
  /** Independent witnesses that report it on their own account. */
  readonly owners: number;
  /** Independent witnesses that only pass on what a government says. */
  readonly relaying: number;
  /** Blocs of the former. */
  readonly sides: number;
  /** Whose statement the latter pass on, as "a statement of …" goes on; null where they have it from several. */
  readonly statement: string | null;
  /** One side denies what another reports. */
  readonly contested: boolean;
}

/**
 * The second figure, and the one thing that decided it. Three owners on two sides confirm (1), two agree (2), one is
 * possible (3). Those who only pass on a government's word add nothing to them, and alone leave it possible (3): that it was
 * said is certain, that it is so nobody has seen. What one side denies is confirmed by nobody: several against a denial are
 * possible (3), fewer are doubtful (4). Improbable (5) takes a person's judgement.
 */
export function credibilityOf(found: Findings): Pick<Grade, 'credibility' | 'reason'> {
  const { owners, relaying, sides, statement, contested } = found;
  if (owners + relaying === 0)
    return { credibility: 6, reason: 'Only official statements or sources without a known record report it.' };
  if (contested)
    return { credibility: owners >= 2 ? 3 : 4, reason: `${whoReports(found)}, but another side denies it.` };
  if (owners === 0) {
    const whose = statement === null ? 'statements of several governments' : `a statement of ${statement}`;
    const who = relaying === 1 ? 'The one independent report rests' : 'All reports rest';
    return { credibility: 3, reason: `${who} on ${whose}.` };
  }
  if (owners >= 3 && sides >= 2)
    return { credibility: 1, reason: `${owners} independent owners from ${sides} blocs report it.` };
  return { credibility: owners >= 2 ? 2 : 3, reason: `${whoReports(found)}.` };
}

function whoReports({ owners, relaying }: Findings): string {
  if (owners === 0) return 'Official statements say it';
  const who = owners === 1 ? 'One independent owner reports it' : `${owners} independent owners report it`;
  if (relaying === 0) return who;
  return `${who}, and ${relaying} more pass${relaying === 1 ? 'es' : ''} on official statements`;
}

interface Witness {
  readonly reliability: Reliability;
  readonly bloc: Bloc;
  readonly officials: readonly Official[];
}

/**
 * A voice as a witness; null where it is none. A wire that the desk does not list is as good as who first passes it on. What
 * only leads to the voice by a chain of quotations says nothing of how good it is.
 */
function witnessOf({ origin, reports }: Voice): Witness | null {
  if (origin.source === null && stateAgencies.has(origin.name)) return null;
  const direct = reports.filter(({ rests }) => rests.key === origin.key);
  const behind = direct.flatMap(({ rests, source }) => {
    const known = rests.source ?? source;
    return isWitness(source) && isWitness(known) ? [known] : [];
  })[0];
  if (behind === undefined) return null;
  return { reliability: behind.reliability, bloc: behind.bloc, officials: officialsBehind(direct) };
}

/**
 * The governments whose statement an account is. Its owner's own reports decide, all of them; without one, a single copy
 * that names a government does, lest a copy that leaves it out make a statement a fact.
 */
function officialsBehind(reports: Voice['reports']): readonly Official[] {
  const own = reports.filter((report) => report.own);
  if (own.some(({ attribution }) => attribution.officials.length === 0)) return [];
  return (own.length > 0 ? own : reports).flatMap(({ attribution }) => attribution.officials);
}

/** The government whose statement is passed on, by its office where it is one alone; null where there are several. */
function statementOf(witnesses: readonly Witness[]): string | null {
  const said = witnesses.filter(({ officials }) => officials.length > 0).map(({ officials }) => officials);
  const [first, ...others] = said;
  const power = first?.find((one) =>
    others.every((officials) => officials.some((other) => other.power === one.power)),
  )?.power;
  if (power === undefined) return null;
  const [name, ...more] = new Set(said.flat().flatMap((one) => (one.power === power ? [one.name] : [])));
  return name !== undefined && more.length === 0 ? name : `${possessive(power)} authorities`;
}

const isWitness = (source: Source): boolean =>
  (source.kind === 'news' || source.kind === 'think_tank') &&
  (source.stateMedia === 'none' || source.stateMedia === 'public') &&
  reliabilities.indexOf(source.reliability) <= reliabilities.indexOf('C');

const best = (found: readonly Reliability[]): Reliability =>
  reliabilities.find((reliability) => found.includes(reliability)) ?? 'F';
