import { webAddress } from '../news/web-address.ts';

/** Longer addresses open nowhere: browsers and chats take about 2,000 characters. */
const MAX_LINK = 4_000;

/** What a relative address may be read against, the nearest first. */
export type Bases = readonly (string | null)[];

/**
 * An address as an absolute http(s) URL, read against the first base that fits; null for anything else (`javascript:`,
 * `mailto:`, blank). User names and passwords are dropped: they only disguise where a link leads.
 */
export function absoluteLink(href: string, ...bases: Bases): string | null {
  // An ampersand encoded twice is never meant in an address.
  const address = href.trim().replaceAll('&amp;', '&');
  if (address === '' || address.length > MAX_LINK) return null;
  for (const base of [undefined, ...bases]) {
    const link = base === null ? null : webAddress(address, base);
    if (link !== null) return link;
  }
  return null;
}

/** The first address that can be opened, as `absoluteLink` gives it; null where none can. */
export function firstLink(hrefs: readonly string[], bases: Bases): string | null {
  for (const href of hrefs) {
    const link = absoluteLink(href, ...bases);
    if (link !== null) return link;
  }
  return null;
}

/** Parameters that tell a publisher where a reader came from, and nothing about the page. */
const tracking =
  /^(?:utm_.*|at_(?:medium|campaign|custom\d|link_.*|ptr_name|bbc_team|format)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|mc_cid|mc_eid|_openstat|wt_mc|wt_zmc|ns_mchannel|ns_campaign|ns_source|cmpid|cmp|ocid|smid|feedtype|feedname|wprss|_hsenc|_hsmi|mkt_tok|xtor|ftag|guccounter|__twitter_impression)$/i;

/**
 * One spelling for the addresses of one page, for comparing and not for opening: https, lower-case host without trailing
 * dots or a default port, no fragment, no tracking parameters, parameters in order. Null when it is not http(s).
 */
export function canonicalUrl(address: string): string | null {
  const link = webAddress(address);
  if (link === null) return null;
  const url = new URL(link);
  const parameters = [...url.searchParams].filter(([name]) => !tracking.test(name)).sort(byName);
  const query = new URLSearchParams(parameters).toString();
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname;
  return `https://${url.hostname.replace(/\.+$/, '')}${port}${path}${query === '' ? '' : `?${query}`}`;
}

const byName = ([one]: readonly [string, string], [other]: readonly [string, string]): number =>
  one < other ? -1 : one > other ? 1 : 0;
