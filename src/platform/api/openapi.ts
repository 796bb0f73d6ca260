import * as z from 'zod';
import { tokenScopes } from '../../news/token.ts';
import { type ProblemCode, problemAnswer, problems } from './problem.ts';
import type { Route } from './route.ts';
import { signatureWords } from './signature.ts';

type Json = Readonly<Record<string, unknown>>;

const scopes = `It takes a scope for each act: ${tokenScopes.join(', ')}.`;
const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: `A token that sitrep token create made. ${scopes}`,
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'Sitrep-Signature',
    description:
      `In place of a secret, of a token with a public key: ${signatureWords}. With it go "Authorization: Sitrep" and the name ` +
      'of the token, and "Sitrep-Timestamp" with the time in seconds. A signed request is taken once, and within five minutes ' +
      'of its time.',
  },
};

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'the number of the alert',
  schema: { type: 'integer', minimum: 1 },
  example: 7,
};
const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A name of the request’s own. What comes again under it does nothing and is answered the same, for thirty days; refused ' +
    'requests leave it free.',
  schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
  example: 'brussels-1',
};
const replayedHeader = {
  description: 'true where this was answered before and nothing was done now',
  schema: { type: 'string', enum: ['true'] },
};

/** The description of these routes for programs, an OpenAPI 3.1 document. */
export const openApiOf = (routes: readonly Route[]): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Sitrep',
    version: '1',
    description:
      'Breaking alerts of the desk: write, send, approve, correct, withdraw and read them. An alert goes with as many keys as the desk file asks for, ' +
      'of people or of other tokens. And updates: add to what the desk reads.',
  },
  servers: [{ url: '/' }],
  paths: Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, here]) => [
      path,
      Object.fromEntries(here.map((route) => [route.method.toLowerCase(), operationOf(route)])),
    ]),
  ),
  components: {
    securitySchemes,
    schemas: Object.fromEntries(
      [problemAnswer, ...routes.map(({ schema }) => schema)].map((one) => [titleOf(one), jsonSchema(one)]),
    ),
  },
});

function operationOf(route: Route): Json {
  const { name, method, path, summary, scope } = route;
  const acts = method === 'POST';
  return {
    operationId: name,
    summary,
    security: [{ bearer: [scope] }, { signature: [scope] }],
    parameters: [...(path.includes('{id}') ? [idParameter] : []), ...(acts ? [keyParameter] : [])],
    ...requestBody(route),
    responses: { ...successes(route), ...refusals(route) },
  };
}

function requestBody({ fields, example }: Route): Json {
  if (Object.keys(fields.shape).length === 0) return {};
  const schema = jsonSchema(fields);
  return {
    requestBody: { required: schema.required !== undefined, content: { 'application/json': { schema, example } } },
  };
}

const successes = ({ answers, schema, method }: Route): Json =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { means, example }]) => [
      status,
      {
        description: means,
        ...(method === 'POST' ? { headers: { 'Idempotency-Replayed': replayedHeader } } : {}),
        content: { 'application/json': { schema: reference(schema), example } },
      },
    ]),
  );

function refusals(route: Route): Json {
  const codes = problemsOf(route).map((code) => ({ code, ...problems[code] }));
  return Object.fromEntries(
    [...Map.groupBy(codes, ({ status }) => status)].map(([status, those]) => [
      status,
      {
        description: those.map(({ code, means }) => `${code}: ${means}`).join(' '),
        content: { 'application/json': { schema: reference(problemAnswer) } },
      },
    ]),
  );
}

/** What may be wrong with a request for a route. */
function problemsOf({ method, path, problems: own = [] }: Route): readonly ProblemCode[] {
  const acts: readonly ProblemCode[] = [
    'malformed',
    'invalid',
    'refused',
    'too_large',
    'not_json',
    'key_reused',
    'unavailable',
  ];
  return [
    ...(['unauthorized', 'forbidden', 'replayed', 'too_many_requests', 'failed'] as const),
    ...(path.includes('{id}') ? (['not_found'] as const) : []),
    ...(method === 'POST' ? acts : []),
    ...own,
  ];
}

const reference = (schema: z.ZodType): Json => ({ $ref: `#/components/schemas/${titleOf(schema)}` });

const titleOf = (schema: z.ZodType): string => schema.meta()?.title ?? '';

function jsonSchema(schema: z.ZodType): Json {
  const { $schema, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    // The format says it; the pattern that stands for it fills ten lines.
    override: ({ jsonSchema: one }) => {
      if (one.format === 'date-time') delete one.pattern;
    },
  });
  return described;
}
