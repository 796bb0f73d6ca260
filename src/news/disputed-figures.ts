import { isOutcome } from './figure-unit.ts';
import { type Detail, figureDetails, sideBySide } from './side-by-side.ts';
import type { Voice } from './voice.ts';

/** Reports of one voice that are read, its latest: it is held to the last of them that counts something. */
const MOST_OF_VOICE = 10;
/** Voices that are read. */
const MOST_VOICES = 40;

/**
 * Of which outcomes (`isOutcome`) independent voices give different numbers, as their reports say it now: the units (`killed`,
 * `drones downed`), those that most voices count first.
 */
export function disputedFigures(voices: readonly Voice[]): readonly string[] {
  if (voices.length < 2) return [];
  return sideBySide(voiceDetails(voices)).differing.flatMap(({ subject }) => (isOutcome(subject) ? subject : []));
}

/** The figures in the reports of some voices. */
export const voiceDetails = (voices: readonly Voice[]): readonly Detail[] =>
  voices
    .slice(0, MOST_VOICES)
    .flatMap(({ origin, reports }) =>
      reports
        .slice(-MOST_OF_VOICE)
        .flatMap(({ update: { title, summary, published } }, at) =>
          figureDetails({ voice: origin.key, report: at, title, summary, at: published }),
        ),
    );
