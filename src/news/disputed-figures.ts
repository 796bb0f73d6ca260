import { isOutcome } from './figure-unit.ts';
import { type Detail, figureDetails, type SaidNow, saidNow, sideBySide } from './side-by-side.ts';
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
  return sideBySide(saidNow(voiceDetails(voices))).differing.flatMap(({ subject }) =>
    isOutcome(subject) ? subject : [],
  );
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

/** Whether each outcome that a headline counts is what every voice counts `now`. That is asked for only where it counts one. */
export const stillHolds = (title: string, now: () => SaidNow): boolean =>
  figureDetails({ voice: null, report: 1, title, summary: null, at: 0 })
    .filter(({ subject }) => isOutcome(subject))
    .every(({ subject, value }) => (now().get(subject) ?? []).every((said) => said.some((one) => one.value === value)));
