/** Causes deeper than this are not looked at: an error may be its own cause. */
const DEEPEST = 5;

/**
 * The codes of an error and of what caused it, outermost first: `ECONNREFUSED`, `28P01`. Several addresses of one host
 * fail together as an AggregateError: the first speaks for all.
 */
export function errorCodes(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth >= DEEPEST) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const next: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return [...own, ...errorCodes(next, depth + 1)];
}

/** The outermost code of an error; null where neither it nor what caused it has one. */
export const errorCode = (error: unknown): string | null => errorCodes(error)[0] ?? null;
