import { nearest } from '../news/nearest.ts';
import { type SettingName, settings } from './settings.ts';

/**
 * A mistake for each name that looks like a setting and is none, with the one that was probably meant. Every
 * `SITREP_…` name must be known. Of a platform's names only those are mistakes that stand in for a known one, because
 * other programs on the machine have settings such as SLACK_WEBHOOK_URL.
 */
export function unknownNames(
  given: Readonly<Record<string, string>>,
): readonly { readonly name: string; readonly text: string }[] {
  const strangers = Object.keys(given).filter((name) => !Object.hasOwn(settings.shape, name) && !foreign(name, given));
  return strangers.flatMap((name) => {
    const prefix = /^(SITREP|SLACK|DISCORD)_/.exec(name)?.[0];
    if (prefix === undefined) return [];
    const meant = probablyMeant(name, prefix);
    if (prefix !== 'SITREP_' && (meant === null || given[meant] !== undefined)) return [];
    return [{ name, text: `${name} is unknown${meant === null ? ': remove it.' : `; did you mean ${meant}?`}` }];
  });
}

/** The tests' own names, and those that Kubernetes sets for a service called "sitrep" (its "service links"). */
function foreign(name: string, given: Readonly<Record<string, string>>): boolean {
  if (name.startsWith('SITREP_TEST_')) return true;
  return given.KUBERNETES_SERVICE_HOST !== undefined && /^SITREP_(SERVICE_(HOST|PORT)|PORT)(_|$)/.test(name);
}

/** First a name with all the typed parts (`SITREP_PORT`: `SITREP_HTTP_PORT`) or some of them, then a near spelling. */
function probablyMeant(name: string, prefix: string): string | null {
  // The shared beginning says nothing about what was meant, and would make every name near every other.
  const typed = name.slice(prefix.length);
  // The shape's keys are the setting names.
  const known = (Object.keys(settings.shape) as SettingName[])
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => candidate.slice(prefix.length));
  const holds = (whole: string, part: string): boolean =>
    part.split('_').every((word) => whole.split('_').includes(word));
  const found =
    known.find((candidate) => holds(candidate, typed)) ??
    known.find((candidate) => holds(typed, candidate)) ??
    nearest(typed, known);
  return found === null ? null : `${prefix}${found}`;
}
