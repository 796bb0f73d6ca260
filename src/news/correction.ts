/** Publishers' own words for having been wrong, in the desk's languages, at the beginning of a word. */
const admissions =
  /(?<!\p{L})(correct(ion|ed|s\b)|clarifi(cation|ed|es)|retract|withdrawn|erratum|уточнени|исправлен|опроверж|поправк|виправлен|спростуван|уточненн|korrektur|korrigiert|richtigstellung|rectificati|rectifié|correctif|sprostowani|korekta|rättelse)/giu;

/** What a piece says, as far as a correction shows in it. */
export interface Wording {
  readonly title: string;
  readonly summary: string | null;
}

/**
 * Whether a publisher's edit says that what stood before was wrong: it uses one more word of admission than before. Any other
 * edit may be a better headline. Only words tell: a silent correction is not seen.
 */
export const isCorrection = (before: Wording, after: Wording): boolean => admitted(after) > admitted(before);

const admitted = ({ title, summary }: Wording): number => `${title}\n${summary ?? ''}`.match(admissions)?.length ?? 0;
