import { webAddress } from '../../news/web-address.ts';
import { limits } from './limits.ts';

/**
 * An address as Discord may be given it: http or https, without a name and password in it; null for every other.
 * Signs that end a masked link are percent-encoded, and the `@` of `@everyone`: the service looks for that word in addresses
 * too. What cannot be an address then, as one of an IPv6 host, is none.
 */
export function safeAddress(address: string, longest: number = limits.url): string | null {
  const url = webAddress(address);
  if (url === null) return null;
  const written = url.replaceAll(
    /[()<>[\]\\*|`~\s]|@(?=everyone|here)/gi,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return written.length <= longest && URL.canParse(written) ? written : null;
}
