import { agencies } from '../news/agency.ts';
import type { Source } from '../news/source.ts';

/**
 * The agency that a piece names as its origin, by its name in the desk's language: a source element, an author who is an
 * agency, or a credit line such as "KYIV, Nov 22 (Reuters) -", "МОСКВА, 22 ноября. /ТАСС/", "… (AP)". Null where none is.
 */
export function creditedWire({ origin, author, title, summary }: Credits): string | null {
  const named = agencyNamed(origin ?? '') ?? agencyNamed(author ?? '');
  if (named !== null) return named;
  return agencyCredited(summary) ?? agencyCredited(title);
}

export interface Credits {
  readonly origin: string | null;
  readonly author: string | null;
  readonly title: string;
  readonly summary: string;
}

const anySignature = agencies.map(([, signatures]) => signatures).join('|');
const wholeNames = agencies.map(([name, signatures]) => [name, new RegExp(`^(?:${signatures})$`, 'iu')] as const);
const partNames = agencies.map(
  ([name, signatures]) => [name, new RegExp(`(?<!\\p{L})(?:${signatures})(?!\\p{L})`, 'iu')] as const,
);

/** Place and date before the credit, for example "KYIV, Ukraine, Nov. 22". */
const dateline = '^(?:[^.,!?]{0,40}[.,] ?){0,3}[^.!?]{0,40}?';
const inBrackets = new RegExp(`${dateline}[(/\\[](${anySignature})[)/\\]]`, 'u');
/** "Москва. 22 ноября. INTERFAX.RU - …", "МОСКВА, 22 ноя - РИА Новости. …" */
const byDash = new RegExp(
  `${dateline}(?<!\\p{L})(${anySignature})(?: ?[-–—] |(?<=[-–—] (?:${anySignature}))\\. )`,
  'u',
);
const atEnd = new RegExp(`(?:[(/\\[]|(?:Source|Источник|Quelle|Джерело): ?)(${anySignature})[)/\\]]?\\.?$`, 'u');

function agencyCredited(text: string): string | null {
  const start = text.slice(0, 160);
  const signature = (inBrackets.exec(start) ?? byDash.exec(start) ?? atEnd.exec(text.slice(-80)))?.[1];
  return signature === undefined ? null : agencyNamed(signature);
}

/** "Reuters", "By Reuters", "Jane Doe, Reuters", "Reuters/AP" (the first). */
function agencyNamed(text: string): string | null {
  for (const part of text.slice(0, 200).split(/[,;|/]/)) {
    const name = part
      .trim()
      .replace(/^by /i, '')
      .replace(/ staff$/i, '');
    const agency = wholeNames.find(([, signature]) => signature.test(name));
    if (agency !== undefined) return agency[0];
  }
  return null;
}

/** True where a source only names itself: what an agency publishes in its own feed is no copy. */
export function isOwnWire(wire: string, { name, owner }: Pick<Source, 'name' | 'owner'>): boolean {
  return [name, owner].some((own) => {
    const agency = partNames.find(([, signature]) => signature.test(own));
    return agency?.[0] === wire || holdsWords(own, wire) || holdsWords(wire, own);
  });
}

/** "The Straits Times" holds "Straits Times". */
function holdsWords(text: string, words: string): boolean {
  const plain = (name: string): string => ` ${(name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  return plain(words).trim() !== '' && plain(text).includes(plain(words));
}
