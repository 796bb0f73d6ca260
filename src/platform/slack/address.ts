import { limits } from './limits.ts';

/**
 * The address as a link may carry it: http or https, percent-encoded, without a user name (which serves to disguise the
 * host). Null where it cannot be a link.
 */
export function linkAddress(value: string): string | null {
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  url.username = '';
  url.password = '';
  const address = url.href.replaceAll('|', '%7C');
  return address.length > limits.url ? null : address;
}
