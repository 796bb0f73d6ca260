import { webAddress } from '../../news/web-address.ts';
import { limits } from './limits.ts';

/**
 * The address as a link may carry it: http or https, percent-encoded, without a user name. Null where it cannot be a link.
 */
export function linkAddress(value: string): string | null {
  const address = webAddress(value)?.replaceAll('|', '%7C') ?? null;
  return address === null || address.length > limits.url ? null : address;
}
