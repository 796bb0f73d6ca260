import type * as z from 'zod';
import type { Source } from '../news/source.ts';
import { mistakesError } from '../news/user-error.ts';
import { wallClock } from '../news/wall-clock.ts';
import { sourceOf } from './desk-file.ts';
import { checkLinks } from './desk-links.ts';
import { readEvents } from './drill-events.ts';
import { checkEvents } from './drill-links.ts';
import { drillSchema, type WrittenEvent } from './drill-schema.ts';
import { type LocatedYaml, type Mistake, readLocatedYaml } from './located-yaml.ts';
import { nameOf, said, valueAt, wordMistakes } from './mistake-words.ts';

/** A recorded day: what was reported when, what the editors do about it, and what turned out to be true. */
export interface Drill {
  readonly title: string;
  /** IANA zone in which its times are told. */
  readonly zone: string;
  readonly about: string;
  /** Public pages that its facts rest on. */
  readonly facts: readonly string[];
  readonly truth: string;
  /** What its own rules ask for in the place of the desk's; null where they say nothing. */
  readonly rules: { readonly keys: number | null; readonly leastOwners: number | null };
  readonly editors: readonly DrillEditor[];
  /** Those of its sources that the desk does not list. */
  readonly sources: readonly Source[];
  /** In the order of their times, at least one. */
  readonly events: readonly DrillEvent[];
}

/** Somebody who exists in the drill alone. */
export interface DrillEditor {
  readonly id: string;
  readonly name: string;
}

/** Something that happens in a drill. `about`: nobody knows the minute. */
export type DrillEvent = InTime<WrittenEvent>;
type InTime<Event> = Event extends WrittenEvent ? Readonly<Omit<Event, 'at'> & { at: number; about: boolean }> : never;

/** One event of a kind. */
export type DrillEventOf<Kind extends DrillEvent['kind']> = Extract<DrillEvent, { readonly kind: Kind }>;

/**
 * Reads a drill (YAML 1.2, of which JSON is a part) that was found at `place`. `listed`: the sources of the desk, whose
 * labels count before the drill's. Throws `UserError` that lists every mistake with its line and cure.
 */
export function parseDrill(
  text: string,
  { place, listed }: { readonly place: string; readonly listed: readonly Source[] },
): Drill {
  const file = readLocatedYaml(text);
  const parsed = drillSchema.safeParse(file.value);
  const written = listIn(file, 'events');
  const { events, mistakes } = readEvents(file, written);
  const desk = new Set(listed.map(({ id }) => id));
  const known = { people: idsIn(file, 'editors'), sources: [...desk, ...idsIn(file, 'sources')] };
  const findings = [
    ...checkLinks({ sources: listIn(file, 'sources') }, file.lineOf),
    ...checkEvents(events, written, known),
  ];
  const found = [
    ...file.mistakes,
    ...headerMistakes(file, parsed.error?.issues ?? []),
    ...mistakes,
    ...findings.map(({ path, text }) => ({
      line: file.lineOf(path),
      text: `${nameOf(path, file.value)}${said(valueAt(file.value, path))}: ${text}`,
    })),
  ];
  if (!parsed.success || found.length > 0) throw report(place, found);
  const { sources, ...drill } = parsed.data;
  const clock = wallClock(drill.zone);
  return {
    ...drill,
    sources: sources.filter(({ id }) => !desk.has(id)).map(sourceOf),
    // The cast puts together again what spreading a union takes apart.
    events: events.map(
      ({ event: { at, ...event } }) => ({ ...event, at: clock.reaches(at.wall), about: at.about }) as DrillEvent,
    ),
  };
}

function headerMistakes(file: LocatedYaml, issues: readonly z.core.$ZodIssue[]): readonly Mistake[] {
  // Of what cannot be read at all, the syntax says enough.
  if (file.value === undefined) return [];
  return wordMistakes({ schema: drillSchema, value: file.value, whole: 'the drill', issues }).map(
    ({ path, key, text }) => ({ line: key === null ? file.lineOf(path) : file.lineOfKey(path, key), text }),
  );
}

function listIn(file: LocatedYaml, name: string): readonly unknown[] {
  const list = valueAt(file.value, [name]);
  return Array.isArray(list) ? list : [];
}

const idsIn = (file: LocatedYaml, name: string): readonly string[] =>
  listIn(file, name).map((entry) => String(valueAt(entry, ['id'])));

const report = (place: string, mistakes: readonly Mistake[]): Error =>
  mistakesError(
    'The drill',
    mistakes.toSorted((a, b) => a.line - b.line).map(({ line, text }) => `${place}:${line} ${text}`),
  );
