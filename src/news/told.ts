import type { Corroboration } from './corroboration.ts';
import { type Grade, gradeCode } from './grade.ts';
import type { StoredUpdate } from './update.ts';

/** How a story stood when a channel was told of it. */
export interface Told {
  readonly at: number;
  /** Independent owners that reported it. */
  readonly owners: number;
  readonly blocs: number;
  /** `gradeCode`. */
  readonly grade: string;
  /** When one of its reports was last corrected; 0 where none was. */
  readonly corrected: number;
}

/** What a channel was told, by the number of the story. */
export type Memory = ReadonlyMap<number, Told>;

/** A story that has not moved for so long is forgotten: reports of one event come within two days of each other. */
export const TOLD_FOR_MS = 14 * 86_400_000;

/** How a story stands now, for comparing it later. */
export const toldNow = (
  {
    corroboration,
    grade,
    reports,
  }: {
    readonly corroboration: Corroboration;
    readonly grade: Grade;
    readonly reports: readonly { readonly update: Pick<StoredUpdate, 'corrected'> }[];
  },
  at: number,
): Told => ({
  at,
  owners: corroboration.owners.length,
  blocs: corroboration.blocs.length,
  grade: gradeCode(grade),
  corrected: Math.max(0, ...reports.map(({ update }) => update.corrected ?? 0)),
});

/**
 * What moved in a story since it was told, in words; empty where nothing material did. Material are another grade, another
 * side's account, and half as many independent owners again: the eighth copy of what seven wrote is no news, and neither is
 * a new date or headline.
 */
export function movesSince(told: Told, now: Told): readonly string[] {
  const grown = now.owners > told.owners && now.owners >= told.owners * 1.5;
  return [
    ...(now.grade === told.grade ? [] : [`was ${told.grade}`]),
    ...(grown ? [told.owners === 0 ? 'ownership was unknown' : `was ${ownerWords(told.owners)}`] : []),
    ...(now.blocs > told.blocs ? ['another side reports it'] : []),
  ];
}

/** How many independent owners tell a story, for people. */
export const ownerWords = (owners: number): string =>
  owners === 0 ? 'ownership unknown' : owners === 1 ? '1 source' : `${owners} separate owners`;

/** The memory with what was just told, without what is too old to move. */
export function remember(memory: Memory, told: Memory, now: number): Memory {
  const kept = [...memory].filter(([, { at }]) => at > now - TOLD_FOR_MS);
  return new Map([...kept, ...told]);
}

/** `remember` at one moment for many channels: those that knew the same and are told the same have one memory. */
export function rememberAlike(now: number): (memory: Memory, told: Memory) => Memory {
  const known = new Map<Memory, Map<Memory, Memory>>();
  return (memory, told) => {
    const alike = known.get(memory) ?? new Map<Memory, Memory>();
    const after = alike.get(told) ?? remember(memory, told, now);
    known.set(memory, alike.set(told, after));
    return after;
  };
}

/** What a channel knows that was told nothing. */
export const nothingTold: Memory = new Map();
