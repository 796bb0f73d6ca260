import { MOST_LINKS } from '../src/news/alert-text.ts';
import { UserError } from '../src/news/user-error.ts';
import { isWebAddress } from '../src/news/web-address.ts';

/** What the option `link` takes. */
export const linkWords = `one address, or up to ${MOST_LINKS} apart by blanks`;

/** Reads addresses that stand apart by blanks. Throws `UserError` for what is none. */
export function addressesIn(typed: string): readonly string[] {
  const found = [...new Set(typed.trim().split(/\s+/))];
  const wrong = found.find((address) => !isWebAddress(address));
  const takes = `link takes up to ${MOST_LINKS} addresses such as https://example.org/page, apart by blanks`;
  if (wrong !== undefined) throw new UserError(`${takes}; “${wrong}” is none.`, { option: 'link' });
  if (found.length > MOST_LINKS) throw new UserError(`${takes}; these are ${found.length}.`, { option: 'link' });
  return found;
}
