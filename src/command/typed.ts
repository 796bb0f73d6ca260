import type * as z from 'zod';
import { clip } from '../news/excerpt.ts';
import { nearest } from '../news/nearest.ts';
import { UserError } from '../news/user-error.ts';
import type { Command } from './command.ts';
import type { Input } from './front-desk.ts';
import { parseTyped } from './grammar.ts';
import { type Option, optionsOf } from './option.ts';

/**
 * Reads a command's options from what a person typed or a platform filled in. Throws `UserError` that says what each
 * option takes; what is missing is left to `checkOptions`.
 */
export function readOptions(command: Command, input: Input): Readonly<Record<string, unknown>> {
  const options = optionsOf(command);
  if (typeof input !== 'string') return typedValues(options, input);
  const { named, free } = parseTyped(input, options);
  return typedValues(options, { ...freeOptions(command, options, named, free), ...named });
}

/** Parses options with the command's own schema. Throws `UserError` that names every mistake, at the option of the first. */
export function checkOptions(command: Command, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parsed = command.options.safeParse(values);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const mistakes = issues.map((issue) => mistake(command, issue, values)).join(' ');
  const option = String(issues[0]?.path[0] ?? '') || null;
  throw new UserError(`${mistakes} Example: ${exampleOf(command)}`, { option });
}

/** An example that shows options, where there is one. */
const exampleOf = ({ examples }: Command): string =>
  examples.find((example) => example.includes(' ')) ?? examples[0] ?? '';

/** Options that have no value yet and need one. */
export function missingOptions(command: Command, values: Readonly<Record<string, unknown>>): readonly Option[] {
  return optionsOf(command).filter((option) => option.required && values[option.name] === undefined);
}

/** Gives each free word to the first open option that takes it; a text without a pattern takes all words that are left. */
function freeOptions(
  command: Command,
  options: readonly Option[],
  named: Readonly<Record<string, string>>,
  free: readonly string[],
): Readonly<Record<string, string>> {
  const open = options.filter((option) => !(option.name in named));
  const filled: Record<string, string> = {};
  for (const [at, word] of free.entries()) {
    const option = open.find((candidate) => !(candidate.name in filled) && takes(candidate, word));
    if (option === undefined) throw new UserError(unknownWord(command, options, word));
    const takesAll = isFreeText(option);
    filled[option.name] = takesAll ? free.slice(at).join(' ') : word;
    if (takesAll) break;
  }
  return filled;
}

function takes(option: Option, word: string): boolean {
  if (option.choices.length > 0) return choiceOf(option, word) !== undefined;
  if (option.type === 'boolean') return false;
  if (isFreeText(option)) return true;
  if (option.isAddress) return /^https?:\/\//i.test(word);
  if (option.pattern !== null) return new RegExp(option.pattern, 'i').test(word);
  return /^\d+$/.test(word);
}

/** True for text of any number of words. */
export const isFreeText = ({ type, choices, pattern, isAddress }: Option): boolean =>
  type === 'text' && choices.length === 0 && pattern === null && !isAddress;

const choiceOf = (option: Option, word: string): string | undefined =>
  option.choices.find((choice) => choice.toLowerCase() === word.toLowerCase());

function unknownWord(command: Command, options: readonly Option[], word: string): string {
  const flag = /^--([a-z-]+)/i.exec(word)?.[1];
  if (flag !== undefined) return unknownFlag(command, options, flag);
  const choices = options.flatMap((option) => option.choices);
  const meant = nearest(word, choices);
  const hint =
    meant !== null ? `Did you mean “${meant}”?` : choices.length > 0 ? `It takes ${choices.join(', ')}.` : '';
  return `I do not understand “${quoted(word)}” in /${command.name}. ${hint} Example: ${exampleOf(command)}`.replaceAll(
    '  ',
    ' ',
  );
}

function unknownFlag(command: Command, options: readonly Option[], flag: string): string {
  const names = options.map(({ name }) => name);
  const meant = nearest(flag, names);
  const hint = meant !== null ? `Did you mean --${meant}?` : `It takes ${names.join(', ') || 'none'}.`;
  return `/${command.name} has no option “${flag}”. ${hint} Example: ${exampleOf(command)}`;
}

/** Text becomes the option's own type where it can; what cannot stays as it is, for the schema to refuse. */
function typedValues(
  options: readonly Option[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const typed: Record<string, unknown> = {};
  for (const option of options) {
    const value = values[option.name];
    if (value === undefined || value === null || value === '') continue;
    typed[option.name] = typeof value === 'string' ? typedText(option, value.trim()) : value;
  }
  return typed;
}

function typedText(option: Option, value: string): unknown {
  if (option.choices.length > 0) return choiceOf(option, value) ?? value;
  if (option.type === 'boolean') return booleanWords.get(value.toLowerCase()) ?? value;
  const isNumber = option.type !== 'text' && /^-?\d+(\.\d+)?$/.test(value);
  return isNumber ? Number(value) : value;
}

const booleanWords = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
]);

function mistake(command: Command, issue: z.core.$ZodIssue, values: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0] ?? '');
  const option = optionsOf(command).find((candidate) => candidate.name === name);
  if (option === undefined || values[name] === undefined)
    return `/${command.name} needs ${name}: ${option?.description ?? issue.message}.`;
  const typed = quoted(values[name]);
  if (option.pattern !== null) return `${name} does not take “${typed}”. ${option.description}.`;
  const meant = nearest(typed, option.choices);
  return `${name} takes ${expectation(option)}, not “${typed}”.${meant === null ? '' : ` Did you mean “${meant}”?`}`;
}

/** Enough to know again what was typed. */
const LONGEST_QUOTE = 200;

const quoted = (typed: unknown): string => clip(String(typed), LONGEST_QUOTE);

/** What an option takes, in words. */
export function expectation(option: Option): string {
  if (option.choices.length > 0) return `one of ${option.choices.join(', ')}`;
  if (option.type === 'boolean') return 'true or false';
  if (option.type === 'text' && option.pattern !== null) return 'one word';
  if (option.type === 'text') return textExpected(option);
  // zod gives an unbounded integer the limits of safe integers.
  const bounded = option.max !== null && option.max < Number.MAX_SAFE_INTEGER;
  return bounded ? `a whole number from ${option.min ?? 0} to ${option.max}` : 'a whole number';
}

function textExpected({ isAddress, minLength, maxLength }: Option): string {
  if (isAddress) return 'an address such as https://example.org/page';
  if (maxLength === null) return minLength === null ? 'text' : `text of at least ${minLength} characters`;
  return minLength === null
    ? `text of at most ${maxLength} characters`
    : `text of ${minLength} to ${maxLength} characters`;
}
