import type { Bloc } from './source.ts';
import type { Voice } from './voice.ts';

/** What somebody is denied, and nobody says. */
const withheld =
  'entry|access|visas?|bail|asylum|permission|boarding|parole|requests?|petitions?|appeals?|motions?|lawsuits?|funds|funding|clearances?|permits?|licen[cs]es?|overflights?|extradition';
/** Behind these, it is said all the same: "denies reports of visa requests". */
const said = 'reports?|claims?|that|allegations?|accusations?|of|on|any|links?|roles?|plans?';

/** What headlines deny with. "Denied entry" and "denies the opposition a permit" deny nothing that somebody said. */
const words = [
  `(?<!(?:be|been|being|was|were|is|are) )(?:den(?:y|ies|ied|ying))(?! (?:(?!(?:${said}) )[\\p{L}'’.]+ ){0,4}(?:${withheld})(?!\\p{L}))`,
  'reject(?:s|ed)? (?:\\p{L}+ ){0,3}(?:claims?|reports?|allegations?|accusations?)|dismiss(?:es|ed) (?:\\p{L}+ ){0,3}(?:claims?|reports?|allegations?|as (?:false|fake|a lie))|refut(?:es|ed)|rebut(?:s|ted)|debunks',
  'опроверг\\p{L}*|отрица(?:ет|ют|л[аио]?)|назвал[аио]? (?:\\p{L}+ ){0,3}(?:ложью|фейком|вбросом|дезинформацией)',
  'запереч(?:ує|ують|ив|ила|или|ило)|спросту(?:вав|вала|вали|вало|є|ють)|назва(?:в|ла|ли) (?:\\p{L}+ ){0,3}(?:брехнею|фейком)',
  'dementier(?:t|te|en|ten)|bestreite[tn]|bestritt(?:en)?|weis(?:t|en) (?:\\p{L}+ ){0,4}(?:Vorwürfe|Berichte|Bericht) zurück',
  'dément(?:ent|i)?|réfute(?:nt)?|nie(?:nt)?(?= )',
  'zaprzecza(?:ją)?|zaprzeczył[aoiy]?|dementuj[eą]|zdementował[aoy]?',
].join('|');
const denial = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');

/** Whether a headline says that somebody denies something. */
export const denies = (headline: string): boolean => denial.test(headline);

/**
 * Whether one side denies what another side reports: a headline denies, and one that does not is from another bloc. The side
 * of a denial is that of the government that the headline gives it to, else that of the outlet. A sign for a person, no
 * proof: what exactly is denied, words do not tell. What lies on the unknown side cannot contest anything.
 */
export function isContested(voices: readonly Voice[]): boolean {
  const reports = voices.flatMap((voice) => voice.reports);
  const sideOf = ({ attribution, source }: (typeof reports)[number]): Bloc =>
    attribution.officials[0]?.bloc ?? source.bloc;
  const denying = reports.filter(({ update }) => denies(update.title));
  if (denying.length === 0) return false;
  const sides = new Set(denying.map(sideOf).filter((side) => side !== 'unknown'));
  return reports.some((report) => !denies(report.update.title) && [...sides].some((side) => side !== sideOf(report)));
}
