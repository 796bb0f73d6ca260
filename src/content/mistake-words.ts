import * as z from 'zod';
import { clip } from '../news/excerpt.ts';
import { nearest } from '../news/nearest.ts';
import type { Path } from './located-yaml.ts';

/** The part of a JSON Schema (2020-12) that tells what a field expects; `z.toJSONSchema` writes no other combination here. */
interface Expectation {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Expectation>>;
  readonly items?: Expectation;
  readonly anyOf?: readonly Expectation[];
}

/** What is wrong in a value: where, and in words. */
export interface ValueMistake {
  /** Of the value; of the map around it where a field is named that it does not take. */
  readonly path: Path;
  /** The field that is not taken; null where it is a value that is wrong. */
  readonly key: string | null;
  readonly text: string;
}

/**
 * Everything that a schema finds wrong in a value: what stands there, what is expected, and what was probably meant. Every
 * field of the schema says by `describe` what is expected of it.
 */
export function wordMistakes(options: {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** What the value is as a whole. */
  readonly whole: string;
  readonly issues: readonly z.core.$ZodIssue[];
}): readonly ValueMistake[] {
  const { schema, value, whole, issues } = options;
  if (issues.length === 0) return [];
  const expectations = z.toJSONSchema(schema, { io: 'input' }) as Expectation;
  return issues.flatMap((issue): readonly ValueMistake[] => {
    const { path } = issue;
    const expected = at(expectations, path);
    if (issue.code !== 'unrecognized_keys')
      return [{ path, key: null, text: describe(issue, { expected, value, whole }) }];
    const known = Object.keys(expected?.properties ?? {});
    return issue.keys.map((key) => ({
      path,
      key,
      text: `${nameOf([...path, key], value)} is not a field here. ${meant(key, known) ?? `Fields here: ${known.join(', ')}.`}`,
    }));
  });
}

function describe(
  issue: z.core.$ZodIssue,
  given: { readonly expected: Expectation | undefined; readonly value: unknown; readonly whole: string },
): string {
  const { expected, whole } = given;
  const name = nameOf(issue.path, given.value) || whole;
  const value = valueAt(given.value, issue.path);
  const fields = Object.keys(expected?.properties ?? {}).join(', ');
  const expects = `Expected ${expected?.description ?? `the fields ${fields}`}.`;
  if (value === undefined) return `${name} is missing. ${expects}`;
  const reason = issue.code === 'custom' && issue.message !== 'Invalid input' ? ` ${issue.message}` : '';
  const hint = typeof value === 'string' && expected?.enum ? meant(value, expected.enum) : null;
  return `${name}${said(value)}:${reason} ${expects}${hint === null ? '' : ` ${hint}`}`;
}

const meant = (word: string, known: readonly string[]): string | null => {
  const near = nearest(word, known);
  return near === null ? null : `Did you mean "${near}"?`;
};

/** What stands at a place, as the end of a sentence. */
export const said = (value: unknown): string => {
  if (typeof value === 'string') return ` is ${JSON.stringify(clip(value, 60))}`;
  if (Array.isArray(value)) return value.length === 0 ? ' is an empty list' : ' is a list';
  if (value === null) return ' is empty';
  return typeof value === 'object' ? '' : ` is ${value}`;
};

/** A path as an editor would say it: `sources › tass › feed`, by id or channel where an entry has one, else by its number. */
export function nameOf(path: Path, value: unknown): string {
  const steps = path.map((step, index) => {
    if (typeof step !== 'number') return String(step);
    const entry = valueAt(value, path.slice(0, index + 1));
    const named = child(entry, 'id') ?? child(entry, 'channel');
    return typeof named === 'string' ? named : `#${step + 1}`;
  });
  return steps.join(' › ');
}

/** The value at a path; undefined where there is none. */
export const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(child, value);

const child = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;

function at(schema: Expectation | undefined, path: Path): Expectation | undefined {
  // A field that may be null is a choice of itself and null.
  const plain = schema?.anyOf?.[0] ?? schema;
  const [step, ...rest] = path;
  // What is said of a choice goes before what is said of its first branch.
  if (step === undefined)
    return schema?.description === undefined ? plain : { ...plain, description: schema.description };
  return at(typeof step === 'number' ? plain?.items : plain?.properties?.[String(step)], rest);
}
