import type { Named } from './places.ts';

const months: readonly string[] = [
  'Jan(?:uary|uar|vier)?|січня|января|stycznia',
  'Feb(?:ruary|ruar)?|février|лютого|февраля|lutego',
  'Mar(?:ch|s)?|März|березня|марта|marca',
  'Apr(?:il)?|avril|квітня|апреля|kwietnia',
  'May|Mai|травня|мая|maja',
  'Jun[ei]?|juin|червня|июня|czerwca',
  'Jul[yi]?|juillet|липня|июля|lipca',
  'Aug(?:ust)?|août|серпня|августа|sierpnia',
  'Sep(?:t(?:ember|embre)?)?|вересня|сентября|września',
  'O[ck]t(?:ob(?:er|re))?|жовтня|октября|października',
  'Nov(?:emb(?:er|re))?|листопада|ноября|listopada',
  'De[cz](?:emb(?:er|re))?|décembre|грудня|декабря|grudnia',
];
const month = months.map((forms) => `(${forms})`).join('|');
const dayFirst = new RegExp(`(?<![\\p{L}\\p{N}.,:])(\\d{1,2})(?:\\.|st|nd|rd|th)? (?:${month})(?!\\p{L})`, 'giu');
const monthFirst = new RegExp(`(?<!\\p{L})(?:${month}) (\\d{1,2})(?![\\p{L}\\p{N}.,:]*\\d)`, 'giu');

/** More signs of a text are not read. */
const MOST_READ = 800;

/**
 * The days that a text gives by day and month, each once. Weekdays and words such as "yesterday" are passed over: which day they
 * mean depends on when and where they were written.
 */
export function daysIn(text: string): readonly Named[] {
  const read = text.slice(0, MOST_READ);
  const found = new Map<string, Named>();
  const keep = (day: string | undefined, forms: readonly (string | undefined)[], literal: string): void => {
    const name = `${Number(day)}.${forms.findIndex((form) => form !== undefined) + 1}.`;
    if (Number(day) >= 1 && Number(day) <= 31 && !found.has(name)) found.set(name, { name, literal });
  };
  for (const match of read.matchAll(dayFirst)) keep(match[1], match.slice(2, 14), match[0]);
  for (const match of read.matchAll(monthFirst)) keep(match[13], match.slice(1, 13), match[0]);
  return [...found.values()];
}
