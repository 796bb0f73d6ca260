import { errorCode } from '../news/error-code.ts';
import { notPublic } from './public-web.ts';

/**
 * Why a request got no answer, in words for people. `host` is named; the rest of the address is not, since it may hold a
 * key. Codes: Node's `errno`, OpenSSL's verification results and undici's `UND_ERR_…`.
 */
export function networkProblem(error: unknown, host: string): string {
  const code = errorCode(error);
  if (code === notPublic)
    return `${host} is inside a private network, where no feed is read (feeds.allow in the desk file names exceptions)`;
  if (code === null) return `${host} could not be read (${reasonOf(error)})`;
  for (const [codes, say] of problems) if (codes.test(code)) return say(host);
  return `${host} could not be reached (${code})`;
}

const problems: readonly (readonly [codes: RegExp, say: (host: string) => string])[] = [
  [/^(?:ENOTFOUND|EAI_)/, (host) => `no server named ${host} was found (or there is no network)`],
  [/^ECONNREFUSED$/, (host) => `${host} refuses connections`],
  [
    /^(?:ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    (host) => `there is no way to ${host} (is there a network?)`,
  ],
  [/TIMEDOUT$|TIMEOUT$/, (host) => `${host} did not answer in time`],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, (host) => `${host} broke the connection off`],
  [/^CERT_HAS_EXPIRED$/, (host) => `the certificate of ${host} has expired`],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, (host) => `the certificate of ${host} belongs to another name`],
  [/SELF_SIGNED|^UNABLE_TO_|^CERT_/, (host) => `the certificate of ${host} cannot be trusted`],
  [/^(?:EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, (host) => `no secure connection to ${host} could be made`],
  [/^(?:HPE_|UND_ERR_)/, (host) => `${host} does not answer in proper HTTP`],
];

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  return error.cause instanceof Error
    ? reasonOf(error.cause)
    : error.message.replace(/\bhttps?:\/\/\S+/g, 'its address');
}
