import type { Source } from './source.ts';

/** What is not as it should be with the labels of a source, in words. */
export interface LabelFindings {
  readonly source: Source;
  /** What somebody must add. */
  readonly missing: readonly string[];
  /** What is said to be unknown, or was never seen: it may be so on purpose, and fails closed. */
  readonly unknown: readonly string[];
}

const DAY_MS = 86_400_000;

/**
 * Goes through the labels of a source: each that claims something needs the public page it rests on, and all of them a day of
 * review within `days` before `now`. Unknown owners, blocs, ties and reliabilities are no mistake, since they raise nothing.
 */
export function auditLabels(
  source: Source,
  { now, days }: { readonly now: number; readonly days: number },
): LabelFindings {
  const { kind, owner, bloc, stateMedia, reliability, basis, ownership, reviewed, feed, verified } = source;
  const based = ownership ?? basis;
  const isMedium = kind === 'news' || kind === 'think_tank';
  const said = (claims: readonly (readonly [wrong: boolean, words: string])[]): readonly string[] =>
    claims.flatMap(([wrong, words]) => (wrong ? [words] : []));
  return {
    source,
    missing: said([
      [owner !== 'unknown' && based === null, 'no page for owner, country and bloc'],
      [isMedium && stateMedia !== 'unknown' && based === null, 'no page for stateMedia'],
      [reliability !== 'F' && basis === null, 'no page for reliability'],
      [reviewed === null, 'never reviewed'],
      [reviewed !== null && now - Date.parse(reviewed) > days * DAY_MS, `last reviewed on ${reviewed}`],
      [reviewed !== null && Date.parse(reviewed) > now, `reviewed in the future, on ${reviewed}`],
    ]),
    unknown: said([
      [owner === 'unknown', 'owner unknown'],
      [bloc === 'unknown', 'bloc unknown'],
      [isMedium && stateMedia === 'unknown', 'stateMedia unknown'],
      [isMedium && reliability === 'F', 'reliability F'],
      [feed !== null && verified === null, 'feed never verified'],
    ]),
  };
}
