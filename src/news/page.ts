import { createHash } from 'node:crypto';
import type { Update } from './update.ts';
import { webAddress } from './web-address.ts';

/** Parameters that tell a publisher where a reader came from, and nothing about the page. */
const trackingName =
  /^(?:utm_.*|at_(?:medium|campaign|custom\d|link_.*|ptr_name|bbc_team|format)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|mc_cid|mc_eid|_openstat|wt_mc|wt_zmc|ns_mchannel|ns_campaign|ns_source|cmpid|cmp|ocid|smid|feedtype|feedname|wprss|_hsenc|_hsmi|mkt_tok|xtor|ftag|guccounter|__twitter_impression)$/i;

/** Publishers have names of their own for the same: `mod=rss_world`, `partner=rss`, `s_cid=rss:news`, `maca=en-rss-top`. */
const trackingValue = /(?:^|[^a-z])rss(?:[^a-z]|$)/i;

/**
 * One spelling for the addresses of one page, for comparing and not for opening: https, lower-case host without trailing
 * dots or a default port, no fragment, no tracking parameters, parameters in order. Null when it is not http(s).
 */
export function canonicalUrl(address: string): string | null {
  const link = webAddress(address);
  if (link === null) return null;
  const url = new URL(link);
  const parameters = [...url.searchParams]
    .filter(([name, value]) => !trackingName.test(name) && !trackingValue.test(value))
    .sort(byName);
  const query = new URLSearchParams(parameters).toString();
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname;
  return `https://${url.hostname.replace(/\.+$/, '')}${port}${path}${query === '' ? '' : `?${query}`}`;
}

/** One key for a page of one source, short whatever its address is; null for an update without an address. */
export function pageKey({ source, url }: Pick<Update, 'source' | 'url'>): string | null {
  const page = url === null ? null : canonicalUrl(url);
  return page === null ? null : createHash('sha256').update(`${source}\n${page}`).digest('hex').slice(0, 20);
}

const byName = ([one]: readonly [string, string], [other]: readonly [string, string]): number =>
  one < other ? -1 : one > other ? 1 : 0;
