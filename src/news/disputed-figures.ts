import { isOutcome } from './figure-unit.ts';
import { figuresIn } from './figures.ts';
import { type Comparison, figureDetails, type SaidNow, saidNow, sideBySide } from './side-by-side.ts';
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
  return sideBySide(countsNow(voices)).differing.flatMap(({ subject }) => (isOutcome(subject) ? subject : []));
}

/** What some voices count now. */
export function countsNow(voices: readonly Voice[]): SaidNow {
  const known = byVoices.get(voices);
  if (known !== undefined) return known;
  const details = voices
    .slice(0, MOST_VOICES)
    .flatMap(({ origin, reports }) =>
      reports
        .slice(-MOST_OF_VOICE)
        .flatMap(({ update: { title, summary, published } }, at) =>
          figureDetails({ voice: origin.key, report: at, title, summary, at: published }),
        ),
    );
  const counts = saidNow(details);
  byVoices.set(voices, counts);
  return counts;
}

/** Reading takes 34 µs a text, and hundreds of digests tell one story. */
const byVoices = new WeakMap<readonly Voice[], SaidNow>();

/** Whether a text gives a figure of which these say that it differs. */
export function isDisputed(text: string, differing: readonly Comparison[]): boolean {
  const subjects = new Set(differing.map(({ subject }) => subject));
  return figuresIn(text).some(({ unit }) => subjects.has(unit));
}

/** Whether each outcome that a headline counts is what every voice counts `now`. That is asked for only where it counts one. */
export const stillHolds = (title: string, now: () => SaidNow): boolean =>
  figureDetails({ voice: null, report: 1, title, summary: null, at: 0 })
    .filter(({ subject }) => isOutcome(subject))
    .every(({ subject, value }) => (now().get(subject) ?? []).every((said) => said.some((one) => one.value === value)));
