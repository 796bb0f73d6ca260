import { nearest } from '../news/nearest.ts';
import { isWebAddress } from '../news/web-address.ts';
import type { Finding } from './desk-links.ts';
import type { PlacedEvent } from './drill-events.ts';
import type { WrittenEvent } from './drill-schema.ts';
import { valueAt } from './mistake-words.ts';

/** What events may name besides one another. */
interface Known {
  readonly people: readonly string[];
  readonly sources: readonly string[];
}

type Wrong = readonly [field: string, text: string];

/**
 * What events say about one another: their order, and names of what is not there or comes later. `listed`: all events as
 * they are written, so that one that is wrong itself makes no other wrong.
 */
export function checkEvents(
  events: readonly PlacedEvent[],
  listed: readonly unknown[],
  { people, sources }: Known,
): readonly Finding[] {
  const namesBefore = (index: number, field: 'update' | 'draft'): readonly string[] =>
    listed.slice(0, index).flatMap((event) => {
      const name = valueAt(event, [field]);
      return typeof name === 'string' ? [name] : [];
    });

  function wrongNames(event: WrittenEvent, updates: readonly string[], drafts: readonly string[]): readonly Wrong[] {
    switch (event.kind) {
      case 'update':
        return [...taken(event, updates), ...unknown('source', event.source, sources, 'source')];
      case 'draft':
        return [
          ...taken(event, drafts),
          ...unknown('by', event.by, people, 'editor'),
          ...(event.story === null ? [] : unknown('story', event.story, updates, 'update')),
          ...event.links
            .filter((link) => !isWebAddress(link))
            .flatMap((link) => unknown('links', link, updates, 'update')),
        ];
      case 'send':
      case 'approve':
      case 'reject':
      case 'discard':
      case 'correct':
      case 'withdraw':
        return [...unknown('by', event.by, people, 'editor'), ...unknown(event.kind, event.alert, drafts, 'draft')];
    }
  }

  return events.flatMap(({ index, event }, place) => {
    const late = event.at.wall < (events[place - 1]?.event.at.wall ?? Number.NEGATIVE_INFINITY);
    const names = wrongNames(event, namesBefore(index, 'update'), namesBefore(index, 'draft'));
    const wrong = late ? [['at', OUT_OF_ORDER] as const, ...names] : names;
    return wrong.map(([field, text]) => ({ path: ['events', index, field], text }));
  });
}

const OUT_OF_ORDER = 'It is earlier than the event before it. Put events in the order of their times.';

const taken = (
  { kind, name }: { readonly kind: string; readonly name: string },
  names: readonly string[],
): readonly Wrong[] =>
  names.includes(name) ? [[kind, `Another ${kind} before it has this name. Give each its own.`]] : [];

function unknown(field: string, name: string, known: readonly string[], what: string): readonly Wrong[] {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  const cure =
    meant !== null
      ? `Did you mean "${meant}"?`
      : what === 'source'
        ? 'Add it under sources: with its labels.'
        : `Up to here there ${known.length === 0 ? 'is none' : `are ${known.join(', ')}`}.`;
  return [[field, `There is no ${what} “${name}”. ${cure}`]];
}
