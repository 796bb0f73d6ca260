import { deedOf, type Unit, unitOf } from './figure-unit.ts';
import { digitsValue, magnitudeOf, wordValue } from './numeral.ts';

/** A number in a text and what it counts there. */
export interface Figure {
  /** What is counted, and what became of it: `killed`, `drones downed`, `euros`. Figures of one unit can be compared. */
  readonly unit: string;
  readonly value: number;
  /** The upper end of "10-12"; null for one number. */
  readonly to: number | null;
  /** As it is written, its qualifier ("at least", "up to") included. */
  readonly literal: string;
}

/** More signs of a text are not read. */
const MOST_READ = 800;
/** Words that may stand between a number and what it counts, or between that and what became of it. */
const MOST_BETWEEN = 3;

/**
 * The figures of a text in English, Ukrainian, Russian, German, French or Polish: numbers that count something the desk has a
 * unit for (`figure-unit.ts`). A number without one is a date, a time, a name ("F-16", "Article 5") or not to be compared.
 */
export function figuresIn(text: string): readonly Figure[] {
  const read = text.slice(0, MOST_READ);
  const tokens = tokensOf(read);
  const found: Figure[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const figure = figureAt(read, tokens, at);
    if (figure === null) continue;
    found.push(figure.figure);
    at = figure.last;
  }
  return found;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly value: ((isPart: boolean) => number) | null;
  readonly isWord: boolean;
}

/** Names with digits ("F-16", "G7", "2nd") are one word; thousands may be parted by blanks. */
const token =
  /(?:US)?\$|[€£₽₴%]|\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d{1,2})?(?![\p{L}\p{N}])|\d+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\p{N}'’ʼ-]*|\S/gu;

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(token)].map(([written], at, all) => {
    const start = all[at]?.index ?? 0;
    const isDigits = /^\d/.test(written);
    const spoken = isDigits ? null : wordValue(written);
    return {
      text: written,
      start,
      end: start + written.length,
      value: isDigits ? (isPart) => digitsValue(written, isPart) : spoken === null ? null : () => spoken,
      isWord: /^\p{L}/u.test(written),
    };
  });

interface Counted {
  readonly figure: Figure;
  /** The last token that is part of it. */
  readonly last: number;
}

function figureAt(text: string, tokens: readonly Token[], at: number): Counted | null {
  const number = tokens[at];
  if (number?.value == null || !standsAlone(text, number) || isCalendar(tokens, at)) return null;
  const range = rangeAt(text, tokens, at);
  const end = range ?? at;
  const money = unitOf((tokens[at - 1]?.text ?? '').replace(/^US/, ''));
  const isMoney = money !== null && currency.test(tokens[at - 1]?.text ?? '');
  const scale = scaleAt(tokens, end + 1, isMoney);
  const behind = end + (scale === null ? 1 : 2);
  const isShare = tokens[behind]?.text === '%' || unitOf(tokens[behind]?.text ?? '')?.name === 'percent';
  const amountOf = (one: Token): number => (one.value?.(scale !== null || isShare) ?? 0) * (scale ?? 1);
  const isYear = scale === null && !isMoney && /^(?:19|20)\d\d$/.test(number.text);
  if (isYear) return null;
  const before = qualified(tokens, isMoney ? at - 1 : at);
  const counted = isMoney ? { unit: money, last: behind - 1 } : unitAfter(tokens, behind);
  const upper = range === null ? null : tokens[range];
  const numbers = { value: amountOf(number), to: upper === null || upper === undefined ? null : amountOf(upper) };
  const figure = (unit: string, first: number, last: number): Counted => ({
    figure: { unit, ...numbers, literal: text.slice(tokens[first]?.start, tokens[last]?.end) },
    last: Math.max(last, behind - 1),
  });
  if (counted !== null) {
    const { name, first, last } = withDeed(tokens, counted, before);
    return figure(name, first, last);
  }
  const verb = unitOf(tokens[before.verb]?.text ?? '');
  if (verb?.kind === 'toll') return figure(verb.name, before.verb, behind - 1);
  const toll = tollBefore(tokens, at);
  return toll === null ? null : figure(toll.name, toll.at, behind - 1);
}

const currency = /^(?:(?:US)?\$|[€£₽₴]|EUR|USD|GBP)$/;

