import * as z from 'zod';

type Json = Readonly<Record<string, unknown>>;

/** A response of an operation, as far as the tests read it. */
export interface Told {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: Json; readonly example?: unknown } };
}

export interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Json;
    readonly example: unknown;
  }[];
  readonly requestBody?: Pick<Told, 'content'>;
  readonly responses: Readonly<Record<string, Told>>;
}

/** An OpenAPI document, as far as the tests read it. */
export interface Described {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json };
}

/** Every operation with its method and path. */
export const operationsOf = ({ paths }: Described) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** Whether a value is as a schema of the document says, read as a program would read it: out of the document alone. */
export function fits({ components }: Described, schema: Json, value: unknown): true | string {
  const { $ref } = schema;
  const named = typeof $ref === 'string' ? components.schemas[$ref.replace('#/components/schemas/', '')] : schema;
  if (named === undefined) return `there is no schema ${$ref}`;
  const read = z.fromJSONSchema(named).safeParse(value);
  return read.success || z.prettifyError(read.error);
}
