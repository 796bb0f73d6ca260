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