/** No part of a time, a ratio, a name or a compound ("12-year-old"), and no "no one". */
function standsAlone(text: string, { start, end }: Token): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 2);
  return (
    !/(?:[\p{L}\p{N}/:.,#№-]|\bno )$/iu.test(before) &&
    !/^(?:-\p{L}|:\d|\/\d)/u.test(after) &&
    !/^\p{L}/u.test(glued(after))
  );
}

/** Letters right behind a number make a name of it, unless they multiply or measure it. */
const glued = (after: string): string => (/^(?:k|m|b|t|к|м|т)/iu.test(after) ? '' : after);

const months =
  /^(?:jan|feb|mar(?:ch|s|ca)?$|mär|apr|may$|mai$|maja$|jun|juin|jul|juil|aug|août|sep|oct|okt|nov|dec|dez|déc|янв|фев|март|апр|ма[йя]$|июн|июл|авг|сен|окт|ноя|дек|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|лист|груд|stycz|lut|kwie|czerw|lip|sierp|wrze|paźd|list|grud)/iu;
const isMonth = (word: string | undefined): boolean => word !== undefined && months.test(word);

/** "24 November", "November 24", "24. November". */
const isCalendar = (tokens: readonly Token[], at: number): boolean =>
  isMonth(tokens[at - 1]?.text) ||
  isMonth(tokens[at + 1]?.text) ||
  (tokens[at + 1]?.text === '.' && isMonth(tokens[at + 2]?.text));

/** Where the upper end of "10-12" stands; null where there is none. */
function rangeAt(text: string, tokens: readonly Token[], at: number): number | null {
  const [number, dash, upper] = tokens.slice(at, at + 3);
  if (number === undefined || upper?.value == null || dash === undefined || !/^[-–]$/.test(dash.text)) return null;
  return /\s/.test(text.slice(number.end, upper.start)) ? null : at + 2;
}

/** A single letter multiplies only money: "5 m" is a length, and "5 b" may be a flat. */
function scaleAt(tokens: readonly Token[], at: number, isMoney: boolean): number | null {
  const word = tokens[at]?.text ?? '';
  return word.length === 1 && !isMoney ? null : magnitudeOf(word);
}

const qualifiers = new Set(
  (
    'at least more than over up to about around some nearly almost roughly approximately fewer less under as many another only all other down off ' +
    'щонайменше принаймні понад більше ніж близько майже до приблизно не менше ще ' +
    'по меньшей мере как минимум более больше чем свыше около почти менее примерно ещё еще ' +
    "mindestens mehr als über rund etwa bis zu fast knapp ungefähr weitere au moins plus de environ jusqu'à près quelque " +
    'co najmniej ponad około prawie niemal do przynajmniej blisko'
  ).split(' '),
);
/** Belongs to the verb before it and qualifies nothing. */
const particle = /^(?:down|off|to|do|other|zu|at|de)$/iu;

interface Before {
  /** Where the qualifiers of a number begin; its own place where it has none. */
  readonly first: number;
  /** What stands before them. */
  readonly verb: number;
}

function qualified(tokens: readonly Token[], at: number): Before {
  let first = at;
  while (first > 0 && at - first < 4 && qualifiers.has(tokens[first - 1]?.text.toLowerCase() ?? '')) first -= 1;
  const verb = first - 1;
  while (first < at && particle.test(tokens[first]?.text ?? '') && tokens[first + 1]?.text !== 'least') first += 1;
  return { first, verb };
}

const parting =
  /^(?:of|out|from|with|by|in|on|at|and|but|while|who|und|mit|von|et|avec|dont|i|oraz|z|w|и|а|но|с|со|из|в|на|й|та|але|із|зі|з|у)$/iu;
const among = /^(?:of|out|von|sur|из|із|зі|з|z|spośród)$/iu;

interface Named {
  readonly unit: Unit;
  readonly last: number;
}

/** The first unit within the next words; in "80 of 100 drones" it is that of the first number. */
function unitAfter(tokens: readonly Token[], from: number): Named | null {
  let at = from;
  if (among.test(tokens[at]?.text ?? '')) {
    const of = tokens.slice(at, at + 4).findIndex(({ value }) => value !== null);
    if (of < 0) return null;
    at += of + 1;
  }
  for (let words = 0; words <= MOST_BETWEEN; words += 1, at += 1) {
    const next = tokens[at];
    if (next === undefined || next.value !== null || parting.test(next.text)) return null;
    // "Per cent" and "pour cent" are the only units of two words.
    if (/^(?:per|pour)$/i.test(next.text) && tokens[at + 1]?.text === 'cent')
      return { unit: { name: 'percent', kind: 'thing' }, last: at + 1 };
    const unit = unitOf(next.text.replace(/^d['’]/i, ''));
    if (unit !== null) return { unit, last: at };
    if (!next.isWord || isMonth(next.text)) return null;
  }
  return null;
}

/** The unit with what became of it, which stands right before the number or in the words behind the unit. */
function withDeed(
  tokens: readonly Token[],
  { unit, last }: Named,
  { first, verb }: Before,
): { readonly name: string; readonly first: number; readonly last: number } {
  const name = (deed: string): string => (unit.name === 'people' ? deed : `${unit.name} ${deed}`);
  const did = deedOf(unit, tokens[verb]?.text ?? '');
  if (did !== null) return { name: name(did), first: verb, last };
  for (let at = last + 1; at <= last + 1 + MOST_BETWEEN; at += 1) {
    const next = tokens[at];
    if (next === undefined || !next.isWord || next.value !== null || parting.test(next.text)) break;
    const became = deedOf(unit, next.text);
    if (became !== null) return { name: name(became), first, last: tokens[at + 1]?.text === 'down' ? at + 1 : at };
  }
  if (unit.name === 'percent' && tokens[last + 1]?.text === 'of' && tokens[last + 2]?.text === 'GDP')
    return { name: 'percent of GDP', first, last: last + 2 };
  return { name: unit.name, first, last };
}

/** "Death toll rises to nine", "число погибших выросло до 9". */
function tollBefore(tokens: readonly Token[], at: number): { readonly name: string; readonly at: number } | null {
  for (let back = at - 1; back >= Math.max(0, at - 6); back -= 1) {
    const { text, isWord } = tokens[back] ?? { text: '', isWord: false };
    if (!isWord) return null;
    if (/^toll$/i.test(text))
      return { name: 'killed', at: tokens[back - 1]?.text.toLowerCase() === 'death' ? back - 1 : back };
    if (!/^(?:число|кількість|liczba|zahl|nombre|bilan)$/iu.test(text)) continue;
    const counted = tokens
      .slice(back + 1, at)
      .map((one) => unitOf(one.text))
      .find((unit) => unit?.kind === 'toll');
    return counted == null ? null : { name: counted.name, at: back };
  }
  return null;
}
