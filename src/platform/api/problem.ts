import * as z from 'zod';
import { UserError } from '../../news/user-error.ts';

/** What may be wrong with a request: the HTTP status that says so, and when that is. */
export const problems = {
  malformed: { status: 400, means: 'The body is no JSON.' },
  invalid: { status: 400, means: 'A field or the Idempotency-Key is missing, not known or wrong.' },
  unauthorized: { status: 401, means: 'There is no token that works, or its signature does not fit.' },
  forbidden: { status: 403, means: 'The token lacks the scope.' },
  not_found: { status: 404, means: 'There is no such alert or address.' },
  method_not_allowed: { status: 405, means: 'The address takes another method.' },
  duplicate: { status: 409, means: 'Another alert said the same within the last minute.' },
  refused: { status: 409, means: 'The desk does not do this as things stand.' },
  replayed: { status: 409, means: 'This very signed request came before.' },
  too_large: { status: 413, means: 'The body is longer than 64 kB, or than 512 kB with updates.' },
  not_json: { status: 415, means: 'The body is not said to be JSON.' },
  key_reused: { status: 422, means: 'Another request was made under this Idempotency-Key.' },
  too_many_requests: { status: 429, means: 'The token asks too often; Retry-After says when it may again.' },
  failed: { status: 500, means: 'The desk has a fault, which its log tells.' },
  unavailable: { status: 503, means: 'The desk cannot keep anything now.' },
} as const;
export type ProblemCode = keyof typeof problems;

const mistake = z.strictObject({ field: z.string().nullable(), message: z.string() });
export type Mistake = Readonly<z.output<typeof mistake>>;

/** A problem as it is answered. */
export const problemAnswer = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(Object.keys(problems) as ProblemCode[]),
      message: z.string().describe('what is wrong and what to do, for people'),
      field: z.string().describe('the field or header that it is about').optional(),
      mistakes: z.array(mistake).describe('of fields that are wrong: the first of them, each by itself').optional(),
    }),
  })
  .meta({ title: 'Problem' });

/** Why a request is not done: a sentence that says what to do, and the field that it is about. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly field: string | null;
  readonly mistakes: readonly Mistake[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    message: string,
    { field = null, mistakes = [], headers = {} }: Partial<Pick<Problem, 'field' | 'mistakes' | 'headers'>> = {},
  ) {
    super(message);
    this.code = code;
    this.field = field;
    this.mistakes = mistakes;
    this.headers = headers;
  }
}

/** Whoever asks is not let in. */
export const unauthorized = (message: string): Problem =>
  new Problem('unauthorized', message, { headers: { 'WWW-Authenticate': 'Bearer' } });

/** What went wrong, in words for a program's author; null where it is a fault of the desk's own. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof UserError)) return null;
  const { message, option, cause } = error;
  if (option === 'id') return new Problem('not_found', message);
  // What the desk refuses has no cause below it, as a full disk has.
  return new Problem(cause === undefined ? 'refused' : 'unavailable', message, { field: option });
}

/** The answer that tells a problem. */
export function answerProblem({ code, message, field, mistakes, headers }: Problem): Response {
  const body: z.output<typeof problemAnswer> = {
    error: {
      ...{ code, message },
      ...(field === null ? {} : { field }),
      ...(mistakes.length === 0 ? {} : { mistakes: [...mistakes] }),
    },
  };
  return Response.json(body, { status: problems[code].status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
