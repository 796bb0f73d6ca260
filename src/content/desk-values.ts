import { Cron } from 'croner';
import { nearest } from '../news/nearest.ts';
import { parseQuietHours } from '../news/quiet-hours.ts';
import { isZone, zoneNames } from '../news/zones.ts';

/** Whether a word or phrase of a topic is in lower case, in single blanks, and with `*` at the end of words only. */
export function isTopicWord(phrase: string): boolean {
  return phrase === phrase.toLowerCase() && phrase.split(' ').every((word) => /^[^\s*]+\*?$/.test(word));
}

/** Whether a text is a host in the spelling of addresses, alone or with a port: `news.example`, `[fd00::1]:8080`. */
export function isHost(text: string): boolean {
  const url = URL.parse(`http://${text}`);
  return url !== null && (url.host === text || `${url.hostname}:80` === text);
}

/** Whether a text is a BCP 47 tag in its canonical form. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** Why a text is no ISO 3166-1 code of a country (nor XX), as a sentence; null where it is one. */
export function countryProblem(code: string): string | null {
  if (code === 'XX') return null;
  // Intl knows the code in use for a retired or mistaken one, for example GB for UK.
  const current = /^[a-z]{2}$/i.test(code) ? new Intl.Locale(`und-${code}`).region : undefined;
  const known = current !== undefined && countryNames.of(current) !== undefined;
  if (known && current === code) return null;
  return `No country has this code.${didYouMean(known ? current : null)}`;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Why a text is no IANA time zone, as a sentence; null where it is one. */
export function zoneProblem(name: string): string | null {
  if (isZone(name)) return null;
  return `No time zone has this name.${didYouMean(nearest(name, zoneNames()))}`;
}

/** Why a cron expression of five fields cannot be used, as a sentence; null where it can. */
export function cronProblem(expression: string): string | null {
  try {
    const next = new Cron(expression, { paused: true, mode: '5-part', timezone: 'UTC' }).nextRun(new Date(0));
    return next === null ? 'No day fits it, so it would never be due.' : null;
  } catch (error) {
    return `It cannot be read: ${error instanceof Error ? error.message.replace(/^CronPattern: /, '') : error}.`;
  }
}

/** Why a text names no quiet hours, as a sentence; null where it does. */
export function quietProblem(typed: string): string | null {
  try {
    return parseQuietHours(typed) && null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const didYouMean = (word: string | null): string => (word === null ? '' : ` Did you mean "${word}"?`);
