import { isOutcome } from './figure-unit.ts';
import { figuresIn } from './figures.ts';
import { daysIn } from './named-days.ts';
import { placesIn } from './places.ts';

/** One text of a report as it was at a time. */
export interface Telling {
  /** Whose account it is (`Origin.key`); null where nobody knows who is behind it, so that it is held against nothing. */
  readonly voice: string | null;
  /** The report's number in its story, from 1. */
  readonly report: number;
  readonly title: string;
  readonly summary: string | null;
  /** Since when it said so. */
  readonly at: number;
}

/** What a report names, to be held against what others name. */
export interface Detail extends Pick<Telling, 'voice' | 'report' | 'at'> {
  /** What is compared: a figure's unit, `places` or `days`. */
  readonly subject: string;
  /** The same for the same value. */
  readonly value: string;
  readonly literal: string;
}

/** The subjects of which a text may name several without contradicting itself. */
const named = { places: 'Places', days: 'Dates' } as const;
const isNamed = (subject: string): boolean => subject === named.places || subject === named.days;

/** The figures, places and days of a text, each value once. */
export const detailsOf = (telling: Telling): readonly Detail[] => [
  ...figureDetails(telling),
  ...details(telling, (text) => [
    ...placesIn(text).map(({ name, literal }) => ({ subject: named.places, value: name, literal })),
    ...daysIn(text).map(({ name, literal }) => ({ subject: named.days, value: name, literal })),
  ]),
];

/** The figures of a text, each value once. */
export const figureDetails = (telling: Telling): readonly Detail[] =>
  details(telling, (text) =>
    figuresIn(text).map(({ unit, value, to, literal }) => ({
      subject: unit,
      value: `${value}-${to ?? value}`,
      literal,
    })),
  );

type Found = Pick<Detail, 'subject' | 'value' | 'literal'>;

function details(
  { voice, report, title, summary, at }: Telling,
  read: (text: string) => readonly Found[],
): readonly Detail[] {
  const found = new Map<string, Detail>();
  for (const one of [title, summary ?? ''].flatMap(read)) {
    const key = `${one.subject}\n${one.value}`;
    if (!found.has(key)) found.set(key, { voice, report, at, ...one });
  }
  return [...found.values()];
}

/** A value and the reports that give it, oldest first, one of each voice. */
export interface Saying {
  readonly value: string;
  readonly said: readonly Detail[];
}

/** A subject with the values that are given for it. */
export interface Comparison {
  readonly subject: string;
  readonly sayings: readonly Saying[];
}

export interface SideBySide {
  /** Given by two voices or more, and, of figures, contradicted by none. */
  readonly agreed: readonly Comparison[];
  /**
   * Where voices give different values, and two at least have none in common. Of figures that are no outcome (`isOutcome`), those
   * that are near each other: "$138 million" and "$139 million" may count the same, "$1.9 trillion" does not.
   */
  readonly differing: readonly Comparison[];
}

/** Holds what independent voices say now side by side. */
export function sideBySide(now: SaidNow): SideBySide {
  const agreed: Comparison[] = [];
  const differing: Comparison[] = [];
  for (const [subject, latest] of now) {
    const sayings = sayingsOf(latest.flat());
    const shared = sayings.filter(({ said }) => said.length > 1);
    const contrary = isApart(latest) ? contraryOf(subject, sayings) : [];
    // Another place or day contradicts nothing: of figures, one that differs leaves nothing agreed.
    if (shared.length > 0 && (isNamed(subject) || contrary.length === 0)) agreed.push({ subject, sayings: shared });
    if (contrary.length > 1) differing.push({ subject, sayings: contrary });
  }
  return { agreed: sorted(agreed), differing: sorted(differing) };
}

/** What each known voice says of each subject now: what its latest report of it says. */
export type SaidNow = ReadonlyMap<string, readonly (readonly Detail[])[]>;

/** Takes of these details what is said now. */
export const saidNow = (details: readonly Detail[]): SaidNow =>
  new Map(
    [...Map.groupBy(details, ({ subject }) => subject)].map(([subject, all]) => [
      subject,
      [...Map.groupBy(all, ({ voice }) => voice)].flatMap(([voice, said]) => (voice === null ? [] : [lastSaid(said)])),
    ]),
  );

