import { expect, it } from 'vitest';
import { errorCode, errorCodes } from '../../src/news/error-code.ts';

const coded = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });

it('names the codes of an error and of what caused it, outermost first', () => {
  const failed = new Error('fetch failed', { cause: coded('UND_ERR_SOCKET', coded('ECONNRESET')) });
  expect(errorCodes(failed)).toEqual(['UND_ERR_SOCKET', 'ECONNRESET']);
  expect(errorCode(failed)).toBe('UND_ERR_SOCKET');
});

it('lets the first of several addresses speak for all', () => {
  const both = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
  expect(errorCodes(new TypeError('fetch failed', { cause: both }))).toEqual(['ENETUNREACH']);
});

it('finds none where there is none, and an end where an error is its own cause', () => {
  expect([errorCode('ENOENT'), errorCode(new Error('no'))]).toEqual([null, null]);
  const own = new Error('own');
  own.cause = own;
  expect(errorCode(own)).toBeNull();
});
