import { nearest } from '../news/nearest.ts';
import { eventSchemas, type WrittenEvent } from './drill-schema.ts';
import type { LocatedYaml, Mistake } from './located-yaml.ts';
import { wordMistakes } from './mistake-words.ts';

type Kind = keyof typeof eventSchemas;
const kinds = Object.keys(eventSchemas) as readonly Kind[];

/** An event and its place in the list. */
export interface PlacedEvent {
  readonly index: number;
  readonly event: WrittenEvent;
}

/** The events that are right by themselves among those that are `written`, and what is wrong with the others. */
export function readEvents(
  file: LocatedYaml,
  written: readonly unknown[],
): { readonly events: readonly PlacedEvent[]; readonly mistakes: readonly Mistake[] } {
  const events: PlacedEvent[] = [];
  const mistakes: Mistake[] = [];
  for (const [index, value] of written.entries()) {
    // Whatever is no map, the schema of the drill names.
    if (typeof value !== 'object' || value === null) continue;
    const kind = kinds.find((name) => name in value);
    const parsed = kind === undefined ? null : eventSchemas[kind].safeParse(value);
    if (kind === undefined || parsed === null)
      mistakes.push({ line: file.lineOf(['events', index]), text: unclear(value) });
    else if (parsed.success) events.push({ index, event: parsed.data });
    else mistakes.push(...wrong(file, { index, kind, value, issues: parsed.error.issues }));
  }
  return { events, mistakes };
}

function unclear(value: object): string {
  const meant = Object.keys(value).flatMap((name) => nearest(name, kinds) ?? [])[0];
  const cure = meant === undefined ? `Expected one of the fields ${kinds.join(', ')}.` : `Did you mean "${meant}"?`;
  return `This event does not say what happens. ${cure}`;
}

function wrong(
  file: LocatedYaml,
  given: Pick<Parameters<typeof wordMistakes>[0], 'value' | 'issues'> & {
    readonly index: number;
    readonly kind: Kind;
  },
): readonly Mistake[] {
  const { index, kind, value, issues } = given;
  return wordMistakes({ schema: eventSchemas[kind], value, whole: 'the event', issues }).map(({ path, key, text }) => {
    const place = ['events', index, ...path];
    return { line: key === null ? file.lineOf(place) : file.lineOfKey(place, key), text };
  });
}
