import * as z from 'zod';
import { clip } from '../../news/excerpt.ts';
import { nearest } from '../../news/nearest.ts';
import { type Mistake, Problem } from './problem.ts';

/** So many mistakes are named in the sentence for people, and so many for the program. */
const MOST_WORDS = 10;
const MOST_MISTAKES = 100;

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
    .slice(0, MOST_WORDS)
    .map((mistake) => mistake.message)
    .join(' ');
  throw new Problem('invalid', message, {
    field: mistakes[0]?.field ?? null,
    mistakes: mistakes.slice(0, MOST_MISTAKES),
  });
}

function jsonIn(body: Uint8Array): unknown {
  // An act without fields needs no body.
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Problem('malformed', 'The body is no JSON in UTF-8. Send an object.');
  }
}

function mistakesIn(fields: z.ZodObject, issue: z.core.$ZodIssue, value: unknown): readonly Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(fields, path) ?? {});
    return issue.keys.map((key) => unknownField([...path, key], known));
  }
  if (path.length === 0) return [{ field: null, message: 'The body must be a JSON object.' }];
  const field = path.join('.');
  const takes = meaningAt(fields, path) ?? 'something else';
  if (issue.code === 'custom' && issue.message !== 'Invalid input')
    return [{ field, message: `${field} takes ${takes}. ${issue.message}` }];
  return [
    { field, message: isMissing(value, path) ? `${field} is missing: it takes ${takes}.` : `${field} takes ${takes}.` },
  ];
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return false;
  if (!Object.hasOwn(value, step)) return rest.length === 0;
  return isMissing(Reflect.get(value, step), rest);
}

function unknownField(path: readonly PropertyKey[], known: readonly string[]): Mistake {
  const key = String(path.at(-1));
  const meant = nearest(key, known);
  const others = known.length === 0 ? 'There is none here.' : `There are ${known.join(', ')}.`;
  const field = [...path.slice(0, -1), clip(key, 60)].join('.');
  return { field, message: `There is no field “${field}”. ${meant === null ? others : `Did you mean ${meant}?`}` };
}

/** What stands a step further down in a schema; undefined where it says nothing of that. */
function within(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, step) ? schema.shape[String(step)] : undefined;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

function shapeAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): object | undefined {
  const found = path.reduce<z.core.$ZodType | undefined>((one, step) => one && within(one, step), schema);
  return found instanceof z.ZodObject ? found.shape : undefined;
}

/** The meaning of a field, or of the innermost around it that has one. */
function meaningAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  const [step, ...rest] = path;
  const own = schema instanceof z.ZodType ? schema.description : undefined;
  const inner = step === undefined ? undefined : within(schema, step);
  return (inner && meaningAt(inner, rest)) ?? own;
}
