import { UserError } from '../../news/user-error.ts';

/** What may be wrong with a request, with the HTTP status that says so. */
export const problemStatus = {
  malformed: 400,
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  duplicate: 409,
  refused: 409,
  replayed: 409,
  too_large: 413,
  not_json: 415,
  key_reused: 422,
  too_many_requests: 429,
  failed: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

/** Why a request is not done: a sentence that says what to do, and the field that it is about. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly field: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    message: string,
    { field = null, headers = {} }: { readonly field?: string | null; readonly headers?: Problem['headers'] } = {},
  ) {
    super(message);
    this.code = code;
    this.field = field;
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

/** A problem as it is answered. */
export const answerProblem = ({ code, message, field, headers }: Problem): Response =>
  Response.json(
    { error: { code, message, ...(field === null ? {} : { field }) } },
    { status: problemStatus[code], headers },
  );
