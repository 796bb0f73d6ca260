import { anySignature, partNames, wholeNames } from '../news/agency.ts';
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

/** Place and date before the credit, for example "KYIV, Ukraine, Nov. 22". */
const dateline = '^(?:[^.,!?]{0,40}[.,] ?){0,3}[^.!?]{0,40}?';
/** "mit dpa", "Le Figaro avec AFP". */
const together = '(?:with|mit|avec|con|com|med|z|за матеріалами|по материалам) ';
/** Those who are named beside the first: "AP/dpa", "dpa/lnw", "Reuters, AFP", "STT–Reuters". */
const others = '(?: ?[-–/,+&] ?\\p{L}[\\p{L}. ]{0,20}){0,4}';
const [opening, closing] = ['[(/\\[（【]', '[)/\\]）】]'];
const sourceWord = '(?:Source|Sources|Quelle|Fonte|Fuente|Źródło|Zdroj|Källa|Kilde|Lähde|Kaynak|Источник|Джерело)';
const tells = '(?:повідомляє|пише|передає|інформує|сообщает|пишет|передает|передаёт|информирует)';

const atStart = [
  // "KYIV, Nov 22 (Reuters) -", "МОСКВА, 22 ноября. /ТАСС/", "Berlin (dpa/lnw)", "[ワシントン 22日 ロイター]"
  `${dateline}${opening}(?:${together})?(${anySignature})${others}${closing}`,
  `^[\\[【][^\\]】]{0,40} (${anySignature})[\\]】]`,
  // "Москва. 22 ноября. INTERFAX.RU - …", "МОСКВА, 22 ноя - РИА Новости. …"
  `${dateline}(?<!\\p{L})(${anySignature})(?: ?[-–—] |(?<=[-–—] (?:${anySignature}))\\. )`,
];
const atEnd = [
  `(?:${opening}|${sourceWord}: ?)(?:${together})?(${anySignature})${others}${closing}?\\.?$`,
  // "Talks may resume — Reuters", "Talks may resume: Reuters", "Talks may resume | AP News", "… Reuters / TASS / Interfax"
  `(?: [-–—|]|[,.!?] ?[-–—]|[\\p{L}\\d»”"]:) (?:${together})?(${anySignature})${others}\\.?$`,
  `(?<=[.!?»”"] )(${anySignature})(?: ?[-–/] ?\\p{L}[\\p{L}. ]{0,20}){0,3}\\.?$`,
];
/** "Про це повідомляє Reuters", "Об этом сообщает агентство ТАСС". */
const inside = `(?:Про це|Об этом) ${tells} (?:[\\p{Ll}-]+ ){0,3}«?(${anySignature})(?!\\p{L})`;

const starts = atStart.map((pattern) => new RegExp(pattern, 'u'));
const ends = atEnd.map((pattern) => new RegExp(pattern, 'u'));
const told = new RegExp(inside, 'u');

function agencyCredited(text: string): string | null {
  const [start, end] = [text.slice(0, 160), text.slice(-80)];
  const found = [
    ...starts.map((pattern) => pattern.exec(start)),
    ...ends.map((pattern) => pattern.exec(end)),
    told.exec(text.slice(0, 1_000)),
  ].find((match) => match !== null);
  return found?.[1] === undefined ? null : agencyNamed(found[1]);
}

/** "Reuters", "By Reuters", "Jane Doe, AFP agence", "Le Figaro avec AFP", "Reuters/AP" (the first). */
function agencyNamed(text: string): string | null {
  for (const part of text.slice(0, 200).split(/[,;|/]/)) {
    const name = part
      .trim()
      .replace(/^by /i, '')
      .replace(withOthers, '')
      .replace(/ (?:staff|agence|agency|news agency)$/i, '');
    const agency = wholeNames.find(([, signature]) => signature.test(name));
    if (agency !== undefined) return agency[0];
  }
  return null;
}

const withOthers = new RegExp(`^(?:.{0,60} )?${together}`, 'u');

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
