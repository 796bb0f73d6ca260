import * as z from 'zod';
import type { Command } from './command.ts';

/** An option as a platform registers it. */
export interface Option {
  readonly name: string;
  readonly description: string;
  /** What a form calls it; null where its name will do. */
  readonly label: string | null;
  /** What holds when it is left out and has no fallback, in words for help; null where nothing needs saying. */
  readonly usual: string | null;
  readonly type: 'text' | 'integer' | 'number' | 'boolean';
  readonly required: boolean;
  /** The only values it takes, where they are fixed. */
  readonly choices: readonly string[];
  readonly fallback: string | number | boolean | null;
  readonly min: number | null;
  readonly max: number | null;
  /** A text that is an address on the web. */
  readonly isAddress: boolean;
  /** Shortest text, in characters. */
  readonly minLength: number | null;
  /** Longest text, in characters. */
  readonly maxLength: number | null;
  /** Regular expression that a text of one word must match; null where any text will do. */
  readonly pattern: string | null;
  /** Completions exist (`Command.suggest`). */
  readonly suggests: boolean;
  /** A form shows a field of several lines. */
  readonly multiline: boolean;
}

type Property = {
  type?: string;
  description?: string;
  label?: string;
  usual?: string;
  enum?: string[];
  default?: string | number | boolean;
  minimum?: number;
  maximum?: number;
  format?: string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  multiline?: boolean;
};

/** Reads a command's options off its schema, in the order in which they were written. */
export function optionsOf(command: Command): readonly Option[] {
  const schema = z.toJSONSchema(command.options, { io: 'input' });
  const required = new Set(schema.required);
  // JSON Schema allows `true` and nested schemas as properties; options are flat and typed, which the tests check.
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Property>);
  return properties.map(([name, property]) => ({
    name,
    description: property.description ?? name,
    label: property.label ?? null,
    usual: property.usual ?? null,
    type: typeOf(property),
    required: required.has(name),
    choices: property.enum ?? [],
    fallback: property.default ?? null,
    min: property.minimum ?? null,
    max: property.maximum ?? null,
    isAddress: property.format === 'uri',
    minLength: property.minLength ?? null,
    maxLength: property.maxLength ?? null,
    pattern: property.pattern ?? null,
    suggests: command.suggest?.[name] !== undefined,
    multiline: property.multiline ?? false,
  }));
}

function typeOf(property: Property): Option['type'] {
  if (property.type === 'integer' || property.type === 'number' || property.type === 'boolean') return property.type;
  return 'text';
}
