import { errorCodes } from '../news/error-code.ts';

/** The name was not found, or nobody listened there: Node's `errno` and undici's `UND_ERR_…`. */
const codes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** True for the error of a request that surely never reached its server, so that it may be sent again. */
export const neverSent = (error: unknown): boolean => errorCodes(error).some((code) => codes.has(code));
