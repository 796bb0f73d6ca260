import type * as z from 'zod';
import { clip } from '../../news/excerpt.ts';
import { nearest } from '../../news/nearest.ts';
import { Problem } from './problem.ts';

/** So many mistakes are named at once. */
const MOST_MISTAKES = 10;

/**
 * Reads the fields of a request's body, each of which says by `describe` what it takes. Throws a `Problem` that names the
 * mistakes, at the field of the first.
 */
export function readFields<Fields extends z.ZodObject>(fields: Fields, body: Uint8Array): z.output<Fields> {
  const value = jsonIn(body);
  const read = fields.safeParse(value);
  if (read.success) return read.data;
  // A value may be wrong in more than one way.
  const places = Map.groupBy(read.error.issues, ({ path }) => path.join('.'));
  const mistakes = [...places.values()].flatMap(([issue]) =>
    issue === undefined ? [] : mistakesIn(fields, issue, value),
  );
  const message = mistakes
    .slice(0, MOST_MISTAKES)
    .map(({ words }) => words)
    .join(' ');
  throw new Problem('invalid', message, { field: mistakes[0]?.field ?? null });
}

function jsonIn(body: Uint8Array): unknown {
  // An act without fields needs no body.
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Problem('malformed', 'The body is no JSON in UTF-8. Send an object, for example {"headline":"…"}.');
  }
}

interface Mistake {
  readonly field: string | null;
  readonly words: string;
}

function mistakesIn({ shape }: z.ZodObject, issue: z.core.$ZodIssue, value: unknown): readonly Mistake[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, Object.keys(shape)));
  const [name] = issue.path;
  if (name === undefined)
    return [{ field: null, words: 'The body must be a JSON object, for example {"headline":"…"}.' }];
  const field = issue.path.join('.');
  const missing = typeof value === 'object' && value !== null && !Object.hasOwn(value, name);
  const takes = shape[String(name)]?.description ?? 'something else';
  return [{ field, words: missing ? `${field} is missing: it takes ${takes}.` : `${field} takes ${takes}.` }];
}

function unknownField(key: string, known: readonly string[]): Mistake {
  const meant = nearest(key, known);
  const others = known.length === 0 ? 'There is none here.' : `There are ${known.join(', ')}.`;
  const field = clip(key, 60);
  return { field, words: `There is no field “${field}”. ${meant === null ? others : `Did you mean ${meant}?`}` };
}
