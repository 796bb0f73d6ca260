/**
 * An http(s) address in its normal spelling, read against `base` where it is relative; null for every other. User name and
 * password are dropped: in what people publish they only disguise where a link leads.
 */
export function webAddress(text: string, base?: string): string | null {
  const url = URL.parse(text, base);
  if (url === null || !isWeb(url)) return null;
  url.username = '';
  url.password = '';
  return url.href;
}

/** True for a whole http(s) address that carries no user name and no password. */
export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && isWeb(url) && url.username === '' && url.password === '';
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';
