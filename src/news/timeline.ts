import type { Bloc } from './source.ts';

/** A moment in the reporting of a story. */
export interface Turn {
  readonly at: number;
  readonly kind: 'first' | 'side' | 'voice' | 'corrected' | 'latest';
  readonly report: number;
  readonly bloc: Bloc;
  /** Independent voices by then. */
  readonly voices: number;
}

/** A report as far as the time line shows it, in the order of publication. */
export interface Dated {
  readonly report: number;
  readonly at: number;
  readonly bloc: Bloc;
  /** Its voice; null where nobody knows who is behind it. */
  readonly voice: string | null;
  readonly corrected: number | null;
}

/** A time line longer than this is not read. */
const MOST_TURNS = 8;
const weight: Readonly<Record<Turn['kind'], number>> = { first: 0, latest: 0, side: 1, corrected: 2, voice: 3 };

/**
 * How the reporting came about: the first report, each side and each independent voice that joined, corrections, the latest
 * report. Of more turns than a reader takes in, sides go before corrections and these before voices. None for a single report.
 */
export function timelineOf(reports: readonly Dated[]): readonly Turn[] {
  const voices = new Set<string>();
  const blocs = new Set<Bloc>();
  const turns: Turn[] = [];
  for (const [at, { report, bloc, voice, corrected, ...dated }] of reports.entries()) {
    const isNewVoice = voice !== null && !voices.has(voice);
    const isNewSide = bloc !== 'unknown' && !blocs.has(bloc);
    if (voice !== null) voices.add(voice);
    blocs.add(bloc);
    const kind =
      at === 0 ? 'first' : isNewSide ? 'side' : isNewVoice ? 'voice' : at === reports.length - 1 ? 'latest' : null;
    const turn = { report, bloc, voices: voices.size };
    if (kind !== null) turns.push({ ...turn, at: dated.at, kind });
    if (corrected !== null) turns.push({ ...turn, at: corrected, kind: 'corrected' });
  }
  if (turns.length < 2) return [];
  const kept = new Set(turns.toSorted((one, other) => weight[one.kind] - weight[other.kind]).slice(0, MOST_TURNS));
  return turns.filter((turn) => kept.has(turn)).toSorted((one, other) => one.at - other.at);
}
