import * as z from 'zod';
import { clip } from '../news/excerpt.ts';
import { nearest } from '../news/nearest.ts';
import { checkLinks } from './desk-links.ts';
import { deskSchema } from './desk-schema.ts';
import type { LocatedYaml, Mistake, Path } from './located-yaml.ts';

/** The part of a JSON Schema (2020-12) that tells what a field expects; `z.toJSONSchema` writes no other combination here. */
interface Expectation {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Expectation>>;
  readonly items?: Expectation;
  readonly anyOf?: readonly Expectation[];
}

/** Everything that is wrong in a desk file, by line: what stands there, what is expected, and what was probably meant. */
export function findMistakes(file: LocatedYaml, issues: readonly z.core.$ZodIssue[]): readonly Mistake[] {
  const expectations = z.toJSONSchema(deskSchema, { io: 'input' }) as Expectation;
  const { value } = file;
  const found = issues.flatMap((issue): readonly Mistake[] => {
    const { path } = issue;
    const expected = at(expectations, path);
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(expected?.properties ?? {});
      return issue.keys.map((key) => ({
        line: file.lineOfKey(path, key),
        text: `${nameOf([...path, key], value)} is not a field here. ${meant(key, known) ?? `Fields here: ${known.join(', ')}.`}`,
      }));
    }
    return [{ line: file.lineOf(path), text: describe(issue, expected, value) }];
  });
  const linked = checkLinks(value, file.lineOf).map(({ path, text }) => ({
    line: file.lineOf(path),
    text: `${nameOf(path, value)}${said(valueAt(value, path))}: ${text}`,
  }));
  return [...file.mistakes, ...found, ...linked];
}

function describe(issue: z.core.$ZodIssue, expected: Expectation | undefined, file: unknown): string {
  const name = nameOf(issue.path, file);
  const value = valueAt(file, issue.path);
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

const said = (value: unknown): string => {
  if (typeof value === 'string') return ` is ${JSON.stringify(clip(value, 60))}`;
  if (Array.isArray(value)) return value.length === 0 ? ' is an empty list' : ' is a list';
  if (value === null) return ' is empty';
  return typeof value === 'object' ? '' : ` is ${value}`;
};

/** A path as an editor would say it: `sources › tass › feed`, by id or channel where an entry has one, else by its number. */
function nameOf(path: Path, file: unknown): string {
  const steps = path.map((step, index) => {
    if (typeof step !== 'number') return String(step);
    const entry = valueAt(file, path.slice(0, index + 1));
    const named = child(entry, 'id') ?? child(entry, 'channel');
    return typeof named === 'string' ? named : `#${step + 1}`;
  });
  return steps.length === 0 ? 'the desk file' : steps.join(' › ');
}

const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>(child, value);

const child = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;

function at(schema: Expectation | undefined, path: Path): Expectation | undefined {
  // A field that may be null is a choice of itself and null.
  const plain = schema?.anyOf?.[0] ?? schema;
  const [step, ...rest] = path;
  if (step === undefined) return plain;
  return at(typeof step === 'number' ? plain?.items : plain?.properties?.[String(step)], rest);
}