/** Which of some values stand against each other. */
function contraryOf(subject: string, sayings: readonly Saying[]): readonly Saying[] {
  if (isNamed(subject)) return sayings.filter(({ said }) => said.length === 1);
  if (isOutcome(subject)) return sayings;
  return sayings.filter((one) => sayings.some((other) => one !== other && isNear(one, other)));
}

const NEAR = 1.25;

/** Whether two voices give values that may be of one thing. */
function isNear(one: Saying, other: Saying): boolean {
  const [less = 0, more = 0] = [one, other]
    .map(({ said: [first] }) => (first ? amount(first) : 0))
    .sort((a, b) => a - b);
  const isOfTwo = one.said.some(({ voice }) => other.said.some((said) => said.voice !== voice));
  return isOfTwo && more <= NEAR * less;
}

/** What the last report of these says, whichever order they come in. */
function lastSaid(said: readonly Detail[]): readonly Detail[] {
  const last = said.reduce((one, other) => (other.at >= one.at ? other : one));
  return said.filter(({ report, at }) => report === last.report && at === last.at);
}

const sayingsOf = (details: readonly Detail[]): readonly Saying[] =>
  [...Map.groupBy(details, ({ value }) => value)].map(([value, said]) => ({
    value,
    said: said.toSorted((one, other) => one.at - other.at || one.report - other.report),
  }));

/** More voices than these are not compared each with each. */
const MOST_VOICES = 40;

/** Whether two of these name no value in common. */
function isApart(latest: readonly (readonly Detail[])[]): boolean {
  const sets = latest.slice(0, MOST_VOICES).map((said) => new Set(said.map(({ value }) => value)));
  const apart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
    [...one].every((value) => !other.has(value));
  return sets.some((one, at) => sets.slice(at + 1).some((other) => apart(one, other)));
}

/** Figures first, those of most voices before others, then places and days. */
const sorted = (comparisons: readonly Comparison[]): readonly Comparison[] =>
  comparisons.toSorted(
    (one, other) => Number(isNamed(one.subject)) - Number(isNamed(other.subject)) || voicesIn(other) - voicesIn(one),
  );
const voicesIn = ({ sayings }: Comparison): number =>
  new Set(sayings.flatMap(({ said }) => said.map(({ voice }) => voice))).size;

/** A figure that is no longer what it was. */
export interface Moved {
  readonly subject: string;
  readonly was: Detail;
  readonly now: Detail;
}

/** What is counted on while it is reported, so that one voice's higher figure may follow another's. */
const growing: ReadonlySet<string> = new Set(['killed', 'wounded', 'missing', 'evacuated', 'arrested']);

/**
 * Figures that moved: one voice gives another value than before; or a toll that nobody gives any more is followed by a higher
 * one. Where several values live on beside each other they differ (`sideBySide`) and have not moved.
 */
export function movedFigures(details: readonly Detail[]): readonly Moved[] {
  const moved = new Map<string, Moved>();
  const add = (was: Detail, now: Detail): void => {
    const key = `${was.subject}\n${was.value}\n${now.value}`;
    if (!moved.has(key)) moved.set(key, { subject: was.subject, was, now });
  };
  const figures = details.filter(({ subject, voice }) => voice !== null && !isNamed(subject));
  for (const all of Map.groupBy(figures, ({ subject }) => subject).values()) {
    const inOrder = all.toSorted((one, other) => one.at - other.at || one.report - other.report);
    // A text with two figures of one unit says both at one time: neither replaced the other.
    for (const own of Map.groupBy(inOrder, ({ voice }) => voice).values())
      for (const [at, now] of own.entries()) {
        const was = own[at - 1];
        if (was !== undefined && was.value !== now.value && was.at < now.at) add(was, now);
      }
    if (!growing.has(inOrder[0]?.subject ?? '')) continue;
    const values = [...Map.groupBy(inOrder, ({ value }) => value).values()];
    for (const [at, said] of values.entries()) {
      const was = values[at - 1]?.at(-1);
      const now = said[0];
      if (was !== undefined && now !== undefined && was.at < now.at && amount(was) < amount(now)) add(was, now);
    }
  }
  return [...moved.values()].toSorted((one, other) => one.now.at - other.now.at);
}

/** The lower end of a figure's value. */
const amount = ({ value }: Detail): number => Number(value.split('-')[0]);
